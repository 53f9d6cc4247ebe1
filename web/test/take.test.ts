// Taking away: states as text, CSV and GeoJSON as their standards ask, SVG from what the painters draw.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Recorder, xml } from "../src/paint/recorder.ts";
import { BOM, csvCell, csvHead, csvRow } from "../src/take/csv.ts";
import type { Table } from "../src/take/columns.ts";
import { fileName } from "../src/take/download.ts";
import { feature, geometryOf, polygons } from "../src/take/geojson.ts";
import { partsOf, read, readFields, type Value, write, writeFields } from "../src/take/notation.ts";
import type { Report } from "../src/wire/tables.ts";
import { noShapes } from "../src/wire/shapes.ts";

declare const __SOURCE__: string;

const STRINGS = [
  "", "Battles", "Violence against civilians", "7", "-1.5e3", "true", "null", "'", "''", "(a,b)", "a:b;c=d&e#f", "100 %", "%41", "+", "a+b",
  "إدلب", "Ідліб", "<img src=x onerror=alert(1)>", "__proto__", "constructor", "~!*'()", "\u202e", "😀", "2017-09-01", "\n\t",
];

test("every state is read as it was written, and stands in an address as it is", () => {
  const values: Value[] = [
    null, true, false, 0, -0.5, 1e21, 36.72, [], {}, [[]], [{}], { a: {} }, [1, [2, "3"], { x: [null] }], STRINGS,
    Object.fromEntries(STRINGS.map((s, i) => [s, i])), { filter: { event_type: ["Battles"], fatalities: [1, null], text: "a b" } },
  ];
  for (const value of [...values, ...STRINGS]) {
    const text = write(value);
    assert.match(text, /^[\w.~!*'(),:%+-]*$/);
    assert.equal(new URL(`https://example.org/#${text}`).hash.slice(1), text);
    assert.deepEqual(read(text), value, text);
  }
  assert.equal(write({ time: ["2017-09-01", "2017-10-01"], n: 7 }), "(time:(2017-09-01,2017-10-01),n:7)");
});

test("an undefined field is left out, half a character is replaced", () => {
  assert.equal(write({ a: undefined, b: 1 }), "(b:1)");
  assert.equal(read(write("a\ud800b")), "a\ufffdb");
});

test("what is no state is refused, whatever its form", () => {
  const wrong = ["(", ")", "(a", "(a,", "(a:", "a)b", "(a:1,b)", "(1,a:2)", "a:b", "%", "%zz", "", "(:", "(((((((((((((1)))))))))))))", "x".repeat(200_000)];
  for (const text of wrong) assert.throws(() => read(text), RangeError, text.slice(0, 40));
  for (const text of ["", "2;zoom:5", "1;zoom", "1;:5", "zoom:5"]) assert.throws(() => readFields(text), RangeError, text);
  // No text sets anything but fields of its own.
  assert.equal(Object.getPrototypeOf(readFields("1;__proto__:(zoom:3)")), Object.prototype);
});

test("fields and fragments", () => {
  const text = writeFields({ center: [36.5, 35], zoom: 7 });
  assert.equal(text, "1;center:(36.5,35);zoom:7");
  assert.deepEqual(readFields(text), { center: [36.5, 35], zoom: 7 });
  assert.deepEqual(partsOf("#section-2&ge=1;zoom:5&ge.map_2=1", "ge"), { others: ["section-2", "ge.map_2=1"], own: "1;zoom:5" });
  assert.deepEqual(partsOf("", "ge"), { others: [], own: null });
});

const report: Report = { source: "The Daily", attributedTo: "", stance: "claims", quote: 'They said "no"', url: "", day: 17_430 };
const table: Table = {
  columns: [{ name: "event_id", at: (row) => `e${row}` }, { name: "=bad", at: () => "=1+1" }, { name: "latitude", at: () => -3.5 }],
  reports: (row) => (row === 0 ? [report] : []),
};

test("CSV quotes as RFC 4180 and defuses formulas, but not numbers", () => {
  const cells: [string | number | null, string][] = [
    [null, ""], [-3.5, "-3.5"], ["plain", "plain"], ['a "b", c', '"a ""b"", c"'], ["a\r\nb", '"a\r\nb"'], ["=1+1", "'=1+1"], ["+1", "'+1"],
    ["-1", "'-1"], ["@SUM(A1)", "'@SUM(A1)"], ["\t=1", "'\t'=1"], ["  =1", "'  =1"], ["\uff1d1", "'\uff1d1"], ["a=1", "a=1"],
    ["a;=1", "a;'=1"], ["x; =1+1", "x;' =1+1"], ["a\t-1", "a\t'-1"], ["a\n=1", '"a\n\'=1"'], ["a\n- one; +2", '"a\n- one;\' +2"'], ["a\n-1", '"a\n\'-1"'],
    ['=HYPERLINK("x","y")', '"\'=HYPERLINK(""x"",""y"")"'],
  ];
  for (const [cell, written] of cells) assert.equal(csvCell(cell), written);
  assert.equal(csvHead(table), `${BOM}event_id,'=bad,latitude,reports\r\n`);
  assert.equal(
    csvRow(table, 0),
    `e0,'=1+1,-3.5,"[{""source"":""The Daily"",""stance"":""claims"",""quote"":""They said \\""no\\"""",""date"":""2017-09-21""}]"\r\n`,
  );
  assert.equal(csvRow(table, 1), "e1,'=1+1,-3.5,\r\n");
});

test("GeoJSON: a feature keeps its numbers and reports", () => {
  const found = JSON.parse(feature(table, 0, "null"));
  assert.equal(found.id, "e0");
  assert.equal(found.geometry, null);
  assert.equal(found.properties.latitude, -3.5);
  assert.deepEqual(found.properties.reports[0], { source: "The Daily", stance: "claims", quote: 'They said "no"', date: "2017-09-21" });
});

const square = (x: number, y: number, side: number): [number, number][] => [[x, y], [x, y + side], [x + side, y + side], [x + side, y]];
const turn = (ring: readonly (readonly number[])[]): number =>
  ring.slice(1).reduce((sum, [x, y], i) => sum + ring[i][0] * y - x * ring[i][1], 0);

test("rings become polygons: outer ones counterclockwise, holes clockwise, islands in holes their own, all closed", () => {
  const found = polygons([square(2, 2, 2), square(0, 0, 10), square(2.5, 2.5, 1), square(20, 0, 3), square(0, 6, 4)]);
  assert.equal(found.length, 3);
  const lake = found.find((parts) => parts.length > 1);
  assert.equal(lake?.length, 3, "a hole may touch the edge of its polygon");
  for (const parts of found) {
    parts.forEach((ring, i) => {
      assert.deepEqual(ring[0], ring[ring.length - 1]);
      assert.equal(turn(ring) > 0, i === 0);
    });
  }
});

test("shapes keep their kind", () => {
  const shapes = {
    ...noShapes(), count: 3, type: Uint8Array.of(1, 2, 3), first: Int32Array.of(0, 2, 3, 4), start: Int32Array.of(0, 1, 2, 4, 7),
    xy: Float64Array.of(1, 2, 3, 4, 0, 0, 1, 1, 0, 0, 1, 0, 1, 1),
  };
  assert.deepEqual(geometryOf(shapes, 0), { type: "MultiPoint", coordinates: [[1, 2], [3, 4]] });
  assert.deepEqual(geometryOf(shapes, 1), { type: "LineString", coordinates: [[0, 0], [1, 1]] });
  assert.deepEqual(geometryOf(shapes, 2), { type: "Polygon", coordinates: [[[0, 0], [1, 0], [1, 1], [0, 0]]] });
});

test("file names hold words of any script and nothing else", () => {
  assert.equal(fileName("Idlib: September 2017", "csv"), "idlib-september-2017.csv");
  assert.equal(fileName("../../etc/passwd\0", "csv"), "etc-passwd.csv");
  assert.equal(fileName("إدلب", "png"), "إدلب.png");
  assert.equal(fileName("<>", "svg"), "map.svg");
  assert.ok(fileName("x".repeat(500), "svg").length < 80);
});

function recorder(): Recorder {
  const made = new Recorder(100, 50, null);
  made.font = '600 12px "A & B", sans-serif';
  return made;
}

test("the recorder writes paths, dashes, groups and texts, escaped", () => {
  const r = recorder();
  r.save();
  r.beginPath();
  r.rect(0, 0, 50, 50);
  r.clip();
  r.translate(5, 5);
  r.beginPath();
  r.moveTo(0.004, 0);
  for (let i = 1; i <= 300; i++) r.lineTo(i * 0.0333, 0);
  r.closePath();
  r.setLineDash([3, 2]);
  r.globalAlpha = 0.5;
  r.stroke();
  r.restore();
  r.fillText("</text><script>&\u0001", 1, 2);
  const svg = r.document("<b>", "&", "en");
  assert.match(svg, /<clipPath id="d1"><path d="M0 0h50v50h-50z"\/>/);
  assert.match(svg, /stroke-dasharray="3 2"/);
  assert.match(svg, /stroke-opacity="0.5"/);
  assert.equal((svg.match(/<g/g) ?? []).length, (svg.match(/<\/g>/g) ?? []).length);
  assert.doesNotMatch(svg, /<script|<b>|\u0001/);
  assert.match(svg, /&#60;\/text&#62;/);
  assert.match(svg, /font-family="&#34;A &#38; B&#34;, sans-serif" font-size="12" font-weight="600"/);
  // Steps are taken from rounded positions: after many of them the end is where it belongs.
  const steps = [.../ d="M0 0(l[^"]*)z"/.exec(svg)![1].matchAll(/l(-?[\d.]+) /g)].reduce((sum, [, dx]) => sum + Number(dx), 0);
  assert.ok(Math.abs(steps - 9.99) < 0.02, String(steps));
});

test("whole circles and texts from the right are what a canvas draws", () => {
  const r = recorder();
  r.beginPath();
  r.arc(10, 10, 5, 0, 7);
  r.fill();
  r.direction = "rtl";
  r.textAlign = "right";
  r.fillText("إدلب", 90, 10);
  r.textAlign = "left";
  r.fillText("إدلب", 10, 10);
  const svg = r.document("", "", "ar");
  assert.match(svg, /M15 10A5 5 0 0 1 5 10A5 5 0 0 1 15 10/);
  assert.match(svg, /x="90"[^>]*direction="rtl"/);
  assert.doesNotMatch(/<text x="90"[^>]*>/.exec(svg)![0], /text-anchor/);
  assert.match(/<text x="10"[^>]*>/.exec(svg)![0], /text-anchor="end"/);
});

test("no text leaves its element", () => {
  assert.equal(xml('<a href="x">&\u0000\ud800'), "&#60;a href=&#34;x&#34;&#62;&#38;\ufffd\ufffd");
});

test("painters ask nothing of a canvas that the recorder lacks", () => {
  const files = ["paint", "take"].flatMap((folder) => readdirSync(join(__SOURCE__, folder)).map((name) => join(__SOURCE__, folder, name)));
  const known = new Set([...Object.getOwnPropertyNames(Recorder.prototype), ...Object.keys(recorder())]);
  let uses = 0;
  for (const file of [...files, join(__SOURCE__, "painting.ts")]) {
    for (const [, name] of readFileSync(file, "utf8").matchAll(/\bctx\.(\w+)/g)) {
      uses++;
      assert.ok(known.has(name) || name === "createPattern", `${file}: ctx.${name}`);
    }
  }
  assert.ok(uses > 100);
});

test("regular expressions are ASCII: the bundler escapes strings only, and a page around the script may be in any encoding", () => {
  for (const file of readdirSync(__SOURCE__, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"))) {
    for (const line of readFileSync(join(__SOURCE__, file), "utf8").split("\n")) {
      assert.doesNotMatch(line, /[(=,]\s*\/[^/*"'\n]*[^\x00-\x7f][^/\n]*\/[a-z]*/, file);
    }
  }
});
