// Coordinates, distances and areas against values worked out by other programs.
import assert from "node:assert/strict";
import { test } from "node:test";
import { decimal, dms } from "../src/orient/dms.ts";
import { area, distance, path, type Position, turn } from "../src/orient/geodesy.ts";
import { mgrs, ups, zoneOf } from "../src/orient/mgrs.ts";
import { lengthWords, mileWords, niceLength } from "../src/orient/scale.ts";
import { namesOf } from "../src/paint/labels.ts";
import { countryName, speak } from "../src/words/words.ts";

// By NGA's GEOTRANS (the mgrs package of PyPI, 1.5).
const GRID: [string, number, number, string][] = [
  ["Idlib", 36.63, 35.93, "37SBV8618978780"],
  ["Kyiv", 30.5234, 50.4501, "36UUA2418291607"],
  ["Khartoum", 32.5599, 15.5007, "36PVC5279713755"],
  ["Bergen: the wider zone 32", 5.3221, 60.3913, "32VKN9735300648"],
  ["west of it", 2.99, 60.0, "31VDG9944251411"],
  ["Longyearbyen: zone 33", 15.6356, 78.2232, "33XWG1448183357"],
  ["Svalbard, the end of zone 31", 8.99, 78.0, "31XFG3879565473"],
  ["Svalbard, the start of zone 33", 9.01, 78.0, "33XUG6120465473"],
  ["Kvitoya: zone 37", 33.01, 80.1, "37XCJ8522598663"],
  ["the last of UTM", 20.0, 83.9999, "33XWP5827930613"],
  ["the Arctic, east", 20.0, 84.5, "ZCB0900225771"],
  ["the Arctic, west", -100.0, 88.0, "YXH8130438561"],
  ["McMurdo", 166.6755, -77.8419, "58CEU3938758711"],
  ["the Antarctic, west", -45.0, -85.0, "AUR0723292767"],
  ["the Antarctic, east", 120.5, -80.5, "BPG1078663505"],
  ["zero, zero", 0.0, 0.0, "31NAA6602100000"],
  ["Suva", 178.4419, -18.1416, "60KXE5253493550"],
  ["Taveuni, over the date line", -179.97, -16.85, "01KAB8349434659"],
  ["on the date line", 180.0, 10.0, "01PAM7107106908"],
  ["Buenos Aires", -58.3816, -34.6037, "21HUB7331770036"],
  ["Timbuktu", -3.0074, 16.7666, "30QVD9921153735"],
  ["a metre south of the equator", 21.0, -0.00001, "34MEE0000099998"],
];

for (const [name, lon, lat, expected] of GRID) {
  test(`the military grid: ${name}`, () => {
    const written = mgrs(lon, lat);
    assert.equal(written.replaceAll(" ", ""), expected);
    assert.equal(mgrs(lon + 360, lat), written, "another copy of the world");
    const coarse = mgrs(lon, lat, 2).split(" ");
    assert.deepEqual(coarse.slice(-2), written.split(" ").slice(-2).map((part) => part.slice(0, 2)), "cut off, not rounded");
  });
}

test("zones of six degrees, but for Norway and Svalbard", () => {
  assert.deepEqual([-180, -0.1, 0, 179.9, 180].map((lon) => zoneOf(lon, 10)), [1, 30, 31, 60, 60]);
  assert.deepEqual([2.9, 3, 11.9, 12].map((lon) => zoneOf(lon, 60)), [31, 32, 32, 33]);
  assert.deepEqual([55.9, 64].map((lat) => zoneOf(4, lat)), [31, 31]);
  assert.deepEqual([8.9, 9, 20.9, 21, 32.9, 33, 41.9, 42].map((lon) => zoneOf(lon, 78)), [31, 33, 33, 35, 35, 37, 37, 38]);
});

test("the poles lie in the middle of their grids", () => {
  for (const lat of [90, -90]) for (const v of ups(77, lat)) assert.ok(Math.abs(v - 2_000_000) < 1e-6);
  assert.match(mgrs(0, 90), /^Z AH 00000 00000$/);
});

// By GeographicLib (pyproj 3.7, Geod(ellps="WGS84")).
const WAYS: [Position, Position, number, number][] = [
  [[36.63, 35.93], [37.16, 36.2], 56368.121, 0.001],
  [[30.5234, 50.4501], [36.25, 49.99], 411782.234, 0.001],
  [[178.4419, -18.1416], [-179.97, -16.85], 221084.121, 0.001],
  [[-122.4, 37.8], [139.7, 35.7], 8288142.554, 0.001],
  [[0, 0], [90, 0], 10018754.171, 0.001],
  [[36, 35], [36, 35.001], 110.941, 0.001],
  [[36, 35], [36, 35], 0, 0],
  // almost opposite each other: the sphere
  [[0, 0], [179.5, 0.3], 19955728.94, 0.006 * 2e7],
  [[0, 0], [180, 0], 20003931.459, 0.006 * 2e7],
  [[0, -90], [0, 90], 20003931.459, 0.006 * 2e7],
];

for (const [from, to, metres, error] of WAYS) {
  test(`the distance from ${from.join()} to ${to.join()}`, () => {
    assert.ok(Math.abs(distance(from, to) - metres) <= error, `${distance(from, to)} is not ${metres}`);
    assert.ok(Math.abs(distance(to, from) - metres) <= error);
    assert.ok(Math.abs(distance([from[0] + 360, from[1]], to) - metres) <= error, "the same in another copy of the world");
  });
}

const AREAS: [string, Position[], number][] = [
  ["a square degree", [[36, 35], [37, 35], [37, 36], [36, 36]], 10066272985.625],
  ["a box over the date line", [[178, -18], [-178, -18], [-178, -16], [178, -16]], 94301646876.011],
  ["a third of Syria", [[35.7, 32.3], [42.4, 37.1], [36, 36.9]], 144661656618.634],
  ["around the pole", Array.from({ length: 12 }, (_, i): Position => [-180 + 30 * i, 80]), 3736196234080.844],
  ["a village", [[30, 50], [30.01, 50], [30.01, 50.01]], 398732.924],
];

for (const [name, ring, squareMetres] of AREAS) {
  test(`the area of ${name}`, () => {
    for (const way of [ring, [...ring].reverse()]) assert.ok(Math.abs(area(way) / squareMetres - 1) < 0.001, String(area(way)));
  });
}

test("a path goes the shorter way round, step by step, and ends where it should", () => {
  const way = path([170, 10], [-170, 20]);
  assert.deepEqual(way.at(-1)?.map(Math.round), [190, 20]);
  let before = 170;
  for (const [lon] of way) {
    assert.ok(lon > before && lon - before < 2);
    before = lon;
  }
  // a great circle from 50 N to 50 N bends towards the pole
  assert.ok(Math.max(...path([0, 50], [90, 50]).map(([, lat]) => lat)) > 58);
  assert.deepEqual(path([5, 5], [5, 5]), [[5, 5]]);
});

test("degrees are written with the digits that a pixel is worth", () => {
  assert.equal(decimal(36.62999, 35.930004, 1e-5), "35.93000, 36.62999");
  assert.equal(decimal(36.62999, 35.930004, 0.02), "35.93, 36.63");
  assert.equal(decimal(-58.3816, -34.6037, 0.3), "\u221234.6, \u221258.4");
  assert.equal(decimal(-0.001, -0.004, 0.02), "0.00, 0.00", "no minus before zero");
  assert.equal(decimal(190, 0, 0.02), "0.00, \u2212170.00");
});

test("minutes and seconds carry over", () => {
  assert.equal(dms(36.63, 35.93, 0.0001), "35\u00b055\u203248.0\u2033N 36\u00b037\u203248.0\u2033E");
  assert.equal(dms(-58.3816, -34.6037, 0.001), "34\u00b036\u203213\u2033S 58\u00b022\u203254\u2033W");
  assert.equal(dms(0, 9.999999, 0.001), "10\u00b000\u203200\u2033N 0\u00b000\u203200\u2033E");
  assert.equal(dms(190, 1.5, 0.1), "1\u00b030\u2032N 170\u00b000\u2032W");
});

test("a scale bar has a round length and never more room than it may take", () => {
  for (const perPixel of [0.02, 0.3, 1, 7.77, 152.9, 9_999, 156_543]) {
    const metres = niceLength(perPixel * 100);
    assert.ok(metres <= perPixel * 100 && metres > perPixel * 39);
    assert.match(metres.toExponential(0), /^[125]e/);
    assert.ok(Math.abs(Number(metres.toPrecision(1)) - metres) < 1e-9 * metres);
  }
});

test("a turn is never more than half a round", () => {
  for (const [degrees, expected] of [[190, -170], [-190, 170], [540, -180], [45, 45]]) assert.equal(Math.abs(turn(degrees)), Math.abs(expected));
});

test("lengths are written in the reader's units", () => {
  assert.equal(lengthWords("en", 56_368.121), "56.37 km");
  assert.equal(lengthWords("en", 940), "940 m");
  assert.equal(mileWords("en", 56_368), "", "metric, but for the United States");
  assert.equal(mileWords("en-US", 160_934.4), "100 mi");
  assert.equal(mileWords("en-US", 30.48), "100 ft");
});

test("a label's own script comes first for those who read it", () => {
  const label = (name: string, local: string) => ({ x: 0, y: 0, name, local, kind: "town", rank: 0, minZoom: 0 });
  const idlib = label("Idlib", "\u0625\u062f\u0644\u0628");
  const kyiv = label("Kyiv", "\u041a\u0438\u0457\u0432");
  assert.deepEqual(namesOf(idlib, "ar"), [idlib.local, "Idlib"]);
  assert.deepEqual(namesOf(idlib, "uk"), ["Idlib", idlib.local]);
  for (const language of ["uk", "ru"]) assert.deepEqual(namesOf(kyiv, language), [kyiv.local, "Kyiv"]);
  assert.deepEqual(namesOf(kyiv, "en"), ["Kyiv", kyiv.local]);
  assert.deepEqual(namesOf(label("Paris", ""), "ar"), ["Paris", ""]);
  const russia = label("Росія", "Россия");
  assert.deepEqual(namesOf(russia, "uk"), [russia.name, russia.local], "the reader's language before another of its script");
  assert.deepEqual(namesOf(label("Paris", "Paris"), "fr"), ["Paris", ""]);
});

test("countries are named in the page's language by their codes, and what is no code has no name", () => {
  for (const [language, name] of [["uk", "Сирія"], ["ar", "سوريا"], ["fr", "Syrie"]]) {
    speak({}, language, language);
    assert.equal(countryName("SY"), name);
    for (const code of ["", "sy", "SYR", "<b>", "-9"]) assert.equal(countryName(code), undefined);
  }
  speak({}, "en", "en");
});
