// Two periods side by side on one map: which events each side shows, where the sides meet, what lies on which.
import type * as Leaflet from "leaflet";
import type { MapView } from "./map_view.ts";
import { firstPeriods, inBoth, type Sum, sumOf, within } from "./model/comparison.ts";
import type { Period } from "./model/filter.ts";
import { refuse } from "./model/refuse.ts";
import { isoDay, toDay } from "./model/time.ts";
import type { Scene } from "./paint/scene.ts";
import type { Side } from "./stage.ts";

/** As embedders hold it: periods as ISO days, and the share of the map's width that is the first's. */
export interface CompareState {
  a: readonly [string, string];
  b: readonly [string, string];
  split: number;
}

export interface Sums {
  a: Sum;
  b: Sum;
  /** Events on both sides. */
  both: number;
}

/** The sides stay wide enough to take hold of the line between them. */
const LEAST = 0.03;
const MOVES = "move moveend zoomend viewreset resize";

export class Comparing {
  split = 0.5;
  readonly #view: MapView;
  readonly #masks: [Uint8Array, Uint8Array] = [new Uint8Array(0), new Uint8Array(0)];
  readonly #scenes: [Scene | null, Scene | null] = [null, null];
  readonly #keys: [string, string] = ["", ""];
  #maskedFor = -1;
  #counted: Sums | null = null;

  constructor(view: MapView) {
    this.#view = view;
  }

  get periods(): readonly [Period, Period] | null {
    return this.#view.filter.compared;
  }

  get on(): boolean {
    return this.periods !== null;
  }

  /** The periods to begin with. */
  proposal(): [Period, Period] {
    return firstPeriods(this.#view.filter.period, this.#view.data.span ?? [0, 2]);
  }

  /** Compares two periods, or ends it; the caller says that the map has changed. */
  put(periods: readonly [Period, Period] | null, split = this.split): void {
    const { map, filter, stage } = this.#view;
    const begins = !this.on;
    if (periods) {
      filter.setCompared(periods);
      this.split = Math.max(LEAST, Math.min(1 - LEAST, split));
      if (begins) map.on(MOVES, this.#place, this);
      this.#place();
    } else if (!begins) {
      filter.setCompared(null);
      map.off(MOVES, this.#place, this);
      stage.divide(null);
      this.split = 0.5;
      for (const side of [0, 1] as const) {
        this.#scenes[side] = null;
        this.#masks[side] = new Uint8Array(0);
      }
      this.#maskedFor = -1;
    }
  }

  /** Moves the line between the sides: nothing is drawn anew for it. */
  slide(split: number): void {
    this.split = Math.max(LEAST, Math.min(1 - LEAST, split));
    this.#place();
  }

  /** Cuts the canvases where the line is now. */
  #place(): void {
    this.#view.stage.divide(this.#line());
  }

  /** The line between the sides, px from the map's left edge. */
  #line(): number {
    return Math.round(this.#view.map.getSize().x * this.split);
  }

  sideAt(point: Leaflet.Point): Side | undefined {
    return this.on ? (point.x < this.#line() ? 0 : 1) : undefined;
  }

  /** 1 where an event is on the side. */
  mask(side: Side): Uint8Array {
    this.#refresh();
    return this.#masks[side];
  }

  /** What is drawn on a side; made anew only when its period, the filters or the view are others. */
  scene(side: Side, viewKey: string): Scene {
    const mask = this.mask(side);
    const { filter, data } = this.#view;
    const passing = `${filter.facetRevision} ${this.periods?.[side].join()} ${data.coloring.column}`;
    const key = `${passing} ${viewKey}`;
    const made = this.#scenes[side];
    if (made !== null && key === this.#keys[side]) return made;
    this.#keys[side] = key;
    return (this.#scenes[side] = this.#view.makeScene(mask, passing));
  }

  sums(): Sums {
    this.#refresh();
    const { best } = this.#view.data.events;
    const [a, b] = this.#masks;
    return (this.#counted ??= { a: sumOf(a, best), b: sumOf(b, best), both: inBoth(a, b) });
  }

  #refresh(): void {
    const { filter, data } = this.#view;
    const { periods } = this;
    if (!periods || this.#maskedFor === filter.revision) return;
    this.#maskedFor = filter.revision;
    this.#counted = null;
    for (const side of [0, 1] as const) {
      if (this.#masks[side].length !== data.events.count) this.#masks[side] = new Uint8Array(data.events.count);
      within(data.events, filter.faceted, periods[side], this.#masks[side]);
    }
  }

  state(): CompareState | null {
    const { periods } = this;
    if (!periods) return null;
    const days = ([from, to]: Period): [string, string] => [isoDay(from), isoDay(to)];
    return { a: days(periods[0]), b: days(periods[1]), split: Math.round(this.split * 1000) / 1000 };
  }
}

/** A comparison as an embedder gives it; throws a RangeError that names what is wrong with it. */
export function readCompare(value: unknown): { periods: [Period, Period]; split: number } {
  if (value === null || typeof value !== "object") return refuse("compare", value, "give {a: [from, to], b: [from, to], split}, or null");
  const { a, b, split = 0.5 } = value as Partial<Record<keyof CompareState, unknown>>;
  const period = (name: string, v: unknown): Period => {
    if (!Array.isArray(v) || v.length !== 2) return refuse(name, v, "give [from, to]");
    const [from, to] = v.map((day) => toDay(day as string));
    if (from === null || to === null) return refuse(name, v, "give both ends");
    return from < to ? [from, to] : refuse(name, v, "the end has to come after the start");
  };
  const periods: [Period, Period] = [period("compare.a", a), period("compare.b", b)];
  if (typeof split !== "number" || !(split >= 0 && split <= 1)) return refuse("compare.split", split, "give a number from 0 to 1");
  return { periods, split };
}
