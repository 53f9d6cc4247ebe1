// Colours: the table and the style sheet agree, stand out from the land, and are told apart by colour-blind readers.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { assignSlots, OTHER, RAMP_COLORS, SLOTS, TYPE_COLORS, ZONE_KINDS } from "../src/palette.ts";

declare const __SOURCE__: string;
const css = readFileSync(join(__SOURCE__, "style", "colors.css"), "utf8");
const blocks = {
  light: /\.geoevents \{([^}]*)\}/.exec(css)?.[1] ?? "",
  dark: /data-ge-scheme="dark"\] \{([^}]*)\}/.exec(css)?.[1] ?? "",
};
const value = (scheme: "light" | "dark", name: string): string =>
  new RegExp(`${name}: (#[0-9a-f]+);`).exec(blocks[scheme])?.[1] ?? assert.fail(`${scheme} lacks ${name}`);

type RGB = [number, number, number];
const rgb = (hex: string): RGB => {
  const long = hex.length === 4 ? [...hex.slice(1)].map((c) => c + c).join("") : hex.slice(1);
  return [0, 2, 4].map((i) => parseInt(long.slice(i, i + 2), 16) / 255) as RGB;
};
const linear = (c: number): number => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string): number => {
  const [r, g, b] = rgb(hex).map(linear);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
const contrast = (a: string, b: string): number => {
  const [x, y] = [luminance(a), luminance(b)].sort((p, q) => q - p);
  return (x + 0.05) / (y + 0.05);
};

// Machado, Oliveira and Fernandes 2009, severity 1.0, in linear RGB.
const VISION: Record<string, readonly RGB[]> = {
  normal: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protan: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deutan: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
};
// OKLab (Ottosson 2020): Euclidean distance follows seen difference.
function oklab(hex: string, vision: readonly RGB[]): RGB {
  const lin = rgb(hex).map(linear);
  const [r, g, b] = vision.map((row) => Math.max(0, Math.min(1, row[0] * lin[0] + row[1] * lin[1] + row[2] * lin[2])));
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

const ramps = {
  light: /\.geoevents\.ge-ramp \{([^}]*)\}/.exec(css)?.[1] ?? "",
  dark: /\.geoevents\[data-ge-scheme="dark"\]\.ge-ramp \{([^}]*)\}/.exec(css)?.[1] ?? "",
};

for (const scheme of ["light", "dark"] as const) {
  test(`${scheme}: the ramp repeats the style sheet, stands out by 3:1, and its lightness follows the order`, () => {
    RAMP_COLORS.forEach((c, i) => assert.ok(ramps[scheme].includes(`--ge-c${i}: ${c[scheme]};`), `--ge-c${i}`));
    for (const ground of ["--ge-land", "--ge-sea", "--ge-surface-solid"]) {
      for (const c of RAMP_COLORS) assert.ok(contrast(c[scheme], value(scheme, ground)) >= 3, `${c[scheme]} on ${ground}`);
    }
    for (const [name, vision] of Object.entries(VISION)) {
      const light = RAMP_COLORS.map((c) => oklab(c[scheme], vision)[0] * (scheme === "light" ? 1 : -1));
      for (let i = 1; i < light.length; i++) assert.ok(light[i] > light[i - 1], `${name}: step ${i}`);
    }
  });

  test(`${scheme}: the table repeats the style sheet`, () => {
    assert.equal(TYPE_COLORS.length, SLOTS);
    TYPE_COLORS.forEach((c, i) => assert.equal(c[scheme], value(scheme, `--ge-c${i}`)));
    for (const kind of Object.values(ZONE_KINDS)) assert.equal(kind[scheme], value(scheme, kind.color));
  });

  test(`${scheme}: symbols and zone lines stand out from land and sea by 3:1, text by 4.5:1`, () => {
    for (const ground of ["--ge-land", "--ge-sea", "--ge-surface-solid"]) {
      const back = value(scheme, ground);
      for (const c of TYPE_COLORS) assert.ok(contrast(c[scheme], back) >= 3, `${c[scheme]} on ${ground}: ${contrast(c[scheme], back)}`);
      for (const z of Object.values(ZONE_KINDS)) assert.ok(contrast(z[scheme], back) >= 3, `${z.color} on ${ground}`);
    }
    for (const [ink, paper] of [
      ["--ge-ink", "--ge-surface-solid"], ["--ge-ink-soft", "--ge-surface-solid"], ["--ge-ink-soft", "--ge-surface-2"],
      ["--ge-accent", "--ge-surface-solid"], ["--ge-label", "--ge-land"],
    ] as const) {
      assert.ok(contrast(value(scheme, ink), value(scheme, paper)) >= 4.5, `${ink} on ${paper}`);
    }
    assert.ok(contrast(value(scheme, "--ge-label-soft"), value(scheme, "--ge-land")) >= 4, "place names");
  });

  test(`${scheme}: event types are told apart with normal and red-green blind eyes`, () => {
    for (const [name, vision] of Object.entries(VISION)) {
      const labs = TYPE_COLORS.slice(0, 6).map((c) => oklab(c[scheme], vision));
      for (let a = 0; a < labs.length; a++) {
        for (let b = a + 1; b < labs.length; b++) {
          const d = Math.hypot(...labs[a].map((v, i) => v - labs[b][i]));
          assert.ok(d >= 0.07, `${name}: slots ${a} and ${b} differ by ${d.toFixed(3)}`);
        }
      }
    }
  });
}

test("slots: known types keep theirs, no two types share one while any is free", () => {
  assert.deepEqual(assignSlots(["Battles", "Protests"]), [0, 3]);
  const slots = assignSlots(["a", "Battles", "b", "c", "d", "e", "f", "g", "h"]);
  assert.equal(slots[1], 0);
  assert.equal(new Set(slots.slice(0, 7)).size, 7);
  assert.deepEqual(slots.slice(7), [OTHER, OTHER]);
});
