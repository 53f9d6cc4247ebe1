// Time, filters, places and clusters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { cluster, clusterRadius } from "../src/model/cluster.ts";
import { Filter } from "../src/model/filter.ts";
import { findPlaces, unitRadius } from "../src/model/places.ts";
import { binOf, bins, isoDay, meets, toDay } from "../src/model/time.ts";
import { NULL } from "../src/wire/frame.ts";
import { mercator, noShapes } from "../src/wire/shapes.ts";
import { type Events, noEvents } from "../src/wire/tables.ts";

interface Row {
  lon?: number;
  lat?: number;
  unc?: number;
  from?: number;
  to?: number;
  type?: string;
  actor1?: string;
  actor2?: string;
  precision?: string;
}

function events(rows: readonly Row[]): Events {
  const ints = (pick: (r: Row) => number | undefined): Int32Array => Int32Array.from(rows, (r) => pick(r) ?? NULL);
  const words = (pick: (r: Row) => string | undefined): { codes: Int32Array; values: string[] } => {
    const values = [...new Set(rows.map(pick).filter((v) => v !== undefined))];
    return { codes: Int32Array.from(rows, (r) => (pick(r) === undefined ? -1 : values.indexOf(pick(r) as string))), values };
  };
  const none = { codes: new Int32Array(rows.length).fill(-1), values: [] };
  const base = noEvents();
  const categories = Object.fromEntries(Object.keys(base.categories).map((k) => [k, none])) as unknown as Events["categories"];
  return {
    count: rows.length,
    lon: ints((r) => r.lon), lat: ints((r) => r.lat), shape: ints(() => undefined), uncM: ints((r) => r.unc),
    from: ints((r) => r.from), to: ints((r) => r.to), best: ints(() => 1), low: ints(() => 1), high: ints(() => 1),
    categories: {
      ...categories,
      event_type: words((r) => r.type), actor1: words((r) => r.actor1), actor2: words((r) => r.actor2),
      precision: words((r) => r.precision),
    },
  };
}

test("days: ISO dates, numbers and Dates agree", () => {
  assert.equal(toDay("2017-09-20"), 17429);
  assert.equal(toDay(17429), 17429);
  assert.equal(toDay(new Date(Date.UTC(2017, 8, 20, 23, 59))), 17429);
  assert.equal(toDay("1969-12-31"), -1);
  assert.equal(toDay(null), null);
  assert.equal(isoDay(17429), "2017-09-20");
  assert.throws(() => toDay("20 September"), RangeError);
  assert.throws(() => toDay(NaN), RangeError);
});

test("half-open periods touch without meeting", () => {
  assert.equal(meets(10, 20, [20, 30]), false);
  assert.equal(meets(10, 20, [19, 30]), true);
  assert.equal(meets(10, 20, [0, 10]), false);
  assert.equal(meets(NULL, 20, [0, 10]), true);
  assert.equal(meets(10, NULL, [500, 501]), true);
  assert.equal(meets(10, 20, null), true);
});

test("bins are calendar units that cover the span, each day in exactly one", () => {
  for (const [from, to] of [[17000, 17001], [17000, 17100], [16801, 18262], [0, 18628], [-5000, 20000]] as const) {
    const { edges } = bins(from, to, 120);
    assert.ok(edges[0] <= from && edges[edges.length - 1] >= to);
    assert.ok(edges.length <= 130, `${edges.length} edges for ${from} to ${to}`);
    for (const day of [from, Math.floor((from + to) / 2), to - 1]) {
      const b = binOf(edges, day);
      assert.ok(b >= 0 && edges[b] <= day && day < edges[b + 1]);
    }
    assert.equal(binOf(edges, edges[0] - 1), -1);
    assert.equal(binOf(edges, edges[edges.length - 1]), -1);
  }
  assert.equal(bins(16801, 18262, 60).unit, "month");
});

test("filters: period, undated, facets together", () => {
  const filter = new Filter(
    events([
      { from: 10, to: 11, type: "A", actor1: "x" },
      { from: 20, to: 25, type: "B", actor2: "x" },
      { type: "A", actor1: "y" },
      { from: 30, to: 31 },
    ]),
  );
  const shown = (): number[] => [...filter.mask.keys()].filter((i) => filter.mask[i]);
  assert.deepEqual(shown(), [0, 1, 2, 3]);
  filter.setPeriod([11, 24]);
  assert.deepEqual(shown(), [1, 2]);
  filter.setUndated(false);
  assert.deepEqual(shown(), [1]);
  filter.setPeriod(null);
  assert.deepEqual(shown(), [0, 1, 3]);
  filter.setUndated(true);
  filter.setFacets({ actor: ["x"] });
  assert.deepEqual(shown(), [0, 1], "either side");
  filter.setFacets({ actor: "x", event_type: ["A"] });
  assert.deepEqual(shown(), [0]);
  filter.setFacets({ event_type: [""] });
  assert.deepEqual(shown(), [3], "an empty value stands for a missing one");
  filter.setFacets({ event_type: [] });
  assert.deepEqual(shown(), []);
  filter.setFacets({ event_type: null });
  assert.deepEqual(shown(), [0, 1, 2, 3]);
  assert.throws(() => filter.setFacets({ colour: ["red"] }), /a facet is "colour"/);
  assert.throws(() => filter.setFacets({ constructor: ["x"] }), /a facet is/);
  assert.throws(() => filter.setPeriod([5, 5]), RangeError);
});

test("places: one per spot and uncertainty, none for the unplaced", () => {
  const table = events([
    { lon: 100, lat: 200, unc: 5, precision: "exact" },
    { lon: 100, lat: 200, unc: 5, precision: "exact" },
    { lon: 100, lat: 200, unc: 9, precision: "exact" },
    { lon: 100, lat: 200, unc: 5, precision: "near" },
    {},
    { lon: -17_999_999, lat: -8_000_000, unc: 5, precision: "exact" },
  ]);
  const places = findPlaces(table, noShapes(), mercator);
  assert.deepEqual([...places.of], [0, 0, 1, 2, -1, 3]);
  assert.deepEqual([...places.exact], [1, 1, 0, 1]);
  assert.deepEqual([...places.rows.subarray(places.first[0], places.first[1])], [0, 1]);
  assert.ok(places.radius[1] > places.radius[0]);
});

test("a kilometre is longer on the map nearer the pole", () => {
  assert.ok(Math.abs(unitRadius(40_075_016.69, 0.5) - 1) < 1e-9);
  const at = new Float64Array(2);
  mercator(0, 60, at, 0);
  assert.ok(Math.abs(unitRadius(1000, at[1]) / unitRadius(1000, 0.5) - 2) < 1e-6);
});

function clustered(points: readonly (readonly [number, number, number])[]): { made: ReturnType<typeof cluster>; of: Int32Array } {
  const of = new Int32Array(points.length).fill(-1);
  const ids = Int32Array.from(points, (_, i) => i);
  const weight = Int32Array.from(points, (p) => p[2]);
  const made = cluster(ids, (p) => points[p][0], (p) => points[p][1], weight, (p) => (weight[p] > 1 ? clusterRadius(weight[p]) : 5), of);
  return { made, of };
}

test("clusters keep every event, and what is apart stays apart", () => {
  const { made, of } = clustered([[0, 0, 1], [3, 0, 1], [500, 0, 4], [900, 900, 1]]);
  assert.equal(made.count, 3);
  assert.equal(of[0], of[1]);
  assert.equal(made.n.reduce((a, b) => a + b, 0), 7);
  assert.equal(made.only[of[0]], -1);
  assert.equal(made.only[of[2]], 2);
});

test("crowds: every place has a cluster, counts add up, symbols hardly overlap, order of events does not matter", () => {
  let seed = 7;
  const random = (): number => (seed = (seed * 48271) % 0x7fffffff) / 0x7fffffff;
  const points = Array.from({ length: 3000 }, () => [random() * 1200, random() * 800, 1 + Math.floor(random() * 3)] as const);
  const { made, of } = clustered(points);
  assert.equal(made.n.reduce((a, b) => a + b, 0), points.reduce((a, p) => a + p[2], 0));
  assert.equal(made.places.reduce((a, b) => a + b, 0), points.length);
  assert.ok([...of].every((c) => c >= 0 && c < made.count));
  let overlaps = 0;
  for (let a = 0; a < made.count; a++) {
    for (let b = a + 1; b < made.count; b++) {
      const d = Math.hypot(made.x[a] - made.x[b], made.y[a] - made.y[b]);
      if (d < (clusterRadius(made.n[a]) + clusterRadius(made.n[b])) * 0.85) overlaps++;
    }
  }
  assert.ok(overlaps <= made.count * 0.02, `${overlaps} overlaps among ${made.count}`);
  assert.deepEqual(clustered(points).made, made);
});

test("centuries and millennia are cut where the calendar does, early years included", () => {
  const [first, last] = [toDay("0001-01-01") as number, toDay("9999-12-31") as number];
  for (const most of [5, 13, 150, 1500]) {
    const cut = bins(first, last + 1, most);
    assert.ok(cut.edges.length <= most + 10, `${cut.unit}: ${cut.edges.length} bins`);
    assert.ok(binOf(cut.edges, first) === 0 && binOf(cut.edges, last) === cut.edges.length - 2);
  }
  assert.deepEqual(bins(toDay("0050-03-01") as number, toDay("0052-01-02") as number, 3).edges.map(isoDay),
    ["0050-01-01", "0051-01-01", "0052-01-01", "0053-01-01"]);
});

test("a wide radius without a stated precision is no dot", () => {
  const { exact } = findPlaces(
    events([{ lon: 1, lat: 1 }, { lon: 2, lat: 2, unc: 3000 }, { lon: 3, lat: 3, unc: 120_000 }]), noShapes(), mercator,
  );
  assert.deepEqual([...exact], [1, 1, 0]);
});
