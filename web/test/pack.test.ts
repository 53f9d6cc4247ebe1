// The file of a map's frames: read as written, refused when cut or something else.
import assert from "node:assert/strict";
import { test } from "node:test";
import { readPack } from "../src/wire/pack.ts";

function written(index: object, ...frames: number[][]): Uint8Array<ArrayBuffer> {
  const head = new TextEncoder().encode(JSON.stringify(index));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length, true);
  return new Uint8Array([...new TextEncoder().encode("GEOPACK1"), ...length, ...head, ...frames.flat()]);
}

const INDEX = { config: { title: "Їжак" }, frames: [["events", 3], ["text", 2]] };

test("frames are views of their bytes", () => {
  const bytes = written(INDEX, [1, 2, 3], [4, 5]);
  // Also where the bytes do not begin their buffer.
  const moved = new Uint8Array([9, 9, 9, ...bytes]).subarray(3);
  for (const given of [bytes, moved]) {
    const { config, frames } = readPack(given);
    assert.deepEqual(JSON.parse(config), { title: "Їжак" });
    assert.deepEqual([...frames], [["events", new Uint8Array([1, 2, 3])], ["text", new Uint8Array([4, 5])]]);
  }
});

test("what is cut short or something else is refused", () => {
  const bytes = written(INDEX, [1, 2, 3], [4, 5]);
  for (const wrong of [bytes.slice(0, -1), bytes.slice(0, 20)]) assert.throws(() => readPack(wrong), /cut short/);
  for (const wrong of [new Uint8Array(0), new TextEncoder().encode("<!DOCTYPE html><title>404</title>")]) {
    assert.throws(() => readPack(wrong), /no file of map data/);
  }
});
