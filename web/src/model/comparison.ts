// Two periods side by side: which ones to begin with, and how many events and deaths each holds.
import { NULL } from "../wire/frame.ts";
import type { Period } from "./filter.ts";
import type { Dated } from "./tally.ts";

export interface Sum {
  events: number;
  fatalities: number;
}

/** The chosen period and as long a one before it, or after it where there is no room; else the two halves of all time. */
export function firstPeriods(chosen: Period | null, span: Period): [Period, Period] {
  if (chosen !== null) {
    const long = chosen[1] - chosen[0];
    if (chosen[0] - long >= span[0]) return [[chosen[0] - long, chosen[0]], chosen];
    if (chosen[1] + long <= span[1]) return [chosen, [chosen[1], chosen[1] + long]];
  }
  const middle = Math.floor((span[0] + span[1]) / 2);
  return [[span[0], Math.max(span[0] + 1, middle)], [Math.max(span[0] + 1, middle), Math.max(span[0] + 2, span[1])]];
}

/** Marks in `into` the events that pass the filters and may have happened in `period`; those without a date have not. */
export function within(events: Dated, passes: Uint8Array, period: Period, into: Uint8Array): void {
  const { from, to } = events;
  const [first, end] = period;
  for (let i = 0; i < into.length; i++) {
    into[i] = passes[i] && from[i] !== NULL && from[i] < end && (to[i] === NULL || to[i] > first) ? 1 : 0;
  }
}

export function sumOf(mask: Uint8Array, best: Int32Array): Sum {
  let [events, fatalities] = [0, 0];
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    events++;
    if (best[i] !== NULL) fatalities += best[i];
  }
  return { events, fatalities };
}

/** Events that both sides hold: their date is too uncertain to tell, or the periods overlap. */
export function inBoth(a: Uint8Array, b: Uint8Array): number {
  let both = 0;
  for (let i = 0; i < a.length; i++) both += a[i] & b[i];
  return both;
}
