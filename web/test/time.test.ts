// Bins, counting by them, playing over them, comparing two periods, bands of zones.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readCompare } from "../src/comparing.ts";
import { firstPeriods, inBoth, sumOf, within } from "../src/model/comparison.ts";
import { atEnd, begin, dayAt, DEFAULT_PLAY, moved, positionOf, readPlay, stepped } from "../src/model/player.ts";
import { tally } from "../src/model/tally.ts";
import { bins, canCut, isoDay, toDay } from "../src/model/time.ts";
import { bandsOf } from "../src/model/validity.ts";
import { NULL } from "../src/wire/frame.ts";
import type { Zone } from "../src/wire/tables.ts";

const day = (text: string): number => toDay(text) as number;
const dated = (...events: [number, number][]) => ({
  count: events.length,
  from: Int32Array.from(events, ([from]) => from),
  to: Int32Array.from(events, ([, to]) => to),
});
const ones = (n: number): Uint8Array => new Uint8Array(n).fill(1);
const round = (values: Iterable<number>): number[] => Array.from(values, (v) => Math.round(v * 1e6) / 1e6);

test("bins of a chosen width", () => {
  const cut = bins(day("2017-01-15"), day("2017-04-02"), 5, "month");
  assert.equal(cut.unit, "month");
  assert.deepEqual(cut.edges.map(isoDay), ["2017-01-01", "2017-02-01", "2017-03-01", "2017-04-01", "2017-05-01"]);
  assert.equal(bins(day("2017-01-15"), day("2017-04-02"), 5).unit, "month");
  assert.equal(bins(day("2017-01-15"), day("2017-04-02"), 100).unit, "day");
});

test("a width is offered where it makes at least two bins and not too many", () => {
  assert.equal(canCut(day("2017-01-15"), day("2017-04-02"), "year"), false);
  assert.equal(canCut(day("2016-12-31"), day("2017-01-02"), "year"), true);
  assert.equal(canCut(0, 30 * 365, "day"), true);
  assert.equal(canCut(0, 1000 * 365, "day"), false);
  assert.equal(canCut(0, 1000 * 365, "year"), true);
  assert.equal(canCut(5, 6, "day"), false);
});

test("an event of one day counts whole, in its bin and colour", () => {
  const t = tally([0, 10, 20], dated([0, 1], [9, 10], [10, 11], [NULL, NULL], [25, 26]), ones(5), Uint8Array.of(0, 1, 1, 0, 0), 2);
  assert.deepEqual([...t.counts], [1, 1, 0, 1]);
  assert.deepEqual([...t.sums], [2, 1]);
  assert.equal(t.most, 2);
  assert.equal(t.spread, 0);
});

test("an event of many days is spread over them, and stays one event", () => {
  const edges = [0, 10, 20, 30, 40];
  const t = tally(edges, dated([5, 35]), ones(1), Uint8Array.of(0), 1);
  assert.deepEqual(round(t.sums), round([5 / 30, 10 / 30, 10 / 30, 5 / 30]));
  assert.equal(t.spread, 1);
  const one = tally(edges, dated([12, 18]), ones(1), Uint8Array.of(0), 1);
  assert.deepEqual(round(one.sums), [0, 1, 0, 0]);
  // What lies outside the axis is not pushed into it.
  const out = tally(edges, dated([30, 50]), ones(1), Uint8Array.of(0), 1);
  assert.deepEqual(round(out.sums), [0, 0, 0, 0.5]);
  assert.equal(tally(edges, dated([5, 35]), Uint8Array.of(0), Uint8Array.of(0), 1).spread, 0);
});

test("weights add up to the number of events, by table and by search", () => {
  let seed = 1;
  const random = (n: number): number => (seed = (seed * 48271) % 2147483647) % n;
  const events = Array.from({ length: 500 }, (): [number, number] => {
    const from = random(900);
    return [from, from + 1 + (random(3) === 0 ? random(100) : 0)];
  });
  const slot = Uint8Array.from(events, () => random(3));
  for (const far of [0, 10_000_000]) {
    // The wide axis is too long for the table of days.
    const { edges } = far ? { edges: [0, 31, 59, 400, 1000, far] } : bins(0, 1000, 50);
    const t = tally(edges, dated(...events), ones(500), slot, 3);
    assert.ok(Math.abs(t.sums.reduce((a, b) => a + b, 0) - 500) < 1e-6);
    for (let s = 0; s < 3; s++) {
      let sum = 0;
      for (let b = 0; b < edges.length - 1; b++) sum += t.counts[b * 3 + s];
      assert.ok(Math.abs(sum - slot.filter((v) => v === s).length) < 1e-6);
    }
  }
});

test("positions and days agree on the edges", () => {
  const edges = [0, 31, 59, 90];
  assert.deepEqual([0, 31, 59, 90].map((d) => positionOf(edges, d)), [0, 1, 2, 3]);
  assert.equal(positionOf(edges, 45), 1.5);
  assert.deepEqual([-5, 100].map((d) => positionOf(edges, d)), [0, 3]);
  assert.deepEqual([0, 1, 1.5, 3, 9].map((p) => dayAt(edges, p)), [0, 31, 45, 90, 90]);
});

test("a window keeps its length in bins and stops at the end", () => {
  const edges = [0, 31, 59, 90, 120];
  assert.deepEqual(moved(edges, [0, 31], 1, "window"), { period: [31, 59], ended: false });
  assert.deepEqual(moved(edges, [0, 59], 1, "window").period, [31, 90]);
  assert.deepEqual(moved(edges, [0, 59], 9, "window"), { period: [59, 120], ended: true });
  assert.deepEqual(moved(edges, [0, 31], 0.5, "window").period, [16, 45]);
  assert.deepEqual(moved(edges, [0, 31], 2, "cumulative"), { period: [0, 90], ended: false });
  assert.deepEqual(moved(edges, [31, 59], 9, "cumulative"), { period: [31, 120], ended: true });
});

test("steps go from edge to edge, whatever the period", () => {
  const edges = [0, 31, 59, 90, 120];
  assert.deepEqual(stepped(edges, null, 1, "window"), [0, 31]);
  assert.deepEqual(stepped(edges, null, -1, "window"), [90, 120]);
  assert.deepEqual(stepped(edges, [0, 31], 1, "window"), [31, 59]);
  assert.deepEqual(stepped(edges, [31, 59], -1, "window"), [0, 31]);
  assert.deepEqual(stepped(edges, [0, 31], -1, "window"), [0, 31]);
  assert.deepEqual(stepped(edges, [90, 120], 1, "window"), [90, 120]);
  assert.equal(stepped(edges, [40, 50], 1, "window")[0], 59);
  assert.equal(stepped(edges, [40, 50], -1, "window")[0], 31);
  assert.deepEqual(stepped(edges, [0, 31], 1, "cumulative"), [0, 59]);
  assert.deepEqual(stepped(edges, [0, 59], -1, "cumulative"), [0, 31]);
  assert.deepEqual(stepped(edges, [0, 31], -1, "cumulative"), [0, 31]);
  assert.deepEqual(stepped(edges, null, -1, "cumulative"), [0, 90]);
  for (let period = stepped(edges, null, 1, "window"), i = 0; i < 4; i++) {
    assert.deepEqual(period, [edges[i], edges[i + 1]]);
    period = stepped(edges, period, 1, "window");
  }
});

test("playing begins where the period is, and at the start when it has come to the end", () => {
  const edges = [0, 31, 59, 90, 120];
  assert.deepEqual(begin(edges, null, "window"), [0, 31]);
  assert.deepEqual(begin(edges, [31, 59], "window"), [31, 59]);
  assert.deepEqual(begin(edges, [59, 120], "window"), [0, 59]);
  assert.deepEqual(begin(edges, [31, 120], "cumulative"), [31, 59]);
  assert.deepEqual(begin(edges, [0, 120], "cumulative"), [0, 31]);
  assert.deepEqual(atEnd(edges, [31, 59], true, "window"), [90, 120]);
  assert.deepEqual(atEnd(edges, [31, 59], false, "window"), [0, 31]);
  assert.deepEqual(atEnd(edges, [31, 59], true, "cumulative"), [31, 120]);
});

test("settings of play are checked by name and value", () => {
  assert.deepEqual(readPlay({ speed: 4 }, DEFAULT_PLAY), { mode: "window", speed: 4, bins: "auto" });
  for (const [wrong, words] of [[{ speed: 3 }, /play\.speed is 3/], [{ bins: "hour" }, /play\.bins is "hour"/], [{ sped: 1 }, /field of play is "sped"/],
    [{ __proto__: null, constructor: 1 }, /is "constructor"/], [7, /play is 7/], [null, /play is null/]] as const) {
    assert.throws(() => readPlay(wrong, DEFAULT_PLAY), words);
  }
});

test("the periods to begin a comparison with", () => {
  assert.deepEqual(firstPeriods([50, 60], [0, 100]), [[40, 50], [50, 60]]);
  assert.deepEqual(firstPeriods([5, 15], [0, 100]), [[5, 15], [15, 25]]);
  assert.deepEqual(firstPeriods([5, 95], [0, 100]), [[0, 50], [50, 100]]);
  assert.deepEqual(firstPeriods(null, [0, 101]), [[0, 50], [50, 101]]);
  assert.deepEqual(firstPeriods(null, [0, 2]), [[0, 1], [1, 2]]);
});

test("events of each side: an uncertain date may be on both, no date on neither", () => {
  const events = dated([0, 1], [9, 10], [5, 15], [NULL, NULL], [10, 11]);
  const [a, b] = [new Uint8Array(5), new Uint8Array(5)];
  within(events, ones(5), [0, 10], a);
  within(events, ones(5), [10, 20], b);
  assert.deepEqual([...a], [1, 1, 1, 0, 0]);
  assert.deepEqual([...b], [0, 0, 1, 0, 1]);
  assert.equal(inBoth(a, b), 1);
  assert.deepEqual(sumOf(a, Int32Array.of(1, NULL, 3, 4, 5)), { events: 2 + 1, fatalities: 4 });
  within(events, Uint8Array.of(0, 1, 1, 1, 1), [0, 10], a);
  assert.equal(a[0], 0);
});

test("a comparison is checked before it is made", () => {
  const good = { a: ["2017-01-01", "2017-02-01"], b: ["2017-02-01", "2017-03-01"], split: 0.25 };
  assert.deepEqual(readCompare(good).periods.flat().map(isoDay), ["2017-01-01", "2017-02-01", "2017-02-01", "2017-03-01"]);
  assert.equal(readCompare({ ...good, split: undefined }).split, 0.5);
  for (const [wrong, words] of [
    [{ ...good, a: ["2017-02-01", "2017-01-01"] }, /compare\.a is .*has to come after/],
    [{ ...good, b: ["2017-02-01", null] }, /compare\.b is .*both ends/],
    [{ ...good, b: "2017" }, /compare\.b is "2017"/],
    [{ ...good, a: ["<img>", "2017-01-01"] }, /the date is "<img>"/],
    [{ ...good, split: 2 }, /compare\.split is 2/],
    [{ ...good, split: "0.5" }, /compare\.split/],
    [5, /compare is 5/],
  ] as const) {
    assert.throws(() => readCompare(wrong), (error: Error) => error instanceof RangeError && words.test(error.message));
  }
});

test("bands of zones: alike ones are one, those that meet lie in lanes, undated ones have none", () => {
  const zone = (from: number, to: number, kind = "ceasefire"): Zone => ({ from, to, kind, name: "" }) as Zone;
  const { bands, left } = bandsOf([zone(0, 20), zone(0, 20), zone(10, 30), zone(30, NULL), zone(NULL, NULL), zone(200, 300), zone(-50, 5, "no-fly")], [0, 100], 4);
  assert.equal(left, 0);
  assert.deepEqual(bands.map((b) => [b.from, b.to, b.lane, b.zones.length]), [[0, 20, 0, 2], [0, 5, 1, 1], [10, 30, 1, 1], [30, 100, 0, 1]]);
  assert.deepEqual(bands.map((b) => [b.openStart, b.openEnd]), [[false, false], [true, false], [false, false], [false, true]]);
  const many = bandsOf(Array.from({ length: 500 }, (_, i) => zone(0, 50 + (i % 50), `kind ${i}`)), [0, 100], 4);
  assert.equal(many.bands.length + many.left, 500);
  assert.ok(many.bands.every((b) => b.lane < 4));
});
