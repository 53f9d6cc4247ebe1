// What is visible as a file: CSV or GeoJSON, made in slices and saved without a request.
import type { MapView } from "../map_view.ts";
import { isoDay } from "../model/time.ts";
import { tableOf } from "./columns.ts";
import { csvHead, csvRow } from "./csv.ts";
import { feature, geometryOf } from "./geojson.ts";
import { inSlices, Pieces, type Progress } from "./slices.ts";

/** A file of more characters is one that neither the page nor a reader's program could hold. */
const MOST = 600e6;

export class TooLarge extends Error {}

/** Rows of the events that pass the period and the filters, placed or not. */
export function visibleRows(view: MapView): Int32Array {
  const { mask } = view.filter;
  const rows = new Int32Array(mask.reduce((n, passes) => n + (passes ? 1 : 0), 0));
  let n = 0;
  for (let i = 0; i < mask.length; i++) if (mask[i]) rows[n++] = i;
  return rows;
}

/** The visible events as CSV; null where `stop` ended it. */
export async function csv(view: MapView, progress: Progress, stop: () => boolean): Promise<Blob | null> {
  const rows = visibleRows(view);
  const table = await tableOf(view.data);
  const pieces = new Pieces();
  pieces.add(csvHead(table));
  const whole = await inSlices(rows.length, (i) => pieces.add(csvRow(table, rows[i])), progress, stop);
  return whole ? pieces.blob("text/csv") : null;
}

/** The visible events as GeoJSON; null where `stop` ended it. */
export async function geojson(view: MapView, progress: Progress, stop: () => boolean): Promise<Blob | null> {
  const { events, places, config } = view.data;
  const rows = visibleRows(view);
  const [table, shapes] = await Promise.all([tableOf(view.data), view.data.outlines()]);
  const known = new Map<number, string>();
  let size = 0;
  const geometry = (row: number): string => {
    const place = places.of[row];
    if (place < 0) return "null";
    const shape = places.shape[place];
    if (shape < 0) return `{"type":"Point","coordinates":[${events.lon[row] / 1e5},${events.lat[row] / 1e5}]}`;
    let text = known.get(shape);
    if (text === undefined) known.set(shape, (text = JSON.stringify(geometryOf(shapes, shape))));
    return text;
  };
  const pieces = new Pieces();
  const { period } = view.filter;
  const head = {
    title: config.title,
    period: period && [isoDay(period[0]), isoDay(period[1] - 1)],
    attribution: config.attribution.map(({ text, license, url }) => ({ text, license, url })),
  };
  pieces.add(`{"type":"FeatureCollection",${JSON.stringify(head).slice(1, -1)},"features":[\n`);
  const step = (i: number): void => {
    const text = feature(table, rows[i], geometry(rows[i]));
    size += text.length;
    if (size > MOST) throw new TooLarge();
    pieces.add(i === 0 ? text : `,\n${text}`);
  };
  if (!(await inSlices(rows.length, step, progress, stop))) return null;
  pieces.add("\n]}\n");
  return pieces.blob("application/geo+json");
}

/** A file's name from the map's title: letters and digits of any script, no more than file systems take. */
export function fileName(title: string, ending: string): string {
  const words = title.normalize("NFC").toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").replace(/^-+|-+$/g, "");
  const short = [...words].slice(0, 60).join("");
  return `${short || "map"}.${ending}`;
}

/** Hands a file to the reader. */
export function save(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser reads the file after the click; how long that takes is its own affair.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
