// What is shown: a period, facets, deaths, words; one bit per filter and event that fails it, so each can be counted without itself.
import { type Category, NULL } from "../wire/frame.ts";
import type { Events } from "../wire/tables.ts";
import { facetColumns, type FacetFilter, facetNames, NO_FILTER, readFilter, type Wanted } from "./filter_input.ts";
import type { InZones } from "./in_zones.ts";
import { meets } from "./time.ts";

export { facetColumns, type FacetFilter, readFilter as readFacets } from "./filter_input.ts";

export type Period = readonly [from: number, to: number];

/** Filters that are no facets of columns; they have the first bits. */
const OTHERS = ["time", "zone", "fatalities", "text"];
const TIME = 1;

export class Filter {
  period: [number, number] | null = null;
  /** Two periods that are compared: while they are, events of either pass instead of those of `period`. */
  compared: readonly [Period, Period] | null = null;
  undated = true;
  /** Events without a date that pass all filters but the period. */
  undatedCount = 0;
  /** The filters that are on, period apart. */
  wanted: Wanted = NO_FILTER;
  /** The text whose events have been found; another one is still looked for. */
  found = "";
  /** Bits of the filters that each event fails. */
  readonly failed: Uint32Array;
  /** 1 where an event passes everything. */
  readonly mask: Uint8Array;
  /** 1 where an event passes everything but the period: what the histogram counts. */
  readonly faceted: Uint8Array;
  /** Grows with every change; caches are keyed by it. */
  revision = 0;
  /** Grows with every change of what is not the period. */
  facetRevision = 0;
  readonly #events: Events;
  readonly #inZones: InZones | null;
  readonly #names: readonly string[];

  constructor(events: Events, inZones: InZones | null = null) {
    this.#events = events;
    this.#inZones = inZones;
    this.#names = [...OTHERS, ...facetNames(events)];
    this.failed = new Uint32Array(events.count);
    this.mask = new Uint8Array(events.count);
    this.faceted = new Uint8Array(events.count);
    this.#changed();
  }

  /** The bit that an event has in `failed` when it fails the filter of this name. */
  bit(name: string): number {
    return 2 ** this.#names.indexOf(name);
  }

  /** Facet -> the values that pass; a facet that is absent lets all pass. */
  get facets(): ReadonlyMap<string, readonly string[]> {
    return this.wanted.facets;
  }

  /** Whether the words asked for are still looked for. */
  get searching(): boolean {
    return this.wanted.text !== this.found;
  }

  /** How many filters are on, period apart. */
  get size(): number {
    const { facets, fatalities, text } = this.wanted;
    return facets.size + (fatalities === null ? 0 : 1) + (text === "" ? 0 : 1);
  }

  setPeriod(period: [number, number] | null): void {
    if (period && period[0] >= period[1]) {
      throw new RangeError(`the period ends (${period[1]}) before or when it begins (${period[0]})`);
    }
    this.period = period;
    this.#applyTime();
  }

  setCompared(periods: readonly [Period, Period] | null): void {
    this.compared = periods;
    this.#applyTime();
  }

  /** Marks in `into` the events that pass the facets and may have happened in `period`; those without a date do not. */
  within(period: Period, into: Uint8Array): void {
    const { from, to } = this.#events;
    const [first, end] = period;
    for (let i = 0; i < into.length; i++) {
      into[i] = this.faceted[i] && from[i] !== NULL && from[i] < end && (to[i] === NULL || to[i] > first) ? 1 : 0;
    }
  }

  setUndated(shown: boolean): void {
    this.undated = shown;
    this.#applyTime();
  }

  /** Says that what is drawn has changed though the same events pass. */
  touch(): void {
    this.revision++;
  }

  /** A filter as `setFacets` would take it; throws a RangeError that names what is wrong. */
  read(filter: unknown): Wanted {
    return readFilter(filter, this.#events, this.#inZones?.keys ?? []);
  }

  /** Replaces all filters but the period; a null or absent value lets all pass. */
  setFacets(filter: FacetFilter): void {
    const next = this.read(filter);
    const before = this.wanted;
    this.wanted = next;
    const names = [...new Set([...before.facets.keys(), ...next.facets.keys()])];
    const changed = names.filter((name) => !same(before.facets.get(name), next.facets.get(name)));
    for (const name of changed) this.#applyFacet(name, next.facets.get(name));
    const deaths = !same(before.fatalities ?? undefined, next.fatalities ?? undefined);
    if (deaths) this.#applyDeaths(next.fatalities);
    // Other words show nothing else before they have been looked for.
    if (next.text === "" && this.found !== "") this.setFound("", null);
    else if (deaths || changed.length > 0) this.#changed();
  }

  /** Takes the events (1 each) in which a text was found; null: the text asks for nothing. */
  setFound(text: string, hits: Uint8Array | null): void {
    this.found = text;
    this.#apply(this.bit("text"), hits === null ? null : (i) => hits[i] === 1);
    this.#changed();
  }

  /** All filters but the period, as `setFacets` takes them. */
  state(): FacetFilter {
    const { facets, fatalities, text } = this.wanted;
    const state: FacetFilter = Object.fromEntries(Array.from(facets, ([name, values]) => [name, [...values]]));
    if (fatalities !== null) state.fatalities = [...fatalities];
    if (text !== "") state.text = text;
    return state;
  }

  /** The filter that is on, but for one facet; null lets all of it pass. */
  with(name: string, values: readonly string[] | null): FacetFilter {
    return { ...this.state(), [name]: values };
  }

  #applyFacet(name: string, values: readonly string[] | undefined): void {
    const bit = this.bit(name);
    if (values === undefined) return this.#apply(bit, null);
    if (name === "zone") return this.#apply(bit, this.#inZones?.test(values) ?? (() => false));
    const columns = facetColumns(this.#events, name);
    const [{ codes: a }, second] = columns;
    const [allowedA, allowedB] = columns.map((column) => allow(column, values));
    if (second === undefined) return this.#apply(bit, (i) => allowedA[a[i] + 1] === 1);
    // Of a pair, a missing value means that neither side is stated.
    const b = second.codes;
    const neither = values.includes("");
    allowedA[0] = allowedB[0] = 0;
    this.#apply(bit, (i) => allowedA[a[i] + 1] === 1 || allowedB[b[i] + 1] === 1 || (neither && a[i] < 0 && b[i] < 0));
  }

  /** Deaths that are surely within bounds; events that state none pass only where there is no lower bound. */
  #applyDeaths(bounds: Wanted["fatalities"]): void {
    const bit = this.bit("fatalities");
    if (bounds === null) return this.#apply(bit, null);
    const [least, most] = [bounds[0] ?? -Infinity, bounds[1] ?? Infinity];
    const { best, low, high } = this.#events;
    this.#apply(bit, (i) => {
      if (best[i] !== NULL) return best[i] >= least && best[i] <= most;
      if (low[i] === NULL && least > -Infinity) return false;
      const top = high[i] !== NULL ? high[i] : low[i];
      return (low[i] === NULL || low[i] >= least) && (top === NULL || top <= most);
    });
  }

  #applyTime(): void {
    const { from, to } = this.#events;
    const { period, undated, compared } = this;
    const meet = (i: number, chosen: Period): boolean => from[i] < chosen[1] && (to[i] === NULL || to[i] > chosen[0]);
    if (compared !== null) this.#apply(TIME, (i) => from[i] !== NULL && (meet(i, compared[0]) || meet(i, compared[1])));
    else if (period === null) this.#apply(TIME, undated ? null : (i) => from[i] !== NULL || to[i] !== NULL);
    else this.#apply(TIME, (i) => (from[i] === NULL && to[i] === NULL ? undated : meets(from[i], to[i], period)));
    this.#changed(false);
  }

  /** Sets a filter's bit where an event does not pass it; null lets all pass. */
  #apply(bit: number, passes: ((row: number) => boolean) | null): void {
    const { failed } = this;
    if (passes === null) for (let i = 0; i < failed.length; i++) failed[i] &= ~bit;
    else for (let i = 0; i < failed.length; i++) failed[i] = passes(i) ? failed[i] & ~bit : failed[i] | bit;
  }

  #changed(facets = true): void {
    this.revision++;
    const { failed, mask, faceted } = this;
    const { from } = this.#events;
    for (let i = 0; i < failed.length; i++) mask[i] = failed[i] === 0 ? 1 : 0;
    if (!facets) return;
    this.facetRevision++;
    this.undatedCount = 0;
    for (let i = 0; i < failed.length; i++) {
      faceted[i] = (failed[i] & ~TIME) === 0 ? 1 : 0;
      if (from[i] === NULL) this.undatedCount += faceted[i];
    }
  }
}

function same(a: readonly unknown[] | undefined, b: readonly unknown[] | undefined): boolean {
  return a === b || (a !== undefined && b !== undefined && a.length === b.length && a.every((v, i) => v === b[i]));
}

/** allowed[code + 1]; "" stands for a missing value. */
function allow(column: Category, values: readonly string[]): Uint8Array {
  const wanted = new Set(values);
  const allowed = new Uint8Array(column.values.length + 1);
  allowed[0] = wanted.has("") ? 1 : 0;
  column.values.forEach((v, i) => (allowed[i + 1] = wanted.has(v) ? 1 : 0));
  return allowed;
}
