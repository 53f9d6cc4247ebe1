// One frame of the wire: an inert script element -> gunzipped Arrow table, version checked.
import { type Column, tableFromIPC, type Table } from "@uwdata/flechette";
import { decodeBase64 } from "./base64.ts";

export const WIRE = 1;
/** Stands for null in integer columns: no wire value reaches it. */
export const NULL = -0x80000000;

export class WireMismatch extends Error {
  override name = "WireMismatch";
}

export function checkVersion(found: unknown, what: string): void {
  if (Number(found) === WIRE) return;
  throw new WireMismatch(
    `This page's script reads data of wire version ${WIRE}, but the ${what} is of version ${String(found)}. ` +
      "Make the page again with one version of geoevents.",
  );
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  if (typeof DecompressionStream === "undefined") {
    throw new WireMismatch(
      "This browser cannot unpack the map's data (it lacks DecompressionStream). " +
        "Open the page in Chrome 80, Firefox 113, Safari 16.4 or later.",
    );
  }
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** Decodes a frame, of its base64 text or its bytes; `name` must be the frame the schema says it is. */
export async function decodeFrame(data: string | Uint8Array<ArrayBuffer>, name: string): Promise<Frame> {
  const table = tableFromIPC(await gunzip(typeof data === "string" ? decodeBase64(data) : data));
  checkVersion(table.schema.metadata?.get("geoevents.wire"), `frame "${name}"`);
  const found = table.schema.metadata?.get("geoevents.frame");
  if (found !== name) throw new WireMismatch(`The frame "${name}" holds a frame "${String(found)}".`);
  return new Frame(table);
}

/** A category column: `codes[row]` points into `values`, -1 for null. */
export interface Category {
  codes: Int32Array;
  values: string[];
}

/** Value of a category column at a row, "" for null. */
export function textAt(column: Category, row: number): string {
  const code = column.codes[row];
  return code < 0 ? "" : column.values[code];
}

interface AnyBatch {
  length: number;
  nullCount: number;
  values: ArrayLike<number> & { BYTES_PER_ELEMENT?: number };
  /** The dictionary's values, in dictionary columns. */
  cache?: ArrayLike<string>;
  isValid(i: number): boolean;
  at(i: number): string | null;
}

/** Reads the columns of one frame; columns that another implies (`geoevents.given`) are filled in. */
export class Frame {
  readonly table: Table;
  readonly rows: number;
  private readonly given: Record<string, string>;
  private readonly keys = new Map<string, Int32Array>();

  constructor(table: Table) {
    this.table = table;
    this.rows = table.numRows;
    this.given = this.json("given", {}) as Record<string, string>;
  }

  meta(name: string): string | undefined {
    return this.table.schema.metadata?.get(`geoevents.${name}`);
  }

  json(name: string, fallback: unknown): unknown {
    const text = this.meta(name);
    return text === undefined ? fallback : JSON.parse(text);
  }

  private batches(name: string): AnyBatch[] {
    return (this.table.getChild(name)?.data ?? []) as unknown as AnyBatch[];
  }

  /** An integer column as Int32Array with {@link NULL} for null; all NULL where the frame lacks it. */
  ints(name: string): Int32Array {
    const known = this.keys.get(name);
    if (known) return known;
    const out = new Int32Array(this.rows).fill(NULL);
    const marked = this.given[name] ? new Uint8Array(this.rows) : null;
    let at = 0;
    for (const batch of this.batches(name)) {
      const { values } = batch;
      const mark = -(2 ** (8 * (values.BYTES_PER_ELEMENT ?? 4) - 1));
      for (let i = 0; i < batch.length; i++) {
        if (batch.nullCount !== 0 && !batch.isValid(i)) continue;
        if (marked && values[i] === mark) marked[at + i] = 1;
        else out[at + i] = values[i];
      }
      at += batch.length;
    }
    if (marked) this.fill(name, out, marked);
    this.keys.set(name, out);
    return out;
  }

  /** A text column as categories, dictionary-coded on the wire or not. */
  category(name: string): Category {
    const codes = new Int32Array(this.rows).fill(-1);
    const marked = this.given[name] ? new Uint8Array(this.rows) : null;
    const values: string[] = [];
    const known = new Map<string, number>();
    const code = (value: string): number => {
      let c = known.get(value);
      if (c === undefined) known.set(value, (c = values.push(value) - 1));
      return c;
    };
    let at = 0;
    for (const batch of this.batches(name)) {
      // In an implied column entry 0 is the mark, not a value.
      const map = batch.cache && Array.from(batch.cache, (v, i) => (marked && i === 0 ? -1 : code(v)));
      for (let i = 0; i < batch.length; i++) {
        if (batch.nullCount !== 0 && !batch.isValid(i)) continue;
        if (!map) codes[at + i] = code(batch.at(i) ?? "");
        else if (marked && batch.values[i] === 0) marked[at + i] = 1;
        else codes[at + i] = map[batch.values[i]];
      }
      at += batch.length;
    }
    if (marked) this.fill(name, codes, marked);
    this.keys.set(name, codes);
    return { codes, values };
  }

  /** Gives each marked row the value of the first row that has the same value of the given column. */
  private fill(name: string, out: Int32Array, marked: Uint8Array): void {
    const by = this.given[name];
    const keys = this.keys.get(by) ?? (this.batches(by)[0]?.cache ? this.category(by).codes : this.ints(by));
    const first = new Map<number, number>();
    for (let i = 0; i < out.length; i++) {
      let row = first.get(keys[i]);
      if (row === undefined) first.set(keys[i], (row = i));
      if (marked[i]) out[i] = out[row];
    }
  }

  /** A text column read row by row, "" for null; empty where the frame lacks it. */
  strings(name: string): (row: number) => string {
    const column = this.table.getChild(name) as Column<string | null> | undefined;
    return column ? (row) => column.at(row) ?? "" : () => "";
  }
}
