// When zones are in force, as bands over the time bar: zones alike in kind and dates are one band, bands that meet lie in lanes.
import { NULL } from "../wire/frame.ts";
import type { Zone } from "../wire/tables.ts";
import type { Period } from "./filter.ts";

export interface Band {
  zones: Zone[];
  /** As far as the time axis goes. */
  from: number;
  to: number;
  /** Whether it begins before the axis, or has no beginning; the same for its end. */
  openStart: boolean;
  openEnd: boolean;
  lane: number;
}

/** Bands that are shown as such: more would be neither told apart nor reached. */
const MOST_BANDS = 120;

/** The bands within a span, by their start; zones without any date have none, and those out of the span neither. */
export function bandsOf(zones: readonly Zone[], span: Period, lanes: number): { bands: Band[]; left: number } {
  const alike = new Map<string, Band>();
  for (const zone of zones) {
    const { from, to } = zone;
    if (from === NULL && to === NULL) continue;
    const band: Band = {
      zones: [zone],
      from: Math.max(span[0], from === NULL ? span[0] : from),
      to: Math.min(span[1], to === NULL ? span[1] : to),
      openStart: from === NULL || from < span[0],
      openEnd: to === NULL || to > span[1],
      lane: 0,
    };
    if (band.from >= band.to) continue;
    const key = `${from} ${to} ${zone.kind}`;
    const same = alike.get(key);
    if (same) same.zones.push(zone);
    else alike.set(key, band);
  }
  const all = [...alike.values()].sort((a, b) => a.from - b.from || b.to - a.to);
  const bands = all.slice(0, MOST_BANDS);
  const ends: number[] = [];
  for (const band of bands) {
    const free = ends.findIndex((end) => end <= band.from);
    const lane = free >= 0 ? free : ends.length;
    ends[lane] = Math.max(ends[lane] ?? -Infinity, band.to);
    // More at one time than there are lanes lie over each other in the last.
    band.lane = Math.min(lanes - 1, lane);
  }
  return { bands, left: all.slice(MOST_BANDS).reduce((n, band) => n + band.zones.length, 0) };
}
