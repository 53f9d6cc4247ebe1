// Facets with counts: how many events each value would show, given all other filters.
import type { Events } from "../wire/tables.ts";
import { facetColumns, type Filter } from "./filter.ts";
import type { InZones } from "./in_zones.ts";

/** A value of a facet ("" where it is not stated) and how many events have it. */
export interface Counted {
  value: string;
  count: number;
}

export interface Tally {
  values: readonly string[];
  /** Events by place in `values` + 1, at 0 those without a value. */
  counts: Int32Array;
  /** Whether there are events without a value, counted or not. */
  missing: boolean;
}

/** What of a facet is listed. */
export interface Wish {
  most: number;
  /** Values that are listed in any case. */
  keep: ReadonlySet<string>;
  /** Whether values that no event would have are listed. */
  zeros: boolean;
  /** Values to be listed; all where it is left out. */
  match?: ((value: string) => boolean) | undefined;
}

/** The most frequent values first, "" last; and how many more match. */
export function leading({ values, counts, missing }: Tally, { most, keep, zeros, match }: Wish): { rows: Counted[]; more: number } {
  const fits: number[] = [];
  values.forEach((value, i) => {
    if ((zeros || counts[i + 1] > 0) && (match === undefined || match(value))) fits.push(i);
  });
  // Of very many values only those are sorted that can be among the first.
  const sorted = Int32Array.from(fits, (i) => counts[i + 1]).sort();
  const least = fits.length > most ? sorted[fits.length - most] : -1;
  const above = fits.filter((i) => counts[i + 1] > least);
  const equal = fits.filter((i) => counts[i + 1] === least).slice(0, Math.max(0, most - above.length));
  const first = [...above, ...equal].sort((a, b) => counts[b + 1] - counts[a + 1] || (values[a] < values[b] ? -1 : 1));
  const rows = first.map((i) => ({ value: values[i], count: counts[i + 1] }));
  const more = fits.length - rows.length;
  const listed = new Set(rows.map((row) => row.value));
  const kept = [...keep].filter((value) => value !== "" && !listed.has(value));
  const at = new Map(kept.length > 0 ? values.map((value, i) => [value, i + 1]) : []);
  for (const value of kept) rows.push({ value, count: counts[at.get(value) ?? -1] ?? 0 });
  if ((missing && match === undefined && (zeros || counts[0] > 0)) || keep.has("")) rows.push({ value: "", count: counts[0] });
  return { rows, more };
}

/** The columns of a facet as codes of one list of values. */
interface Joint {
  values: string[];
  /** Of each column: code + 1 -> place in `values` + 1; 0 for null. */
  places: Int32Array[];
}

export class Facets {
  readonly #events: Events;
  readonly #filter: Filter;
  readonly #inZones: InZones;
  readonly #joints = new Map<string, Joint>();

  constructor(events: Events, filter: Filter, inZones: InZones) {
    this.#events = events;
    this.#filter = filter;
    this.#inZones = inZones;
  }

  /** Whether a facet tells events apart. */
  divides(name: string): boolean {
    if (name === "zone") return this.#inZones.keys.length > 0 && this.#events.count > 0;
    const columns = facetColumns(this.#events, name);
    const most = Math.max(...columns.map(({ values }) => values.length));
    return most > 1 || (most === 1 && (columns.length > 1 || columns[0].codes.includes(-1)));
  }

  tally(name: string): Tally {
    const { failed } = this.#filter;
    const others = ~this.#filter.bit(name);
    if (name === "zone") return this.#zones(others);
    const [a, b] = facetColumns(this.#events, name).map(({ codes }) => codes);
    const { values, places } = this.#joint(name);
    const [first, second] = places;
    const counts = new Int32Array(values.length + 1);
    let missing = false;
    for (let i = 0; i < failed.length; i++) {
      const one = first[a[i] + 1];
      const two = b === undefined ? 0 : second[b[i] + 1];
      missing ||= one === 0 && two === 0;
      if ((failed[i] & others) !== 0) continue;
      // An event counts once for an actor, also where it is on both sides.
      if (one !== 0 || two === 0) counts[one]++;
      if (two !== 0 && two !== one) counts[two]++;
    }
    return { values, counts, missing };
  }

  #zones(others: number): Tally {
    const { failed } = this.#filter;
    const { first, zones } = this.#inZones.byEvent;
    const { keys } = this.#inZones;
    const values = [...new Set(keys)];
    const place = new Map(values.map((key, i) => [key, i + 1]));
    const of = Int32Array.from(keys, (key) => place.get(key) ?? 0);
    const counts = new Int32Array(values.length + 1);
    // The last event counted for a key: zones that share one count an event once.
    const last = new Int32Array(values.length + 1).fill(-1);
    let missing = false;
    for (let i = 0; i < failed.length; i++) {
      const outside = first[i] === first[i + 1];
      missing ||= outside;
      if ((failed[i] & others) !== 0) continue;
      if (outside) counts[0]++;
      for (let k = first[i]; k < first[i + 1]; k++) {
        const at = of[zones[k]];
        if (last[at] !== i) counts[at]++;
        last[at] = i;
      }
    }
    return { values, counts, missing };
  }

  #joint(name: string): Joint {
    let joint = this.#joints.get(name);
    if (joint === undefined) {
      const known = new Map<string, number>();
      const place = (value: string): number => known.get(value) ?? (known.set(value, known.size + 1), known.size);
      const places = facetColumns(this.#events, name).map(({ values }) => Int32Array.from([0, ...values.map(place)]));
      this.#joints.set(name, (joint = { values: [...known.keys()], places }));
    }
    return joint;
  }
}
