// Colours of columns, doubt, figures that differ, and what the numbers leave out.
import assert from "node:assert/strict";
import { test } from "node:test";
import { blend, CLAIMED, colorBy, colorColumns, DENIED, DISPUTED, ESTABLISHED, findDoubt, isColorColumn, mixInk } from "../src/model/coloring.ts";
import { Facets } from "../src/model/facets.ts";
import { differing, figuresIn, monthNames } from "../src/model/figures.ts";
import { Filter } from "../src/model/filter.ts";
import { InZones } from "../src/model/in_zones.ts";
import { OTHER, SLOTS } from "../src/palette.ts";
import { countCaveats } from "../src/ui/caveats.ts";
import { type Category, NULL } from "../src/wire/frame.ts";
import { type CategoryName, type Events, noEvents } from "../src/wire/tables.ts";

const category = (texts: readonly (string | null)[]): Category => {
  const values = [...new Set(texts.filter((t) => t !== null))];
  return { values, codes: Int32Array.from(texts, (t) => (t === null ? -1 : values.indexOf(t))) };
};
function table(columns: Partial<Record<CategoryName, readonly (string | null)[]>>): Events {
  const count = Math.max(...Object.values(columns).map((c) => c?.length ?? 0));
  const none = category(Array<null>(count).fill(null));
  const base = noEvents();
  const names = Object.keys({ ...base.categories, ...columns }) as CategoryName[];
  const categories = Object.fromEntries(names.map((name) => [name, columns[name] ? category(columns[name]) : none]));
  return { ...base, count, categories: categories as Events["categories"] };
}

test("the seven most frequent values have colours, missing ones and all others are grey and counted", () => {
  const actors = Array.from({ length: 20 }, (_, i) => Array<string>(20 - i).fill(`A${i}`)).flat();
  const events = table({ actor1: [...actors, null, null] });
  const slot = new Uint8Array(events.count);
  const { classes, values, ordered } = colorBy(events, "actor1", slot);
  assert.equal(values, 20);
  assert.equal(ordered, false);
  assert.deepEqual(classes.slice(0, 7).map((c) => [c.name, c.count, c.slot]), [0, 1, 2, 3, 4, 5, 6].map((i) => [`A${i}`, 20 - i, i]));
  assert.deepEqual(classes.slice(7).map((c) => [c.name, c.values.length, c.count, c.slot]), [[null, 13, 91, OTHER], ["", 1, 2, OTHER]]);
  assert.equal(classes.reduce((sum, c) => sum + c.count, 0), events.count);
  assert.deepEqual([slot[0], slot[20], slot[events.count - 1], slot[events.count - 3]], [0, 1, OTHER, OTHER]);
});

test("few values are listed one by one, grey ones too", () => {
  const { classes } = colorBy(table({ source: Array.from("abcdefghij") }), "source", new Uint8Array(10));
  assert.deepEqual(classes.map((c) => c.name), Array.from("abcdefghij"));
  assert.deepEqual(classes.slice(6).map((c) => c.slot), [6, OTHER, OTHER, OTHER]);
});

test("ordered columns keep their order and their place on the ramp, whatever the counts", () => {
  const slot = new Uint8Array(6);
  const events = table({ precision: ["country", "near", "near", "made up", "exact", null] });
  const { classes, ordered } = colorBy(events, "precision", slot);
  assert.ok(ordered);
  assert.deepEqual(classes.map((c) => [c.name, c.slot]), [["exact", 0], ["near", 1], ["country", 5], ["made up", OTHER], ["", OTHER]]);
  assert.deepEqual([...slot], [5, 1, 1, OTHER, 0, OTHER]);
});

test("columns that tell nothing apart are no choice", () => {
  const events = table({ event_type: ["a", "b"], source: ["s", "s"], status: ["denied", null] });
  assert.deepEqual(colorColumns(events), ["event_type", "status"]);
  assert.ok(isColorColumn(events, "actor1"));
  for (const wrong of ["notes", "__proto__", "own.weapon", "", null, 3, ["actor1"]]) assert.equal(isColorColumn(events, wrong), false);
});

test("a column of the table's own colours and divides as the others do", () => {
  const events = table({ event_type: ["a", "b", "a"], "own.weapon": ["rocket", null, "rocket"] });
  assert.deepEqual(colorColumns(events), ["event_type", "own.weapon"]);
  const { classes } = colorBy(events, "own.weapon", new Uint8Array(3));
  assert.deepEqual(classes.map(({ name, count }) => [name, count]), [["rocket", 2], ["", 1]]);
  const filter = new Filter(events);
  filter.setFacets({ "own.weapon": ["rocket"], event_type: ["a", "b"] });
  assert.deepEqual([...filter.mask], [1, 0, 1]);
  assert.deepEqual([...new Facets(events, filter, new InZones({ events, zones: [] } as never)).tally("own.weapon").counts], [1, 2]);
  assert.throws(() => filter.setFacets({ "own.caliber": ["9"] }), /choose from .*own\.weapon/);
});

test("doubt: only what is claimed, disputed or denied; words nobody knows are none", () => {
  const statuses = ["reported", "claimed", null, "disputed", "constructor", "denied", "confirmed"];
  assert.deepEqual([...(findDoubt(category(statuses)) ?? [])], [ESTABLISHED, CLAIMED, 0, DISPUTED, 0, DENIED, 0]);
  assert.equal(findDoubt(category(["reported", null])), null);
});

test("a symbol has the most frequent colour, the least doubt and the share of what is established", () => {
  const ink = new Uint8Array(4);
  mixInk(Uint8Array.of(2, 2, 1, 2), Uint8Array.of(DENIED, ESTABLISHED, CLAIMED, DISPUTED), ink);
  const counts = new Int32Array(SLOTS * 4);
  for (const i of ink) counts[i]++;
  assert.deepEqual(blend(counts), { slot: 2, doubt: ESTABLISHED, sure: 0.25 });
  const denied = new Int32Array(SLOTS * 4);
  denied[SLOTS * DENIED + 5] = 3;
  denied[SLOTS * DISPUTED + 1] = 1;
  assert.deepEqual(blend(denied), { slot: 5, doubt: DISPUTED, sure: 0 });
  assert.deepEqual(blend(Int32Array.of(0, 4, 0, 0, 0, 0, 0, 0)), { slot: 1, doubt: ESTABLISHED, sure: 1 });
});

test("figures: numbers of things, not dates, hours, years or parts of names", () => {
  const months = monthNames(["en", "uk"]);
  const values = (text: string): number[] => figuresIn(text, months).map((f) => f.value);
  assert.deepEqual(values("13 people died and 1,200 fled"), [13, 1200]);
  assert.deepEqual(values("three of twelve"), [3, 12]);
  assert.deepEqual(values("on 20 September 2017 at 10:30, a T-72 and a Su-25, 2017-09-20, 20/9, the 3rd, 2.5 km"), []);
  assert.deepEqual(values("20 вересня загинули 7 осіб"), [7]);
  assert.deepEqual(values("قتل ١٣ شخصا"), [13]);
  assert.deepEqual(values("<b>4</b> killed"), [4]);
});

test("figures differ where not every report with figures gives them", () => {
  const found = differing(["13 killed, 20 hurt", "five killed, 20 hurt", "nobody knows"], monthNames(["en"]));
  assert.deepEqual(found.map((figures) => figures.map((f) => f.value)), [[13], [5], []]);
  assert.deepEqual(differing(["13 killed", "none"], new Set()), [[], []]);
});

test("what the numbers leave out and take in is counted over what is shown", () => {
  const events = { ...noEvents(), count: 4, best: Int32Array.of(3, NULL, 4, 9) };
  const data = { events, places: { of: Int32Array.of(0, -1, 1, 2) } as never, doubt: Uint8Array.of(0, DENIED, CLAIMED, DENIED) };
  assert.deepEqual(countCaveats(data, Uint8Array.of(1, 1, 1, 0)), { unplaced: 1, uncounted: 1, doubtful: 2, doubtfulDeaths: 4 });
});
