// What stands where at one zoom and filter: clusters, dots, areas with their counts. Painted from, and clicked on.
import type { Census } from "../model/census.ts";
import { type Clusters, cluster, clusterRadius } from "../model/cluster.ts";
import { blend, ESTABLISHED, type Ink } from "../model/coloring.ts";
import type { Places } from "../model/places.ts";
import { holds, POLYGON, type Shapes } from "../wire/shapes.ts";
import type { Box } from "./labels.ts";
import { Occupied } from "./labels.ts";
import type { View } from "./view.ts";

/** An uncertain place wider than this (px from its middle) is drawn as the area it is. */
const AREA_REACH = 13;
/** A shape wider than this, and a circle wider than that, stands for itself and never joins a cluster. */
const OWN_SHAPE = 24;
/** Where more shapes than these are in sight, only those wider than this do, or their counts would cover each other. */
const CROWD = 14;
const OWN_SHAPE_IN_CROWD = 90;
const OWN_CIRCLE = 320;

export interface Symbol {
  kind: "dot" | "ring" | "cluster" | "badge";
  /** Pixels of the canvas. */
  x: number;
  y: number;
  /** Radius in px for drawing and clicking; a badge's half width. */
  r: number;
  n: number;
  fatalities: number;
  /** Events by ink: colour slot and doubt (model/coloring.ts). */
  slots: Int32Array;
  /** The place, or -1 for a cluster of several. */
  place: number;
  cluster: number;
}

export interface Area {
  place: number;
  n: number;
  ink: Ink;
}

export interface Scene {
  symbols: Symbol[];
  areas: Area[];
  /** Cluster of each place, -1 for none. */
  clusterOf: Int32Array;
}

const UNINKED: Ink = { slot: 0, doubt: ESTABLISHED, sure: 1 };
// The largest is no larger than a large cluster: one event must not outshout thousands.
const [SMALLEST, LARGEST, PER_ROOT] = [4, 30, 1.3];

/** Deaths up to which all dots are as small, and from which on all are as large: a legend has to say so. */
export const SMALL_UP_TO = Math.floor((SMALLEST / PER_ROOT) ** 2);
export const LARGE_FROM = Math.ceil((LARGEST / PER_ROOT) ** 2);

/** Area-true radius of a dot; an event without deaths, or with none known, stays a small dot. */
export function dotRadius(fatalities: number): number {
  return Math.max(SMALLEST, Math.min(LARGEST, PER_ROOT * Math.sqrt(Math.max(0, fatalities))));
}

export interface SceneInput {
  places: Places;
  shapes: Shapes;
  /** What passes, counted by place. */
  census: Census;
  cluster: boolean;
}

export function buildScene(view: View, input: SceneInput): Scene {
  const { places } = input;
  const { n, deaths: fat, inks, last, slots } = input.census;
  const symbols: Symbol[] = [];
  const areas: Area[] = [];
  const points = new Int32Array(places.count);
  let listed = 0;
  // A margin of several symbols keeps clusters at the edge the same when the map is moved a little.
  const margin = 256;
  const x0 = (view.ox - margin) / view.scale;
  const y0 = (view.oy - margin) / view.scale;
  const x1 = (view.ox + view.width + margin) / view.scale;
  const y1 = (view.oy + view.height + margin) / view.scale;
  const { copies } = view;
  const shown = (p: number, reach: number): boolean => {
    if (places.y[p] + reach < y0 || places.y[p] - reach > y1) return false;
    for (let i = 0; i < copies.length; i++) {
      const x = places.x[p] + copies[i];
      if (x + reach >= x0 && x - reach <= x1) return true;
    }
    return false;
  };

  let wide = 0;
  for (let p = 0; p < places.count; p++) {
    if (n[p] === 0 || places.shape[p] < 0 || places.reach[p] * view.scale <= OWN_SHAPE) continue;
    if (shown(p, 0)) wide++;
  }
  const ownShape = wide > CROWD ? OWN_SHAPE_IN_CROWD : OWN_SHAPE;

  const clusterOf = new Int32Array(places.count).fill(-1);
  for (let p = 0; p < places.count; p++) {
    if (n[p] === 0) continue;
    const reach = places.reach[p] * view.scale;
    const own = !places.exact[p] && reach > (places.shape[p] < 0 ? OWN_CIRCLE : ownShape);
    if (!shown(p, own ? places.reach[p] * 2 : 0)) continue;
    if (own) areas.push({ place: p, n: n[p], ink: UNINKED });
    else points[listed++] = p;
  }
  const inView = points.subarray(0, listed);

  const px = (p: number): number => places.x[p] * view.scale;
  const py = (p: number): number => places.y[p] * view.scale;
  let made: Clusters;
  // Dots sized by deaths may overlap as such maps do; what must not is the middle of a dot, a ring, a number.
  const room = (p: number): number => {
    if (!places.exact[p] && places.reach[p] * view.scale > AREA_REACH) return badgeWidth(n[p]);
    return n[p] === 1 ? 5 : clusterRadius(n[p]);
  };
  if (input.cluster) made = cluster(inView, px, py, n, room, clusterOf);
  else {
    inView.forEach((p, c) => (clusterOf[p] = c));
    made = {
      count: listed,
      x: Float64Array.from(inView, px),
      y: Float64Array.from(inView, py),
      n: inView.map((p) => n[p]),
      places: new Int32Array(listed).fill(1),
      only: inView,
    };
  }

  // What found no company is drawn as the area it is.
  const alone = new Uint8Array(made.count);
  for (let c = 0; c < made.count; c++) {
    const p = made.only[c];
    if (p < 0 || places.exact[p] || places.reach[p] * view.scale <= AREA_REACH) continue;
    alone[c] = 1;
    areas.push({ place: p, n: n[p], ink: UNINKED });
  }
  areas.sort((a, b) => places.reach[b.place] - places.reach[a.place] || a.place - b.place);

  // Events by colour and deaths, per cluster.
  const hist = new Int32Array(made.count * slots);
  const deaths = new Int32Array(made.count);
  for (const p of inView) {
    const c = clusterOf[p];
    deaths[c] += fat[p];
    if (n[p] === 1) hist[c * slots + last[p]]++;
    else for (let i = 0; i < slots; i++) hist[c * slots + i] += inks[p * slots + i];
  }

  const occupied = new Occupied();
  for (const k of view.copies) {
    for (let c = 0; c < made.count; c++) {
      if (alone[c]) continue;
      const x = made.x[c] + k * view.scale - view.ox;
      const y = made.y[c] - view.oy;
      if (x < -40 || y < -40 || x > view.width + 40 || y > view.height + 40) continue;
      const single = made.n[c] === 1 || !input.cluster;
      const place = made.only[c];
      const approximate = place >= 0 && !places.exact[place];
      const r = single ? (approximate ? 5.5 : dotRadius(deaths[c])) : clusterRadius(made.n[c]);
      symbols.push({
        kind: single ? (approximate ? "ring" : "dot") : "cluster",
        x, y, r,
        n: made.n[c],
        fatalities: deaths[c],
        slots: hist.subarray(c * slots, (c + 1) * slots),
        place,
        cluster: c,
      });
      occupied.add({ x0: x - r, y0: y - r, x1: x + r, y1: y + r });
    }
  }
  // Large dots first, so that small ones stay reachable on top of them.
  symbols.sort((a, b) => b.r - a.r || a.cluster - b.cluster);

  // Small areas choose their count's seat first: they have fewer.
  areas.reverse().forEach((area) => {
    // A copy: the scene outlives the count it is made of.
    const slotsOf = inks.slice(area.place * slots, (area.place + 1) * slots);
    area.ink = blend(slotsOf);
    for (const k of view.copies) {
      const badge = seat(view, places, input.shapes, area, k, occupied);
      if (badge === null) continue;
      const { crowded, ...at } = badge;
      const symbol: Symbol = {
        kind: "badge", ...at, n: area.n, fatalities: fat[area.place], slots: slotsOf, place: area.place, cluster: -1,
      };
      // What found no room lies under the others.
      if (crowded) symbols.unshift(symbol);
      else symbols.push(symbol);
    }
  });
  areas.reverse();
  return { symbols, areas, clusterOf };
}

/** Half the width in px of the badge that counts an area's events. */
function badgeWidth(n: number): number {
  return 11 + 3.4 * (String(n).length - 1);
}

/** Room for an area's count: at its representative point, or nearby within it where that is taken. */
function seat(
  view: View,
  places: Places,
  shapes: Shapes,
  area: Area,
  k: number,
  occupied: Occupied,
): { x: number; y: number; r: number; crowded: boolean } | null {
  const x = (places.x[area.place] + k) * view.scale - view.ox;
  const y = places.y[area.place] * view.scale - view.oy;
  const r = badgeWidth(area.n);
  const reach = places.reach[area.place] * view.scale * 0.7;
  if (x < -reach || y < -reach || x > view.width + reach || y > view.height + reach) return null;
  const boxAt = (bx: number, by: number): Box => ({ x0: bx - r - 2, y0: by - 12, x1: bx + r + 2, y1: by + 12 });
  const shape = places.shape[area.place];
  const polygon = shape >= 0 && shapes.type[shape] === POLYGON;
  // A count belongs inside its own shape; beside it, where that is full, rather than on another's number.
  for (const [inside, most] of [[polygon, Math.max(reach, 20)], [false, reach + 14]] as const) {
    for (const d of [0, 20, 36, 54, 76, 104, 140]) {
      if (d > most) break;
      const turns = d === 0 ? 1 : 12;
      for (let turn = 0; turn < turns; turn++) {
        const bx = x + d * Math.cos((turn * 2 * Math.PI) / turns);
        const by = y + d * Math.sin((turn * 2 * Math.PI) / turns);
        const box = boxAt(bx, by);
        if (occupied.meets(box)) continue;
        if (d > 0 && inside && !holds(shapes, shape, (bx + view.ox) / view.scale - k, (by + view.oy) / view.scale)) continue;
        occupied.add(box);
        return { x: bx, y: by, r, crowded: false };
      }
    }
  }
  return { x, y, r, crowded: true };
}
