// Which zones an event lies in, at its place and date, surely or possibly.
import { distance2, holds, share, type Shapes } from "../wire/shapes.ts";
import { NULL } from "../wire/frame.ts";
import type { Events, Zone } from "../wire/tables.ts";
import type { Places } from "./places.ts";
import { meets } from "./time.ts";

export type Relation = "all" | "some" | "none";

/** Whether a place, with its uncertainty, lies in the shape of a zone: surely, possibly or not. */
export function relation(places: Places, shapes: Shapes, p: number, zone: number): Relation {
  const [x, y, r, shape] = [places.x[p], places.y[p], places.radius[p], places.shape[p]];
  const b = zone * 4;
  const { box } = shapes;
  if (shape < 0) {
    if (x + r < box[b] || y + r < box[b + 1] || x - r > box[b + 2] || y - r > box[b + 3]) return "none";
    const middle = holds(shapes, zone, x, y);
    const edge = Math.sqrt(distance2(shapes, zone, x, y));
    return edge < r ? "some" : middle ? "all" : "none";
  }
  const a = shape * 4;
  if (box[a + 2] < box[b] || box[a + 3] < box[b + 1] || box[a] > box[b + 2] || box[a + 1] > box[b + 3]) return "none";
  const positions = share(shapes, shape, zone);
  if (positions !== "none") return positions;
  return holds(shapes, zone, x, y) || share(shapes, zone, shape) !== "none" ? "some" : "none";
}

/** Events of a zone's validity; one without a date possibly falls into any. */
function inForce(events: Events, row: number, zone: Zone): boolean {
  return events.from[row] === NULL || meets(zone.from, zone.to, [events.from[row], events.to[row]]);
}

/** Zones by event: those of event i are `zones[first[i] .. first[i + 1]]`. */
interface ByEvent {
  first: Int32Array;
  zones: Int32Array;
}

type Sources = { events: Events; places: Places; shapes: Shapes; zones: readonly Zone[] };

export class InZones {
  /** What a zone is called in filters: its id, else its name, else its number. Zones that share an id are one. */
  readonly keys: readonly string[];
  readonly #data: Sources;
  #made: ByEvent | null = null;

  constructor(data: Sources) {
    this.#data = data;
    this.keys = data.zones.map((zone) => zone.id || zone.name || `#${zone.index}`);
  }

  /** Computed when first asked for: most readers never do. */
  get byEvent(): ByEvent {
    return (this.#made ??= this.#make());
  }

  #make(): ByEvent {
    const { events, places, shapes, zones } = this.#data;
    const byPlace: (readonly number[])[] = [];
    const none: readonly number[] = [];
    for (let p = 0; p < places.count; p++) {
      let there: number[] | null = null;
      for (const zone of zones) {
        if (zone.shape >= 0 && relation(places, shapes, p, zone.shape) !== "none") (there ??= []).push(zone.index);
      }
      byPlace.push(there ?? none);
    }
    const first = new Int32Array(events.count + 1);
    const found: number[] = [];
    for (let i = 0; i < events.count; i++) {
      const p = places.of[i];
      if (p >= 0) for (const z of byPlace[p]) if (inForce(events, i, zones[z])) found.push(z);
      first[i + 1] = found.length;
    }
    return { first, zones: Int32Array.from(found) };
  }

  /** Whether an event lies, surely or possibly, in one of the zones of these keys; "" means in none at all. */
  test(keys: readonly string[]): (row: number) => boolean {
    const { first, zones } = this.byEvent;
    const wanted = new Set(keys);
    const chosen = Uint8Array.from(this.keys, (key) => (wanted.has(key) ? 1 : 0));
    const outside = wanted.has("");
    return (row) => {
      const [from, to] = [first[row], first[row + 1]];
      if (from === to) return outside;
      for (let k = from; k < to; k++) if (chosen[zones[k]] === 1) return true;
      return false;
    };
  }
}
