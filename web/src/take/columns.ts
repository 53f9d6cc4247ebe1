// The visible events as a table with the columns that geoevents reads, so that what is taken away can be drawn again.
import type { Data } from "../model/data.ts";
import { isoDay } from "../model/time.ts";
import { NULL, textAt } from "../wire/frame.ts";
import { CATEGORIES, type Report } from "../wire/tables.ts";

export type Cell = string | number | null;

export interface Column {
  name: string;
  at(row: number): Cell;
}

export interface Table {
  columns: Column[];
  reports(row: number): Report[];
}

/** In the order of the Python tables; then the columns of the cards. */
export async function tableOf(data: Data): Promise<Table> {
  const [texts, reports] = await Promise.all([data.texts(), data.reports()]);
  const { events, places } = data;
  const known = (value: string): Cell => (value === "" ? null : value);
  const number = (column: Int32Array, scale = 1) => (row: number): Cell => (column[row] === NULL ? null : column[row] / scale);
  const placed = (at: (row: number) => Cell) => (row: number): Cell => (places.of[row] < 0 ? null : at(row));
  const category = Object.fromEntries(
    CATEGORIES.map((name) => [name, { name, at: (row: number) => known(textAt(events.categories[name], row)) }]),
  ) as Record<(typeof CATEGORIES)[number], Column>;
  const c = category;
  const columns: Column[] = [
    { name: "event_id", at: (row) => known(texts.id(row)) },
    { name: "date_start", at: (row) => (events.from[row] === NULL ? null : isoDay(events.from[row])) },
    // The last day, inclusive, as datasets publish it.
    { name: "date_end", at: (row) => (events.from[row] === NULL ? null : isoDay(events.to[row] - 1)) },
    c.date_precision, c.event_type, c.sub_event_type, c.actor1, c.actor1_role, c.actor2, c.actor2_role,
    { name: "fatalities_best", at: number(events.best) },
    { name: "fatalities_low", at: number(events.low) },
    { name: "fatalities_high", at: number(events.high) },
    c.place,
    { name: "latitude", at: placed(number(events.lat, 1e5)) },
    { name: "longitude", at: placed(number(events.lon, 1e5)) },
    c.precision,
    { name: "uncertainty_km", at: placed(number(events.uncM, 1000)) },
    c.status, c.source,
    { name: "notes", at: (row) => known(texts.notes(row)) },
  ];
  const names = new Set([...columns.map(({ name }) => name), "reports"]);
  for (const { name, at } of texts.extra) {
    let free = name;
    while (names.has(free)) free += "_";
    names.add(free);
    columns.push({ name: free, at: (row) => known(at(row)) });
  }
  return { columns, reports };
}

/** A report with the names of the Python tables; what is not known is left out. */
export function plainReport(report: Report): Record<string, string> {
  const { source, attributedTo, stance, quote, url, day } = report;
  const date = day === NULL ? "" : isoDay(day);
  return Object.fromEntries(
    Object.entries({ source, attributed_to: attributedTo, stance, quote, date, url }).filter(([, value]) => value !== ""),
  );
}
