// Names on the map: whole or not at all, each in its own direction.
import assert from "node:assert/strict";
import { test } from "node:test";
import { directionOf, Occupied, paintLabels } from "../src/paint/labels.ts";
import type { Theme } from "../src/paint/theme.ts";
import type { View } from "../src/paint/view.ts";
import type { Label } from "../src/wire/tables.ts";

const WIDE = 6;

/** Paints names on a frame of 400 x 300 px; each letter is 6 px wide. */
function painted(labels: Label[], zoom = 6): { text: string; left: number; right: number }[] {
  const found: { text: string; left: number; right: number }[] = [];
  const ctx = {
    textAlign: "left",
    measureText: (text: string) => ({ width: text.length * WIDE }),
    fillText(text: string, x: number) {
      const width = text.length * WIDE;
      const left = this.textAlign === "left" ? x : this.textAlign === "right" ? x - width : x - width / 2;
      found.push({ text, left, right: left + width });
    },
  };
  for (const name of ["strokeText", "beginPath", "arc", "save", "restore", "fill"]) Object.assign(ctx, { [name]: () => undefined });
  const view: View = { zoom, scale: 256 * 2 ** zoom, ox: 0, oy: 0, width: 400, height: 300, dpr: 1, copies: [0] };
  paintLabels(ctx as unknown as CanvasRenderingContext2D, view, labels, { font: "x" } as Theme, new Occupied());
  return found;
}

const town = (name: string, x: number, y: number, zoom = 6): Label => ({
  x: x / (256 * 2 ** zoom), y: y / (256 * 2 ** zoom), name, local: "", kind: "town", rank: 1, minZoom: 2,
});

test("a name that the frame would cut stands at another side of its town, or is left out", () => {
  for (const x of [10, 200, 390]) assert.equal(painted([town("Aleppo", x, 150)]).length, 1);
  assert.deepEqual(painted([town("Aleppo", -5, 150)]), []);
  assert.deepEqual(painted([town("Aleppo", 200, 301)]), []);
  for (let x = -20; x <= 420; x += 4) {
    for (const { left, right } of painted([town("Deir ez-Zor", x, 150)])) assert.ok(left >= 0 && right <= 400, `${x}: ${left} to ${right}`);
  }
});

test("large countries have their names on a picture of the world that is smaller than one tile", () => {
  const syria: Label = { x: 0.5, y: 0.4, name: "Chad", local: "", kind: "country", rank: 1, minZoom: 2 };
  assert.equal(painted([syria], 0.6).length, 1);
  assert.equal(painted([{ ...syria, minZoom: 4 }], 0.6).length, 0);
});

test("a name is read from where its first letter says", () => {
  assert.equal(directionOf("55 km zone around Al-Tanf"), "ltr");
  assert.equal(directionOf("منطقة 55"), "rtl");
  assert.equal(directionOf("55 كم Tanf"), "rtl");
  assert.equal(directionOf("Idlib إدلب", true), "ltr");
  assert.equal(directionOf("2017", true), "rtl");
  assert.equal(directionOf("2017"), "ltr");
});
