// The tables of the wire as the page holds them: events, their texts and reports, zones, the basemap and its names.
import { type Category, type Frame, NULL, textAt } from "./frame.ts";
import { type TextColumn, textColumn } from "./text.ts";
import { MOST_LON, noShapes, type Project, readShapes, type Shapes } from "./shapes.ts";
import { countryName } from "../words/words.ts";

/** Days either side of 1970 that a Date can hold, but for some to spare for the ends of periods. */
export const LAST_DAY = 99_999_000;

export const CATEGORIES = [
  "event_type", "sub_event_type", "actor1", "actor1_role", "actor2", "actor2_role",
  "precision", "date_precision", "status", "source", "place",
] as const;
type Known = (typeof CATEGORIES)[number];
/** What the names of columns begin with that are the table's own. */
export const OWN = "own.";
export type CategoryName = Known | `own.${string}`;
type Categories = Record<Known, Category> & { [own: `own.${string}`]: Category };

export interface Events {
  count: number;
  /** Degrees x 1e5, NULL where the place is unknown. */
  lon: Int32Array;
  lat: Int32Array;
  shape: Int32Array;
  uncM: Int32Array;
  from: Int32Array;
  to: Int32Array;
  best: Int32Array;
  low: Int32Array;
  high: Int32Array;
  /** Those of all tables, then the table's own. */
  categories: Categories;
}

export function readEvents(frame: Frame): Events {
  // Categories first: other columns may be implied by them.
  const categories = Object.fromEntries([...CATEGORIES, ...frame.names.filter((n) => n.startsWith(OWN))].map((n) => [n, frame.category(n)]));
  const from = frame.ints("day_from", LAST_DAY);
  const days = frame.ints("days", LAST_DAY);
  const to = from.map((day, i) => (day === NULL ? NULL : Math.min(LAST_DAY + 1, day + Math.max(1, days[i]))));
  return {
    count: frame.rows,
    lon: frame.ints("lon", MOST_LON * 1e5),
    lat: frame.ints("lat", 90e5),
    shape: frame.ints("shape"),
    uncM: frame.ints("unc_m"),
    from,
    to,
    best: frame.ints("fat_best"),
    low: frame.ints("fat_low"),
    high: frame.ints("fat_high"),
    categories: categories as Categories,
  };
}

export function noEvents(): Events {
  const none = new Int32Array(0);
  const categories = Object.fromEntries(CATEGORIES.map((n) => [n, { codes: none, values: [] }]));
  return {
    count: 0, lon: none, lat: none, shape: none, uncM: none, from: none, to: none, best: none, low: none, high: none,
    categories: categories as unknown as Categories,
  };
}

/** The long texts, read row by row. */
export interface Texts {
  id(row: number): string;
  notes: TextColumn;
  extra: { name: string; at: TextColumn }[];
}

export function readTexts(frame: Frame, rows: number): Texts {
  const name = frame.strings("name");
  const column = (i: number): TextColumn => (i < frame.rows ? textColumn(frame, i, rows) : () => "");
  const extra = Array.from({ length: Math.max(0, frame.rows - 2) }, (_, i) => ({ name: name(i + 2), at: column(i + 2) }));
  return { id: column(0), notes: column(1), extra };
}

export interface Report {
  source: string;
  attributedTo: string;
  stance: string;
  quote: string;
  url: string;
  day: number;
}

/** Reports by event row. */
export function readReports(frame: Frame): (event: number) => Report[] {
  const event = frame.ints("event");
  const source = frame.category("source");
  const attributed = frame.category("attributed_to");
  const stance = frame.category("stance");
  const quote = frame.strings("quote");
  const url = frame.strings("url");
  const day = frame.ints("day", LAST_DAY);
  return (row) => {
    let low = 0;
    let high = event.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (event[mid] < row) low = mid + 1;
      else high = mid;
    }
    const found: Report[] = [];
    for (let i = low; i < event.length && event[i] === row; i++) {
      found.push({
        source: textAt(source, i),
        attributedTo: textAt(attributed, i),
        stance: textAt(stance, i),
        quote: quote(i),
        url: url(i),
        day: day[i],
      });
    }
    return found;
  };
}

export interface Zone {
  index: number;
  id: string;
  name: string;
  kind: string;
  party: string;
  legalBasis: string;
  guarantors: string;
  boundaryStatus: string;
  source: string;
  /** First day and the day after the last; NULL is open. */
  from: number;
  to: number;
  /** Row in the shapes, or -1. */
  shape: number;
}

export function readZones(frame: Frame): Zone[] {
  const text = (name: string): ((row: number) => string) => {
    const column = frame.category(name);
    return (row) => textAt(column, row);
  };
  const [id, name, basis, guarantors, source] = ["zone_id", "name", "legal_basis", "guarantors", "source"].map(text);
  const [kind, party, boundary] = ["kind", "party", "boundary_status"].map(text);
  const from = frame.ints("day_from", LAST_DAY);
  const to = frame.ints("day_to", LAST_DAY);
  const shape = frame.ints("shape");
  return Array.from({ length: frame.rows }, (_, i) => ({
    index: i,
    id: id(i),
    name: name(i),
    kind: kind(i) || "other",
    party: party(i),
    legalBasis: basis(i),
    guarantors: guarantors(i),
    boundaryStatus: boundary(i),
    source: source(i),
    from: from[i],
    to: to[i],
    shape: shape[i] === NULL ? -1 : shape[i],
  }));
}

export interface Base {
  shapes: Shapes;
  layer: Category;
  rank: Int32Array;
}

export function readBase(frame: Frame, project: Project): Base {
  return { shapes: readShapes(frame, project), layer: frame.category("layer"), rank: frame.ints("rank") };
}

export function noBase(): Base {
  return { shapes: noShapes(), layer: { codes: new Int32Array(0), values: [] }, rank: new Int32Array(0) };
}

export interface Label {
  x: number;
  y: number;
  name: string;
  local: string;
  kind: string;
  rank: number;
  minZoom: number;
}

export function readLabels(frame: Frame, project: Project): Label[] {
  const lon = frame.ints("lon");
  const lat = frame.ints("lat");
  const name = frame.strings("name");
  const local = frame.strings("local");
  const kind = frame.category("kind");
  const country = frame.category("country");
  const rank = frame.ints("rank");
  const zoom = frame.ints("min_zoom");
  const at = new Float64Array(2);
  return Array.from({ length: frame.rows }, (_, i) => {
    project(lon[i] / 1e5, lat[i] / 1e5, at, 0);
    return {
      x: at[0], y: at[1], name: countryName(textAt(country, i)) ?? name(i), local: local(i), kind: textAt(kind, i), rank: rank[i], minZoom: zoom[i],
    };
  });
}
