// How a period moves through time: over bins, as a window that keeps its length in bins or one that grows from its start.
import type { Period } from "./filter.ts";
import { refuse } from "./refuse.ts";
import { WIDTHS, type Width } from "./time.ts";

export const MODES = ["window", "cumulative"] as const;
export const SPEEDS = [1, 2, 4] as const;
export type Mode = (typeof MODES)[number];

export interface PlaySettings {
  mode: Mode;
  speed: (typeof SPEEDS)[number];
  /** Width of the histogram's bins, which are also the steps. */
  bins: "auto" | Width;
}

export const DEFAULT_PLAY: PlaySettings = { mode: "window", speed: 1, bins: "auto" };

/** Settings as an embedder gives them, the missing ones from `now`; throws a RangeError that names the wrong one. */
export function readPlay(value: unknown, now: PlaySettings): PlaySettings {
  if (value === null || typeof value !== "object") return refuse("play", value, "give {mode, speed, bins}");
  const given: Record<string, unknown> = { ...now, ...value };
  const allowed: Record<string, readonly unknown[]> = { mode: MODES, speed: SPEEDS, bins: ["auto", ...WIDTHS] };
  for (const [name, v] of Object.entries(given)) {
    if (!Object.hasOwn(allowed, name)) refuse("a field of play", name, `choose from ${Object.keys(allowed).join(", ")}`);
    if (!allowed[name].includes(v)) refuse(`play.${name}`, v, `choose from ${allowed[name].join(", ")}`);
  }
  return given as unknown as PlaySettings;
}

/** Where in the row of bins a day lies: 2.5 is the middle of the third; ends are kept. */
export function positionOf(edges: readonly number[], day: number): number {
  const last = edges.length - 1;
  if (day <= edges[0]) return 0;
  if (day >= edges[last]) return last;
  let [low, high] = [0, last];
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if (edges[mid] <= day) low = mid;
    else high = mid;
  }
  return low + (day - edges[low]) / (edges[low + 1] - edges[low]);
}

/** The day at a position, rounded to a whole one. */
export function dayAt(edges: readonly number[], position: number): number {
  const last = edges.length - 1;
  const at = Math.max(0, Math.min(last, position));
  const bin = Math.min(last - 1, Math.floor(at));
  return Math.round(edges[bin] + (at - bin) * (edges[bin + 1] - edges[bin]));
}

/** Days are whole, positions are not: so near an edge is on it. */
const NEAR = 1e-6;

function between(edges: readonly number[], from: number, to: number): Period {
  const first = dayAt(edges, from);
  return [first, Math.max(first + 1, dayAt(edges, to))];
}

const positions = (edges: readonly number[], period: Period): [number, number] => [positionOf(edges, period[0]), positionOf(edges, period[1])];

/** The period `by` bins later, as far as time goes; `ended` when it can go no further. */
export function moved(edges: readonly number[], period: Period, by: number, mode: Mode): { period: Period; ended: boolean } {
  const last = edges.length - 1;
  const [from, to] = positions(edges, period);
  const ended = to + by >= last - NEAR;
  if (mode === "cumulative") return { period: between(edges, from, Math.min(last, Math.max(from, to + by))), ended };
  const shift = Math.max(-from, Math.min(last - to, by));
  return { period: between(edges, from + shift, to + shift), ended };
}

/** The period one bin on (`by` 1) or back (-1), on the bins' edges; all time begins at its first or last bin. */
export function stepped(edges: readonly number[], period: Period | null, by: 1 | -1, mode: Mode): Period {
  const last = edges.length - 1;
  if (period === null) {
    if (mode === "cumulative" && by < 0) return between(edges, 0, Math.max(1, last - 1));
    return by > 0 ? between(edges, 0, 1) : between(edges, last - 1, last);
  }
  const [from, to] = positions(edges, period);
  const onward = (at: number): number => (by > 0 ? Math.floor(at + NEAR) + 1 : Math.ceil(at - NEAR) - 1);
  if (mode === "cumulative") return between(edges, from, Math.max(Math.min(from + 1, last), Math.min(last, onward(to))));
  return moved(edges, period, onward(from) - from, mode).period;
}

/** The first (`end` false) or last place of a period in time. */
export function atEnd(edges: readonly number[], period: Period | null, end: boolean, mode: Mode): Period {
  const last = edges.length - 1;
  const [from, to] = period ? positions(edges, period) : [0, 1];
  if (mode === "cumulative") return end ? between(edges, from, last) : between(edges, from, Math.min(last, from + 1));
  const wide = Math.min(last, to - from);
  return end ? between(edges, last - wide, last) : between(edges, 0, wide);
}

/** Where playing begins: where the period is, or at the start when it is all time or has come to the end. */
export function begin(edges: readonly number[], period: Period | null, mode: Mode): Period {
  const last = edges.length - 1;
  if (period === null) return between(edges, 0, 1);
  const [from, to] = positions(edges, period);
  if (to < last - NEAR) return period;
  if (mode === "cumulative") return from + 1 < last ? between(edges, from, from + 1) : between(edges, 0, 1);
  return from < NEAR ? between(edges, 0, 1) : atEnd(edges, period, false, mode);
}
