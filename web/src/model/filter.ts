// What is shown: a period, facets, undated events or not; and the mask of events that pass.
import { type Category, NULL } from "../wire/frame.ts";
import type { CategoryName, Events } from "../wire/tables.ts";
import { meets } from "./time.ts";

/** Facets an embedder can filter by, and the columns each looks into. */
export const FACETS: Readonly<Record<string, readonly CategoryName[]>> = {
  event_type: ["event_type"],
  sub_event_type: ["sub_event_type"],
  actor: ["actor1", "actor2"],
  source: ["source"],
  precision: ["precision"],
  date_precision: ["date_precision"],
  status: ["status"],
  place: ["place"],
};

export type FacetFilter = Partial<Record<string, readonly string[] | string | null>>;

export type Period = readonly [from: number, to: number];

export class Filter {
  period: [number, number] | null = null;
  /** Two periods that are compared: while they are, events of either pass instead of those of `period`. */
  compared: readonly [Period, Period] | null = null;
  undated = true;
  /** Facet -> the values that pass; a facet that is absent lets all pass. */
  facets = new Map<string, readonly string[]>();
  /** 1 where an event passes everything. */
  readonly mask: Uint8Array;
  /** 1 where an event passes the facets, whatever its date: what the histogram counts. */
  readonly faceted: Uint8Array;
  /** Grows with every change; caches are keyed by it. */
  revision = 0;
  /** Grows with every change of the facets. */
  facetRevision = 0;
  private readonly events: Events;

  constructor(events: Events) {
    this.events = events;
    this.mask = new Uint8Array(events.count).fill(1);
    this.faceted = new Uint8Array(events.count).fill(1);
  }

  setPeriod(period: [number, number] | null): void {
    if (period && period[0] >= period[1]) {
      throw new RangeError(`the period ends (${period[1]}) before or when it begins (${period[0]})`);
    }
    this.period = period;
    this.applyTime();
  }

  setCompared(periods: readonly [Period, Period] | null): void {
    this.compared = periods;
    this.applyTime();
  }

  /** Marks in `into` the events that pass the facets and may have happened in `period`; those without a date do not. */
  within(period: Period, into: Uint8Array): void {
    const { from, to } = this.events;
    const [first, end] = period;
    for (let i = 0; i < into.length; i++) {
      into[i] = this.faceted[i] && from[i] !== NULL && from[i] < end && (to[i] === NULL || to[i] > first) ? 1 : 0;
    }
  }

  setUndated(shown: boolean): void {
    this.undated = shown;
    this.applyTime();
  }

  /** Replaces all facets; a null or absent value lets all pass. */
  setFacets(filter: FacetFilter): void {
    const facets = readFacets(filter);
    this.facets = facets;
    this.facetRevision++;
    this.faceted.fill(1);
    for (const [name, values] of facets) {
      const columns = FACETS[name].map((c) => this.events.categories[c]);
      const allowed = columns.map((c) => allow(c, values));
      for (let i = 0; i < this.faceted.length; i++) {
        if (this.faceted[i] && !columns.some((c, k) => allowed[k][c.codes[i] + 1])) this.faceted[i] = 0;
      }
    }
    this.applyTime();
  }

  private applyTime(): void {
    const { from, to } = this.events;
    const { mask, faceted, period, undated, compared } = this;
    this.revision++;
    if (compared) {
      const second = new Uint8Array(mask.length);
      this.within(compared[0], mask);
      this.within(compared[1], second);
      for (let i = 0; i < mask.length; i++) mask[i] |= second[i];
      return;
    }
    for (let i = 0; i < mask.length; i++) {
      if (!faceted[i]) mask[i] = 0;
      else if (from[i] === NULL && to[i] === NULL) mask[i] = undated ? 1 : 0;
      else mask[i] = meets(from[i], to[i], period) ? 1 : 0;
    }
  }
}

/** The facets of a filter as an embedder gives it; null or absent ones are left out. */
export function readFacets(filter: unknown): Map<string, readonly string[]> {
  if (filter === null || typeof filter !== "object") throw new RangeError(`not a filter: ${String(filter)}; write {event_type: ["…"]}`);
  const facets = new Map<string, readonly string[]>();
  for (const [name, value] of Object.entries(filter as Record<string, unknown>)) {
    if (!Object.hasOwn(FACETS, name)) {
      throw new RangeError(`no facet "${name}"; choose from ${Object.keys(FACETS).join(", ")}`);
    }
    if (value === null || value === undefined) continue;
    const values = typeof value === "string" ? [value] : value;
    if (!Array.isArray(values) || !values.every((v) => typeof v === "string")) {
      throw new RangeError(`facet "${name}" is ${JSON.stringify(value)}; give a list of texts`);
    }
    facets.set(name, [...(values as string[])]);
  }
  return facets;
}

/** allowed[code + 1]; "" stands for a missing value. */
function allow(column: Category, values: readonly string[]): Uint8Array {
  const wanted = new Set(values);
  const allowed = new Uint8Array(column.values.length + 1);
  allowed[0] = wanted.has("") ? 1 : 0;
  column.values.forEach((v, i) => (allowed[i + 1] = wanted.has(v) ? 1 : 0));
  return allowed;
}
