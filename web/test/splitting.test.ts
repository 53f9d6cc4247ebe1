// Ways of symbols between two zooms: out of the cluster that held them, or into the one that takes them in.
import assert from "node:assert/strict";
import { test } from "node:test";
import type { Scene, Symbol } from "../src/paint/scene.ts";
import { waysBetween } from "../src/paint/splitting.ts";
import type { View } from "../src/paint/view.ts";

const view = (scale: number, ox = 0, oy = 0): View => ({ zoom: 0, scale, ox, oy, width: 800, height: 600, dpr: 1, copies: [0] });
const symbol = (x: number, y: number, place: number, cluster: number): Symbol => ({
  kind: cluster < 0 ? "badge" : "cluster", x, y, r: 10, n: 2, fatalities: 0, slots: new Int32Array(8), place, cluster,
});
const scene = (symbols: Symbol[], clusterOf: number[]): Scene => ({ symbols, areas: [], clusterOf: Int32Array.from(clusterOf) });

// Places 0 and 1 are one cluster at the wider zoom and two at the closer one; 2 is an area's count in both.
const wide = { scene: scene([symbol(100, 100, -1, 0), symbol(300, 100, 2, -1)], [0, 0, -1]), view: view(1000) };
const close = {
  scene: scene([symbol(160, 180, 0, 0), symbol(240, 220, 1, 1), symbol(600, 200, 2, -1)], [0, 1, -1]),
  view: view(2000),
};

test("zooming in, what was one cluster starts where that was", () => {
  const ways = waysBetween(wide, close);
  assert.deepEqual(ways.map(({ symbol: s, dx, dy }) => [s.x, s.y, s.x + dx, s.y + dy]), [
    [160, 180, 200, 200],
    [240, 220, 200, 200],
    [600, 200, 600, 200],
  ]);
});

test("zooming out, what becomes one cluster ends where that is, and what comes into sight stands there at once", () => {
  const fresh = symbol(700, 500, 3, 1);
  const out = { ...wide, scene: scene([...wide.scene.symbols, fresh], [0, 0, -1, 1]) };
  const ways = waysBetween(close, out);
  assert.deepEqual(ways.map(({ symbol: s, dx, dy }) => [s.x, s.y, s.x + dx, s.y + dy]), [
    [700, 500, 700, 500],
    [100, 100, 80, 90],
    [100, 100, 120, 110],
    [300, 100, 300, 100],
  ]);
});

test("a way never leads around the world", () => {
  const east = { scene: scene([symbol(990, 100, -1, 0)], [0, 0]), view: view(1000) };
  const west = { scene: scene([symbol(10, 200, 0, 0)], [0, -1]), view: view(2000) };
  const [way] = waysBetween(east, west);
  assert.equal(way.symbol.x + way.dx, -20);
});

test("what was in no cluster and not in sight does not come from the count of the first place", () => {
  const before = { scene: scene([symbol(300, 100, 0, -1)], [-1, -1]), view: view(1000) };
  const after = { scene: scene([symbol(600, 200, 0, -1), symbol(100, 500, 1, 0)], [-1, 0]), view: view(2000) };
  const [, fresh] = waysBetween(before, after);
  assert.deepEqual([fresh.symbol.x, fresh.dx, fresh.dy], [100, 0, 0]);
});
