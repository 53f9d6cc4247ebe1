// Events counted per bin of time and colour. An event that may have happened on any of several days is spread evenly
// over them, so that a month's uncertainty does not become a peak on its first day.
import { NULL } from "../wire/frame.ts";
import { binOf } from "./time.ts";

export interface Dated {
  readonly count: number;
  /** The event fills [from, to); NULL where it is undated. */
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface Tally {
  /** Events of bin b and slot s at `b * slots + s`: fractions where days are uncertain. */
  counts: Float64Array;
  /** Events in all of a bin. */
  sums: Float64Array;
  /** The largest sum. */
  most: number;
  /** Events that are spread over more than one day. */
  spread: number;
}

/** Days whose bin is looked up, not searched for: a table of a few hundred kilobytes at most. */
const LOOKED_UP = 100_000;

export function tally(edges: readonly number[], events: Dated, passes: Uint8Array, slot: Uint8Array, slots: number): Tally {
  const n = edges.length - 1;
  const [first, end] = [edges[0], edges[n]];
  const counts = new Float64Array(n * slots);
  // For spread events: by how much the weight of each of a bin's days rises over the bin before.
  const rise = new Float64Array((n + 1) * slots);
  let table: Int32Array | null = null;
  if (end - first <= LOOKED_UP) {
    table = new Int32Array(end - first);
    for (let b = 0; b < n; b++) table.fill(b, edges[b] - first, edges[b + 1] - first);
  }
  const at = (day: number): number => (table ? table[day - first] : binOf(edges, day));
  let spread = 0;
  const { from, to } = events;
  for (let i = 0; i < events.count; i++) {
    if (!passes[i] || from[i] === NULL) continue;
    const days = to[i] - from[i];
    const s = slot[i];
    if (days <= 1) {
      if (from[i] >= first && from[i] < end) counts[at(from[i]) * slots + s]++;
      continue;
    }
    spread++;
    const start = Math.max(first, from[i]);
    const stop = Math.min(end, to[i]);
    if (start >= stop) continue;
    const weight = 1 / days;
    const [b0, b1] = [at(start), at(stop - 1)];
    if (b0 === b1) counts[b0 * slots + s] += (stop - start) * weight;
    else {
      counts[b0 * slots + s] += (edges[b0 + 1] - start) * weight;
      counts[b1 * slots + s] += (stop - edges[b1]) * weight;
      rise[(b0 + 1) * slots + s] += weight;
      rise[b1 * slots + s] -= weight;
    }
  }
  const sums = new Float64Array(n);
  let most = 0;
  if (spread > 0) {
    for (let s = 0; s < slots; s++) {
      let daily = 0;
      for (let b = 0; b < n; b++) {
        daily += rise[b * slots + s];
        // Sums of fractions leave a rest of some 1e-12 that is no event.
        if (daily > 1e-9) counts[b * slots + s] += daily * (edges[b + 1] - edges[b]);
      }
    }
  }
  for (let b = 0; b < n; b++) {
    for (let s = 0; s < slots; s++) sums[b] += counts[b * slots + s];
    most = Math.max(most, sums[b]);
  }
  return { counts, sums, most, spread };
}
