// A filter as an embedder, a link or a control gives it, checked before anything changes.
import type { Category } from "../wire/frame.ts";
import type { Events } from "../wire/tables.ts";
import { refuse } from "./refuse.ts";

/** The facets of category columns, but for zones. */
export function facetNames({ categories }: Events): string[] {
  return [...Object.keys(categories), "actor"];
}

/** The columns that a facet looks into. */
export function facetColumns({ categories }: Events, name: string): Category[] {
  return name === "actor" ? [categories.actor1, categories.actor2] : [categories[name as keyof typeof categories]];
}

type Bounds = readonly [least: number | null, most: number | null];

/** Facet -> values that pass, `zone` -> ids; bounds of deaths, both within; words to be found. */
export interface FacetFilter {
  fatalities?: Bounds | null;
  text?: string | null;
  [facet: string]: readonly string[] | string | Bounds | null | undefined;
}

/** A filter that was read. */
export interface Wanted {
  facets: ReadonlyMap<string, readonly string[]>;
  fatalities: Bounds | null;
  /** Without space around it; "" asks for nothing. */
  text: string;
}

export const NO_FILTER: Wanted = { facets: new Map(), fatalities: null, text: "" };

/** Longest text to be searched for. */
export const LONGEST = 200;

/** Reads a filter; null or absent parts are left out. `zones` are the ids there are, null where they are not looked at. */
export function readFilter(filter: unknown, events: Events, zones: readonly string[] | null = null): Wanted {
  if (filter === null || typeof filter !== "object") return refuse("the filter", filter, 'give {event_type: ["…"]}');
  const facets = new Map<string, readonly string[]>();
  const names = facetNames(events);
  let fatalities: Bounds | null = null;
  let text = "";
  for (const [name, value] of Object.entries(filter as Record<string, unknown>)) {
    const isFacet = name === "zone" || names.includes(name);
    if (!isFacet && name !== "fatalities" && name !== "text") {
      refuse("a facet", name, `choose from ${names.join(", ")}, zone, fatalities, text`);
    }
    if (value === null || value === undefined) continue;
    if (name === "text") text = readText(value);
    else if (name === "fatalities") fatalities = readBounds(value);
    else facets.set(name, readValues(name, value, zones));
  }
  return { facets, fatalities, text };
}

function readText(value: unknown): string {
  if (typeof value !== "string") return refuse("text", value, "give the words to be found");
  if (value.length > LONGEST) return refuse("text", value, `give at most ${LONGEST} characters`);
  return value.trim();
}

function readBounds(value: unknown): Bounds | null {
  const remedy = "give [least, most], whole numbers from 0 on, null where there is no bound";
  if (!Array.isArray(value) || value.length !== 2) return refuse("fatalities", value, remedy);
  const [least, most] = value as unknown[];
  const fits = (n: unknown): n is number | null => n === null || (Number.isSafeInteger(n) && (n as number) >= 0);
  if (!fits(least) || !fits(most)) return refuse("fatalities", value, remedy);
  if (least !== null && most !== null && least > most) return refuse("fatalities", value, "the least is above the most");
  return least === null && most === null ? null : [least, most];
}

function readValues(name: string, value: unknown, zones: readonly string[] | null): readonly string[] {
  const values = typeof value === "string" ? [value] : value;
  if (!Array.isArray(values) || !values.every((v) => typeof v === "string")) {
    return refuse(`facet "${name}"`, value, "give a list of texts");
  }
  const unknown = name === "zone" && zones !== null ? (values as string[]).find((id) => id !== "" && !zones.includes(id)) : undefined;
  if (unknown !== undefined && zones !== null) {
    const some = zones.slice(0, 8).join(", ") + (zones.length > 8 ? ", …" : "");
    return refuse('facet "zone"', unknown, zones.length === 0 ? "this map has no zones" : `choose from ${some}`);
  }
  return [...new Set(values as string[])];
}
