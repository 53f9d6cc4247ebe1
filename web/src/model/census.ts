// Events of each place that pass: how many, how many died, in which inks. Kept while the map is only moved.
import { NULL } from "../wire/frame.ts";
import type { Places } from "./places.ts";

export interface Census {
  /** Events of each place. */
  n: Int32Array;
  /** Deaths at each place, as far as they are known. */
  deaths: Int32Array;
  /** Number of inks. */
  slots: number;
  /** Events of place p in ink i, at `p * slots + i`. */
  inks: Int32Array;
  /** Ink of each place's last event: where there is one only, the place's. */
  last: Uint8Array;
}

/** Counts what `mask` lets pass; `into` is a former count whose room is used again. */
export function takeCensus(
  places: Places, mask: Uint8Array, ink: Uint8Array, best: Int32Array, slots: number, into?: Census,
): Census {
  const { count, of } = places;
  const fits = into !== undefined && into.slots === slots && into.n.length === count;
  const made: Census = fits
    ? into
    : {
        n: new Int32Array(count), deaths: new Int32Array(count), slots,
        inks: new Int32Array(count * slots), last: new Uint8Array(count),
      };
  const { n, deaths, inks, last } = made;
  if (fits) for (const column of [n, deaths, inks]) column.fill(0);
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue;
    const p = of[i];
    if (p < 0) continue;
    n[p]++;
    inks[p * slots + ink[i]]++;
    last[p] = ink[i];
    if (best[i] !== NULL) deaths[p] += best[i];
  }
  return made;
}

/** Counts by place of several masks, each counted anew only when its key is another. */
export class Censuses {
  readonly #kept = new WeakMap<Uint8Array, { key: string; made: Census }>();

  of(mask: Uint8Array, key: string, count: (into?: Census) => Census): Census {
    const known = this.#kept.get(mask);
    if (known?.key === key) return known.made;
    const made = count(known?.made);
    this.#kept.set(mask, { key, made });
    return made;
  }
}
