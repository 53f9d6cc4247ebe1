// What lies under the pointer: a symbol's events, else the uncertain areas that hold the spot, and the zones there.
import type { Data } from "./model/data.ts";
import type { Scene, Symbol } from "./paint/scene.ts";
import type { View } from "./paint/view.ts";
import { distance2, holds, POLYGON } from "./wire/shapes.ts";
import type { Zone } from "./wire/tables.ts";

export interface Pointed {
  symbol: Symbol | null;
  events: number[];
  zones: Zone[];
  /** Unit box around a cluster's places; null when the symbol is one place. */
  cluster: [number, number, number, number] | null;
}

/** Fingers and eyes are no pixels: this far beside a symbol still means it. */
const SLACK = 4;

/** What clusters hold: a pointer that moves over one asks many times. A symbol lives as long as its scene. */
const members = new WeakMap<Symbol, { events: number[]; box: [number, number, number, number] }>();

export function pointAt(
  view: View,
  at: { x: number; y: number },
  scene: Scene | null,
  zones: readonly Zone[],
  data: Data,
  mask: Uint8Array,
): Pointed {
  const { places, shapes } = data;
  const x = (at.x + view.ox) / view.scale;
  const y = (at.y + view.oy) / view.scale;
  const events: number[] = [];
  let symbol: Symbol | null = null;
  let box: Pointed["cluster"] = null;
  const take = (p: number): void => {
    for (let i = places.first[p]; i < places.first[p + 1]; i++) if (mask[places.rows[i]]) events.push(places.rows[i]);
  };
  if (scene) {
    for (let i = scene.symbols.length - 1; i >= 0 && !symbol; i--) {
      const s = scene.symbols[i];
      const [dx, dy] = [Math.abs(s.x - at.x), Math.abs(s.y - at.y)];
      const near = s.kind === "badge" ? dx <= s.r + SLACK && dy <= 10 + SLACK : dx * dx + dy * dy <= (s.r + SLACK) ** 2;
      if (near) symbol = s;
    }
    if (symbol && symbol.place >= 0) take(symbol.place);
    else if (symbol) {
      const held = members.get(symbol);
      if (held) return { symbol, events: held.events, zones: inZonesAt(view, zones, shapes, x, y), cluster: held.box };
      box = [Infinity, Infinity, -Infinity, -Infinity];
      for (let p = 0; p < places.count; p++) {
        if (scene.clusterOf[p] !== symbol.cluster) continue;
        take(p);
        box[0] = Math.min(box[0], places.x[p]);
        box[1] = Math.min(box[1], places.y[p]);
        box[2] = Math.max(box[2], places.x[p]);
        box[3] = Math.max(box[3], places.y[p]);
      }
      members.set(symbol, { events, box });
    } else {
      // Smallest area first: the most precise answer.
      for (const area of [...scene.areas].reverse()) {
        const p = area.place;
        for (const k of view.copies) {
          const shape = places.shape[p];
          if (shape < 0) {
            if (Math.hypot(places.x[p] + k - x, places.y[p] - y) > places.radius[p]) continue;
          } else if (shapes.type[shape] === POLYGON) {
            if (!holds(shapes, shape, x - k, y)) continue;
          } else if (distance2(shapes, shape, x - k, y) * view.scale ** 2 > 100) continue;
          take(p);
          break;
        }
      }
    }
  }
  return { symbol, events, zones: inZonesAt(view, zones, shapes, x, y), cluster: box };
}

function inZonesAt(view: View, zones: readonly Zone[], shapes: Data["shapes"], x: number, y: number): Zone[] {
  return zones.filter((zone) => zone.shape >= 0 && view.copies.some((k) => holds(shapes, zone.shape, x - k, y)));
}
