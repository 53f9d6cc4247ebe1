// What an embedder hands in as state, checked before anything changes: a wrong one leaves the map as it was.
import { readCompare } from "./comparing.ts";
import type { Sort, State } from "./handle.ts";
import { categoryNames, isColorColumn } from "./model/coloring.ts";
import { readFacets } from "./model/filter.ts";
import { DEFAULT_PLAY, readPlay } from "./model/player.ts";
import { refuse } from "./model/refuse.ts";
import { checkOrientation } from "./orient/orientation.ts";
import type { CategoryName, Events } from "./wire/tables.ts";

const isNumber = (value: unknown, least: number, most: number): boolean =>
  typeof value === "number" && value >= least && value <= most;

/** Throws a RangeError that names the first field at fault, and `row` for an event that is not there. */
export function checkState(state: unknown, events: Events, row: (event: unknown) => void, sortable: readonly string[]): void {
  if (state === null || typeof state !== "object") return refuse("the state", state, "give what getState() returned");
  const { time, undated, filter, center, zoom, selected, color, table, sort, compare, play, coordinates, measure, ...rest } = state as Partial<
    Record<keyof State, unknown>
  >;
  for (const odd of Object.keys(rest)) refuse("a field of the state", odd, "give what getState() returned");
  if (filter !== undefined) readFacets(filter, events);
  if (undated !== undefined) checkFlag("undated", undated);
  if (center !== undefined) {
    const fits = Array.isArray(center) && center.length === 2 && isNumber(center[0], -1e5, 1e5) && isNumber(center[1], -90, 90);
    if (!fits) refuse("center", center, "give [longitude, latitude] in degrees");
  }
  if (zoom !== undefined && !isNumber(zoom, 0, 30)) refuse("zoom", zoom, "give a number from 0 to 30");
  if (time !== undefined && time !== null && !(Array.isArray(time) && time.length === 2)) refuse("time", time, "give [from, to], or null for all time");
  if (selected !== undefined && selected !== null) row(selected);
  checkOrientation({ coordinates, measure });
  if (color !== undefined) checkColor(color, events);
  if (table !== undefined) checkFlag("table", table);
  if (sort !== undefined) {
    const { column, descending } = (sort ?? {}) as Partial<Record<keyof Sort, unknown>>;
    if (!sortable.includes(column as string)) refuse("sort", sort, `choose a column from ${sortable.join(", ")}`);
    checkFlag("sort.descending", descending);
  }
  if (compare !== undefined && compare !== null) readCompare(compare);
  if (play !== undefined) readPlay(play, DEFAULT_PLAY);
}

export function checkFlag(name: string, value: unknown): void {
  if (typeof value !== "boolean") refuse(name, value, "give true or false");
}

export function checkColor(column: unknown, events: Events): asserts column is CategoryName {
  if (!isColorColumn(events, column)) refuse("color", column, `choose from ${categoryNames(events).join(", ")}`);
}
