// Filters, facets with counts, zones in force, and the search for words.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Facets, leading } from "../src/model/facets.ts";
import { Filter } from "../src/model/filter.ts";
import { InZones } from "../src/model/in_zones.ts";
import { findPlaces } from "../src/model/places.ts";
import { fold, Search, terms } from "../src/model/search.ts";
import { NULL } from "../src/wire/frame.ts";
import { mercator, noShapes, POLYGON, type Shapes } from "../src/wire/shapes.ts";
import { type CategoryName, type Events, noEvents, type Texts, type Zone } from "../src/wire/tables.ts";
import { separated } from "../src/wire/text.ts";

type Row = Partial<Record<CategoryName, string>> & {
  lon?: number; lat?: number; unc?: number; from?: number; to?: number; best?: number; low?: number; high?: number;
};

function events(rows: readonly Row[]): Events {
  const ints = (pick: (r: Row) => number | undefined): Int32Array => Int32Array.from(rows, (r) => pick(r) ?? NULL);
  const base = noEvents();
  const categories = Object.fromEntries(
    (Object.keys(base.categories) as CategoryName[]).map((name) => {
      const values = [...new Set(rows.map((r) => r[name]).filter((v) => v !== undefined))];
      return [name, { codes: Int32Array.from(rows, (r) => (r[name] === undefined ? -1 : values.indexOf(r[name]))), values }];
    }),
  ) as unknown as Events["categories"];
  return {
    ...base,
    count: rows.length,
    lon: ints((r) => r.lon), lat: ints((r) => r.lat), shape: ints(() => undefined), uncM: ints((r) => r.unc),
    from: ints((r) => r.from), to: ints((r) => r.to),
    best: ints((r) => r.best), low: ints((r) => r.low), high: ints((r) => r.high),
    categories,
  };
}

/** Boxes in degrees as polygons, as the wire would give them. */
function boxes(all: readonly (readonly [number, number, number, number])[]): Shapes {
  const xy = new Float64Array(all.length * 8);
  const box = new Float64Array(all.length * 4);
  all.forEach(([w, s, e, n], i) => {
    [[w, n], [e, n], [e, s], [w, s]].forEach(([lon, lat], k) => mercator(lon, lat, xy, i * 8 + k * 2));
    box.set([xy[i * 8], xy[i * 8 + 1], xy[i * 8 + 4], xy[i * 8 + 5]], i * 4);
  });
  const numbers = (step: number): Int32Array => Int32Array.from({ length: all.length + 1 }, (_, i) => i * step);
  return { ...noShapes(), count: all.length, type: new Uint8Array(all.length).fill(POLYGON), first: numbers(1), start: numbers(4), xy, box };
}

function zone(index: number, id: string, from: number, to: number, name = ""): Zone {
  return { index, id, name, kind: "other", party: "", legalBasis: "", guarantors: "", boundaryStatus: "", source: "", from, to, shape: index };
}

const degree = (lon: number, lat: number): Row => ({ lon: lon * 1e5, lat: lat * 1e5 });
const shown = (filter: Filter): number[] => [...filter.mask.keys()].filter((i) => filter.mask[i]);
const inNoZones = (table: Events): InZones =>
  new InZones({ events: table, shapes: noShapes(), places: findPlaces(table, noShapes(), mercator), zones: [] });

test("deaths: surely within the bounds; unknown numbers only where there is no lower bound", () => {
  const filter = new Filter(
    events([{ best: 0 }, { best: 5, low: 1, high: 90 }, { low: 3 }, { low: 3, high: 7 }, { high: 2 }, {}]),
  );
  const passing = (least: number | null, most: number | null): number[] => {
    filter.setFacets({ fatalities: [least, most] });
    return shown(filter);
  };
  assert.deepEqual(passing(1, null), [1, 2, 3]);
  assert.deepEqual(passing(null, 5), [0, 1, 2, 4, 5], "of at least 3 no more is known; 3 to 7 may be above 5");
  assert.deepEqual(passing(null, 2), [0, 4, 5]);
  assert.deepEqual(passing(0, 5), [0, 1, 2], "an unknown number is not at least nothing");
  assert.deepEqual(passing(4, 6), [1]);
  assert.deepEqual(passing(null, null), [0, 1, 2, 3, 4, 5]);
  assert.deepEqual(filter.state(), {});
});

test("wrong filters are refused by name and change nothing", () => {
  const table = events([{ event_type: "A", ...degree(5, 5) }]);
  const shapes = boxes([[0, 0, 10, 10]]);
  const inZones = new InZones({ events: table, shapes, places: findPlaces(table, shapes, mercator), zones: [zone(0, "z", NULL, NULL)] });
  const filter = new Filter(table, inZones);
  filter.setFacets({ event_type: ["A"], zone: "z", fatalities: [null, 3], text: " a " });
  const before = filter.state();
  assert.deepEqual(before, { event_type: ["A"], zone: ["z"], fatalities: [null, 3], text: "a" });
  for (const [wrong, words] of [
    [{ zone: ["q"] }, /facet "zone" is "q"; choose from z/],
    [{ zone: [7] }, /facet "zone" is \[7\]/],
    [{ fatalities: 5 }, /fatalities is 5/],
    [{ fatalities: [1, 2, 3] }, /fatalities is \[1,2,3\]/],
    [{ fatalities: [-1, null] }, /fatalities is \[-1,null\]/],
    [{ fatalities: ["1", null] }, /fatalities is \["1",null\]/],
    [{ fatalities: [1.5, null] }, /fatalities is \[1.5,null\]/],
    [{ fatalities: [NaN, null] }, /fatalities is/],
    [{ fatalities: [5, 4] }, /the least is above the most/],
    [{ text: ["a"] }, /text is \["a"\]/],
    [{ text: "x".repeat(201) }, /at most 200 characters/],
    [{ time: ["a"] }, /a facet is "time"/],
    [{ __proto__: null, constructor: ["x"] }, /a facet is "constructor"/],
    [{ event_type: [["A"]] }, /facet "event_type"/],
  ] as const) {
    assert.throws(() => filter.setFacets(wrong as never), (error: Error) => error instanceof RangeError && words.test(error.message), JSON.stringify(wrong));
    assert.deepEqual(filter.state(), before);
  }
});

test("an actor passes on either side; a missing one means that neither is stated", () => {
  const filter = new Filter(events([{ actor1: "x", actor2: "x" }, { actor1: "y" }, { actor2: "x" }, {}]));
  filter.setFacets({ actor: ["x"] });
  assert.deepEqual(shown(filter), [0, 2]);
  filter.setFacets({ actor: [""] });
  assert.deepEqual(shown(filter), [3]);
  filter.setFacets({ actor: ["", "y"] });
  assert.deepEqual(shown(filter), [1, 3]);
  filter.setFacets({ actor2: [""] });
  assert.deepEqual(shown(filter), [1, 3], "of one side alone it is that side which is missing");
});

test("counts of a facet are those of all other filters, by brute force", () => {
  let seed = 1;
  const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
  const rows: Row[] = Array.from({ length: 500 }, () => {
    const row: Row = { from: random(30), best: random(6) };
    row.to = (row.from ?? 0) + 1 + random(3);
    if (random(9) > 0) row.event_type = `t${random(4)}`;
    if (random(5) > 0) row.actor1 = `a${random(6)}`;
    if (random(3) > 0) row.actor2 = `a${random(6)}`;
    if (random(8) > 0) row.status = `s${random(3)}`;
    return row;
  });
  const table = events(rows);
  const filter = new Filter(table, inNoZones(table));
  const facets = new Facets(table, filter, inNoZones(table));
  const on = { event_type: ["t1", "t2", ""], actor: ["a1", "a3"], status: ["s0", "s2"], fatalities: [1, 4] as [number, number] };
  filter.setFacets(on);
  filter.setPeriod([5, 20]);
  const has: Record<string, (r: Row) => string[]> = {
    event_type: (r) => [r.event_type ?? ""],
    status: (r) => [r.status ?? ""],
    actor: (r) => (r.actor1 ?? r.actor2) === undefined ? [""] : [...new Set([r.actor1, r.actor2])].filter((a) => a !== undefined),
  };
  const passes = (r: Row, but: string): boolean =>
    (r.from ?? 0) < 20 && (r.to ?? 0) > 5 && (r.best ?? 0) >= 1 && (r.best ?? 0) <= 4 &&
    Object.entries(has).every(([name, of]) => name === but || of(r).some((v) => (on[name as "status"] as string[]).includes(v)));
  for (const name of Object.keys(has)) {
    const expected = new Map<string, number>();
    for (const row of rows) if (passes(row, name)) for (const v of has[name](row)) expected.set(v, (expected.get(v) ?? 0) + 1);
    const { rows: listed } = leading(facets.tally(name), { most: 100, keep: new Set(), zeros: false });
    assert.deepEqual(new Map(listed.map(({ value, count }) => [value, count])), expected, name);
    const numbers = listed.filter(({ value }) => value !== "").map(({ count }) => count);
    assert.deepEqual(numbers, [...numbers].sort((a, b) => b - a));
  }
  assert.deepEqual(shown(filter), rows.flatMap((r, i) => (passes(r, "none") ? [i] : [])));
  assert.deepEqual([...filter.faceted.keys()].filter((i) => filter.faceted[i] && !(filter.failed[i] & filter.bit("time"))), shown(filter));
});

test("of many values only the most frequent are listed, and what is chosen", () => {
  const values = Array.from({ length: 1000 }, (_, i) => `v${i}`);
  const counts = Int32Array.from([3, ...values.map((_, i) => (i === 700 ? 9 : i === 20 ? 5 : i % 100 === 0 ? 0 : 1))]);
  const tally = { values, counts, missing: true };
  const { rows, more } = leading(tally, { most: 4, keep: new Set(["v300"]), zeros: false });
  assert.deepEqual(rows.map((r) => `${r.value}:${r.count}`), ["v700:9", "v20:5", "v1:1", "v2:1", "v300:0", ":3"]);
  assert.equal(more, 991 - 4);
  const found = leading(tally, { most: 4, keep: new Set(), zeros: true, match: (v) => v.startsWith("v99") });
  assert.deepEqual([found.rows.map((r) => r.value), found.more], [["v99", "v990", "v991", "v992"], 7]);
});

test("zones in force: at the event's place and date, surely or possibly", () => {
  const shapes = boxes([[0, 0, 10, 10], [20, 0, 30, 10], [0, 0, 10, 10]]);
  const zones = [zone(0, "west", 100, 200), zone(1, "", NULL, NULL, "East"), zone(2, "west", 300, NULL)];
  const table = events([
    { ...degree(5, 5), from: 150, to: 151 },
    { ...degree(5, 5), from: 200, to: 201 }, // between the two validities
    { ...degree(5, 5), from: 350, to: 351 },
    { ...degree(5, 5) }, // undated: possibly
    { ...degree(19.5, 5), unc: 100_000, from: 1, to: 2 }, // its circle reaches over the edge
    { ...degree(19.5, 5), unc: 10_000, from: 1, to: 2 },
    { from: 150, to: 151 }, // without a place
  ]);
  const inZones = new InZones({ events: table, shapes, places: findPlaces(table, shapes, mercator), zones });
  assert.deepEqual(inZones.keys, ["west", "East", "west"]);
  const filter = new Filter(table, inZones);
  filter.setFacets({ zone: ["west"] });
  assert.deepEqual(shown(filter), [0, 2, 3]);
  filter.setFacets({ zone: ["East"] });
  assert.deepEqual(shown(filter), [4]);
  filter.setFacets({ zone: [""] });
  assert.deepEqual(shown(filter), [1, 5, 6]);
  const { values, counts, missing } = new Facets(table, filter, inZones).tally("zone");
  assert.deepEqual([values, [...counts], missing], [["west", "East"], [3, 3, 1], true], "an event in both zones of one id counts once");
});

test("folding: case and Latin diacritics go, other scripts keep their marks", () => {
  assert.equal(fold("Şanlıurfa, ĐURĐEVAC, Łódź, Straße, Sha’irat"), "sanliurfa, durdevac, lodz, strasse, sha'irat");
  assert.equal(fold("Київ і Йорк"), "київ і йорк");
  assert.equal(fold("إدلب"), "إدلب");
  assert.equal(fold("Ἀθῆναι"), "αθηναι");
});

test("queries: words and quoted phrases, each once", () => {
  assert.deepEqual(terms('  Idlib "air  strike" idlib '), ["idlib", "air strike"]);
  assert.deepEqual(terms("„Side A“ x"), ["side a", "x"]);
  assert.deepEqual(terms('"open end'), ["open end"]);
  assert.deepEqual(terms(' "" \u0000 '), []);
});

test("search: all words, anywhere in an event's texts, across columns and pieces", async () => {
  const table = events(
    Array.from({ length: 700 }, (_, i): Row => ({
      place: i % 2 === 0 ? "Idlib" : "Ḥamāh", actor1: `Side ${i % 3}`, event_type: "CONSULT", ...(i === 5 ? { source: "Ağ <b>" } : {}),
    })),
  );
  const notes = Array.from({ length: 700 }, (_, i) => (i === 256 || i === 699 ? "Two died. Two." : i === 255 ? "Nobody DIED" : ""));
  const read = separated(new TextEncoder().encode(notes.join("\0")), 700);
  const texts: Texts = { id: () => "", notes: read, extra: [{ name: "x", at: (row) => (row === 3 ? "تفاصيل" : "") }] };
  const search = new Search(table, async () => texts, (column, value) => (column === "event_type" ? "Consultation" : value));
  const rows = async (query: string): Promise<number[]> => {
    const hits = await search.find(terms(query));
    return hits === null ? [-1] : [...hits.keys()].filter((i) => hits[i]);
  };
  assert.deepEqual(await rows("died"), [255, 256, 699]);
  assert.deepEqual(await rows("two died"), [256, 699]);
  assert.deepEqual(await rows('"died. two"'), [256, 699]);
  assert.deepEqual(await rows('"two idlib"'), []);
  assert.deepEqual(await rows("idlib died"), [256]);
  assert.deepEqual(await rows("hamah nobody"), [255]);
  assert.deepEqual(await rows("تفاصيل"), [3]);
  assert.deepEqual(await rows("<b> ag"), [5]);
  assert.equal((await rows("consultation")).length, 700, "found by the words that are read");
  assert.equal((await rows('"side 2"')).length, 233);
  assert.deepEqual(await rows("nowhere"), []);

  // A clock that jumps ends every slice after one piece: who is gone by then gets nothing.
  const { now } = performance;
  let time = 0;
  performance.now = () => (time += 100);
  try {
    let asked = 0;
    assert.equal(await search.find(["died"], () => ++asked < 3), null);
    assert.equal(asked, 3);
    assert.deepEqual(await rows("two died"), [256, 699], "in however many slices");
  } finally {
    performance.now = now;
  }
});

test("words wait until they have been looked for; other filters do not", () => {
  const filter = new Filter(events([{ event_type: "A" }, { event_type: "B" }]));
  const { revision } = filter;
  filter.setFacets({ text: "b" });
  assert.deepEqual([filter.searching, filter.revision, shown(filter)], [true, revision, [0, 1]]);
  filter.setFound("b", Uint8Array.of(0, 1));
  assert.deepEqual([filter.searching, shown(filter)], [false, [1]]);
  filter.setFacets({ text: "b", event_type: ["A"] });
  assert.deepEqual(shown(filter), []);
  filter.setFacets(filter.with("event_type", null));
  assert.deepEqual([filter.state(), shown(filter)], [{ text: "b" }, [1]]);
  filter.setFacets({});
  assert.deepEqual([filter.searching, shown(filter)], [false, [0, 1]]);
});
