// Lists longer than browsers can make an element.
import assert from "node:assert/strict";
import { test } from "node:test";
import { scaled, stretched } from "../src/model/stretch.ts";

test("a list that fits is scrolled as it is", () => {
  const list = stretched(3400, 300, 8000);
  assert.deepEqual([list.shown, list.factor], [3400, 1]);
  assert.equal(scaled(list, 1234), 1234);
  assert.equal(stretched(100, 300).factor, 1);
  assert.equal(stretched(0, 300).shown, 0);
});

test("of a longer one the ends are at the ends of the scroll bar, and the middle is in the middle", () => {
  const list = stretched(34_000_000, 400, 8_000_000);
  assert.equal(list.shown, 8_000_000);
  assert.equal(scaled(list, 0), 0);
  assert.ok(Math.abs(scaled(list, 34_000_000 - 400) - (8_000_000 - 400)) < 1e-6);
  assert.ok(Math.abs(scaled(list, (34_000_000 - 400) / 2) - (8_000_000 - 400) / 2) < 1e-6);
  // What stands above the list is not stretched.
  assert.equal(scaled(list, -50), -50);
});
