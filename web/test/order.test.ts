// The order of events in the table.
import assert from "node:assert/strict";
import { test } from "node:test";
import { allRows, categoryKey, collation, inOrder, passing, textKey } from "../src/model/order.ts";
import { NULL } from "../src/wire/frame.ts";

const text = (values: readonly string[], locale = "en"): Int32Array => textKey(values.length, (row) => values[row], collation(locale));
const listed = (values: readonly string[], descending = false, locale = "en"): string[] =>
  [...inOrder(allRows(values.length), [text(values, locale)], descending)].map((row) => values[row]);

test("numbers: unknown last whichever way, negative ones first, the same ones as they stood", () => {
  const key = Int32Array.of(5, NULL, -3, 5, 2_000_000_000, -2_000_000_000, NULL, 0);
  assert.deepEqual([...inOrder(allRows(8), [key])], [5, 2, 7, 0, 3, 4, 1, 6]);
  assert.deepEqual([...inOrder(allRows(8), [key], true)], [4, 0, 3, 7, 2, 5, 1, 6]);
  assert.deepEqual([...inOrder(Int32Array.of(6, 3, 0, 1), [key])], [3, 0, 6, 1]);
});

test("a second key decides where the first is the same", () => {
  const [major, minor] = [Int32Array.of(1, 0, 1, 0, NULL), Int32Array.of(2, 9, 1, NULL, 0)];
  assert.deepEqual([...inOrder(allRows(5), [major, minor])], [1, 3, 2, 0, 4]);
  assert.deepEqual([...inOrder(allRows(5), [major, minor], true)], [0, 2, 1, 3, 4]);
});

test("texts stand as the locale has them; empty ones last", () => {
  assert.deepEqual(listed(["Zoll", "", "Ärger", "Unit 10", "unit 9", "Arm"]), ["Ärger", "Arm", "unit 9", "Unit 10", "Zoll", ""]);
  assert.deepEqual(listed(["b", "", "a"], true), ["b", "a", ""]);
  assert.deepEqual(listed(["Ö", "Z", "O"], false, "sv"), ["O", "Z", "Ö"]);
  assert.deepEqual(listed(["Ö", "Z", "O"], false, "de"), ["O", "Ö", "Z"]);
});

test("texts that are all numbers stand by number", () => {
  assert.deepEqual(listed(["10", "-2", "", "9.5", "1e2"]), ["-2", "9.5", "10", "1e2", ""]);
  assert.deepEqual(listed(["-2", "-10", "x"]).at(-1), "x");
});

test("a category stands by the words that are shown, not by its codes", () => {
  const column = { codes: Int32Array.of(0, 1, -1, 2), values: ["AID", "COERCE", "XX"] };
  const words: Record<string, string> = { AID: "Zeal", COERCE: "act", XX: "Zeal" };
  const key = categoryKey(column, collation("en"), (value) => words[value]);
  assert.deepEqual([...inOrder(allRows(4), [key])], [1, 0, 3, 2]);
});

test("what passes keeps the order, and anchors are found again or the row after them", () => {
  const order = Int32Array.of(4, 2, 0, 3, 1);
  const { rows, at } = passing(order, Uint8Array.of(1, 0, 1, 1, 1), [3, 1, 4, 0]);
  assert.deepEqual([...rows], [4, 2, 0, 3]);
  assert.deepEqual(at, [3, 4, 0, 2]);
  assert.deepEqual(passing(order, new Uint8Array(5), [0]).at, [0]);
});

test("a million rows are put in order as a plain sort would, and soon", (t) => {
  let seed = 11;
  const random = (n: number): number => (seed = (seed * 48271) % 0x7fffffff) % n;
  const count = 1_000_000;
  const day = Int32Array.from({ length: count }, () => (random(50) === 0 ? NULL : random(4000)));
  const codes = Int32Array.from({ length: count }, () => random(20_000) - 1);
  const values = Array.from({ length: 20_000 }, (_, i) => `Town ${(i * 7919) % 20_000}`);
  const rows = allRows(count);
  const began = performance.now();
  const key = categoryKey({ codes, values }, collation("en"));
  const byPlace = inOrder(rows, [key, day], true);
  const took = performance.now() - began;
  for (let i = 1; i < count; i++) {
    const [a, b] = [byPlace[i - 1], byPlace[i]];
    const [ka, kb] = [key[a], key[b]];
    if (ka !== kb) assert.ok(kb === NULL || (ka !== NULL && ka > kb));
    else if (day[a] !== day[b]) assert.ok(day[b] === NULL || (day[a] !== NULL && day[a] > day[b]));
    else assert.ok(a < b);
  }
  assert.ok(took < 4000, `${took} ms`); // ten times what a reader is promised, for slow machines
  t.diagnostic(`1,000,000 rows by 20,000 names and the day: ${Math.round(took)} ms`);
});
