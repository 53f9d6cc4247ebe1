// Frames: base64, gzip, marks for implied values, shapes, texts, versions.
import assert from "node:assert/strict";
import { gzipSync } from "node:zlib";
import { test } from "node:test";
import { binary, dictionary, int16, int32, int8, list, tableFromArrays, tableToIPC, utf8 } from "@uwdata/flechette";
import { decodeBase64, decodePlain } from "../src/wire/base64.ts";
import { readConfig } from "../src/wire/config.ts";
import { decodeFrame, Frame, NULL, textAt, WireMismatch } from "../src/wire/frame.ts";
import { distance2, holds, mercator, readShapes } from "../src/wire/shapes.ts";
import { readEvents, readReports } from "../src/wire/tables.ts";
import { numbered, separated } from "../src/wire/text.ts";

type Columns = Record<string, unknown[]>;
type Types = Record<string, unknown>;

function encode(columns: Columns, types: Types, metadata: Record<string, string>): string {
  const table = tableFromArrays(columns as never, { types: types as never });
  (table.schema as { metadata: Map<string, string> }).metadata = new Map(
    Object.entries(metadata).map(([k, v]) => [`geoevents.${k}`, v]),
  );
  const bytes = tableToIPC(table, { format: "stream" });
  if (bytes === null) throw new Error("no bytes");
  return gzipSync(bytes).toString("base64");
}

const head = (frame: string, more: Record<string, string> = {}): Record<string, string> => ({ wire: "1", frame, ...more });

test("base64 of every length is what Node decodes", () => {
  for (let n = 0; n < 40; n++) {
    const bytes = Uint8Array.from({ length: n }, (_, i) => (i * 89 + n * 31) % 256);
    const text = Buffer.from(bytes).toString("base64");
    assert.deepEqual(decodePlain(text), bytes);
    assert.deepEqual(decodeBase64(`\n${text} `), bytes);
  }
});

test("base64 that is cut short is refused", () => {
  assert.throws(() => decodePlain("AAA"), RangeError);
});

test("a frame of another wire version is refused, naming both", async () => {
  const text = encode({ lon: [1] }, { lon: int32() }, { wire: "7", frame: "events" });
  await assert.rejects(decodeFrame(text, "events"), (e: Error) => {
    assert.ok(e instanceof WireMismatch);
    assert.match(e.message, /version 1\b/);
    assert.match(e.message, /version 7\b/);
    return true;
  });
});

test("a frame under another frame's name is refused", async () => {
  await assert.rejects(decodeFrame(encode({ lon: [1] }, { lon: int32() }, head("zones")), "events"), WireMismatch);
});

test("events: nulls, lengths in days, and values that another column implies", async () => {
  const text = encode(
    {
      place: ["Idlib", "Raqqa", "Idlib", null, "Idlib"],
      // -32768 marks: as in the first row of the same place.
      lon: [663, 901, -32768, 5, null],
      lat: [93, 95, -32768, null, 12],
      event_type: ["Battles", null, "Riots", "Battles", "Battles"],
      day_from: [17000, null, 17002, 17003, 17004],
      days: [1, null, 7, null, 2],
    },
    {
      place: dictionary(utf8(), int8()), lon: int16(), lat: int16(), event_type: dictionary(utf8(), int8()),
      day_from: int16(), days: int8(),
    },
    head("events", { given: JSON.stringify({ lon: "place", lat: "place" }) }),
  );
  const events = readEvents(await decodeFrame(text, "events"));
  assert.equal(events.count, 5);
  assert.deepEqual([...events.lon], [663, 901, 663, 5, NULL]);
  assert.deepEqual([...events.lat], [93, 95, 93, NULL, 12]);
  assert.deepEqual([...events.from], [17000, NULL, 17002, 17003, 17004]);
  assert.deepEqual([...events.to], [17001, NULL, 17009, 17004, 17006]);
  assert.deepEqual([...events.best], new Array(5).fill(NULL));
  assert.deepEqual([0, 1, 2].map((i) => textAt(events.categories.event_type, i)), ["Battles", "", "Riots"]);
  assert.equal(textAt(events.categories.actor1, 0), "");
});

test("shapes: starts and steps, even-odd holes, distances", async () => {
  const text = encode(
    {
      type: [3, 2],
      parts: [[4, 4], [3]],
      starts: [[0, 0, 2, 2], [0, 0]],
      steps: [[10, 0, 0, 10, -10, 0, 6, 0, 0, 6, -6, 0], [5, 0, 0, 5]],
    },
    { type: int8(), parts: list(int32()), starts: list(int32()), steps: list(int16()) },
    head("shapes", { scale: "1" }),
  );
  const shapes = readShapes(await decodeFrame(text, "shapes"), (lon, lat, out, o) => {
    out[o] = lon;
    out[o + 1] = lat;
  });
  assert.equal(shapes.count, 2);
  assert.deepEqual([...shapes.box.subarray(0, 4)], [0, 0, 10, 10]);
  assert.deepEqual([...shapes.xy.subarray(0, 8)], [0, 0, 10, 0, 10, 10, 0, 10]);
  assert.deepEqual([...shapes.xy.subarray(16)], [0, 0, 5, 0, 5, 5]);
  assert.equal(holds(shapes, 0, 1, 1), true, "between the rings");
  assert.equal(holds(shapes, 0, 5, 5), false, "in the hole");
  assert.equal(holds(shapes, 0, 11, 5), false, "outside");
  assert.equal(holds(shapes, 1, 2, 0), false, "a line holds nothing");
  assert.equal(distance2(shapes, 0, 13, 5), 9);
  assert.equal(distance2(shapes, 1, 2, -3), 9);
});

test("Web Mercator's unit square", () => {
  const out = new Float64Array(2);
  mercator(0, 0, out, 0);
  assert.deepEqual([...out], [0.5, 0.5]);
  mercator(180, 85.0511287798, out, 0);
  assert.ok(Math.abs(out[0] - 1) < 1e-12 && Math.abs(out[1]) < 1e-9);
});

test("texts in one piece", () => {
  const at = separated(new TextEncoder().encode("first\0\0إدلب"), 3);
  assert.deepEqual([0, 1, 2, 3, -1].map(at), ["first", "", "إدلب", "", ""]);
  const one = separated(new Uint8Array(0), 1);
  assert.equal(one(0), "");
});

test("numbered texts", () => {
  const at = numbered("SYR-", 4, [7, 1, 1, 12]);
  assert.deepEqual([0, 1, 2, 3, 4].map(at), ["SYR-0007", "SYR-0008", "SYR-0009", "SYR-0021", ""]);
});

test("reports by event", async () => {
  const text = encode(
    { event: [0, 2, 2], source: ["a", "b", null], quote: ["x", null, "z"], day: [1, null, 3] },
    { event: int8(), source: dictionary(utf8(), int8()), quote: utf8(), day: int8() },
    head("reports"),
  );
  const of = readReports(await decodeFrame(text, "reports"));
  assert.deepEqual(of(1), []);
  assert.deepEqual(of(2).map((r) => [r.source, r.quote, r.day, r.url]), [["b", "", NULL, ""], ["", "z", 3, ""]]);
});

test("a binary column is read as bytes", async () => {
  const text = encode({ data: [Uint8Array.of(65, 0, 66)] }, { data: binary() }, head("text"));
  const frame = await decodeFrame(text, "text");
  assert.ok(frame instanceof Frame);
  assert.deepEqual([...(frame.table.getChild("data")?.at(0) as Uint8Array)], [65, 0, 66]);
});

test("a sparse or odd configuration still draws", () => {
  const config = readConfig('{"wire":1,"options":{"theme":"pink","locale":"not a locale"},"bounds":[1,2,null,4]}');
  assert.equal(config.theme, "auto");
  assert.equal(config.locale, "en");
  assert.equal(config.bounds, null);
  assert.equal(config.cluster, true);
  assert.deepEqual(config.attribution, []);
});
