// Numbers for keys, counts by place.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Censuses, takeCensus } from "../src/model/census.ts";
import { Numbering } from "../src/wire/numbering.ts";
import type { Places } from "../src/model/places.ts";
import { NULL } from "../src/wire/frame.ts";

test("keys are numbered in the order they are first seen, whatever their number", () => {
  const numbers = new Numbering();
  const known = new Map<string, number>();
  let seed = 7;
  const next = (): number => (seed = (Math.imul(seed, 1103515245) + 12345) | 0);
  for (let i = 0; i < 60_000; i++) {
    // Few values each, so that keys come again and differ in one part only.
    const key = [(next() >> 8) % 40, ((next() >> 8) % 90) * 100_000, i % 3 === 0 ? NULL : i % 2] as const;
    const name = key.join();
    if (!known.has(name)) known.set(name, known.size);
    assert.equal(numbers.of(...key), known.get(name));
  }
  assert.ok(known.size > 5000, "enough keys for the table to grow several times");
  assert.equal(numbers.size, known.size);
});

test("a census counts events, deaths and inks of each place that passes, and starts anew with each key", () => {
  const places = { count: 2, of: Int32Array.of(0, 1, 0, -1, 0) } as unknown as Places;
  const ink = Uint8Array.of(0, 2, 2, 1, 2);
  const best = Int32Array.of(3, NULL, 4, 9, 5);
  const mask = Uint8Array.of(1, 1, 1, 1, 0);
  const censuses = new Censuses();
  let counted = 0;
  const take = (key: string): ReturnType<typeof takeCensus> =>
    censuses.of(mask, key, (into) => (counted++, takeCensus(places, mask, ink, best, 3, into)));
  const first = take("a");
  assert.deepEqual([...first.n], [2, 1]);
  assert.deepEqual([...first.deaths], [7, 0]);
  assert.deepEqual([...first.inks], [1, 0, 1, 0, 0, 1]);
  mask.set([0, 0, 0, 1, 1]);
  assert.equal(take("a"), first, "the same key is not counted again");
  assert.equal(counted, 1);
  const second = take("b");
  assert.deepEqual([...second.n], [1, 0]);
  assert.deepEqual([...second.deaths], [5, 0]);
  assert.deepEqual([...second.inks], [0, 0, 1, 0, 0, 0]);
});
