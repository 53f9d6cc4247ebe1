// One frame of the wire: an inert script element -> gunzipped Arrow table, version checked.
import { type Column, tableFromIPC, type Table } from "@uwdata/flechette";
import { decodeBase64 } from "./base64.ts";
import { Numbering } from "./numbering.ts";

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
  // Written in one piece: read through a Blob it would come in many small ones, at a fifth more time.
  const { readable, writable } = new DecompressionStream("gzip");
  const writer = writable.getWriter();
  // What is wrong with the data is told by the reading side.
  for (const done of [writer.write(bytes), writer.close()]) done.catch(() => undefined);
  return new Uint8Array(await new Response(readable).arrayBuffer());
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
  /** A bit a row, 0 where it is null. */
  validity?: Uint8Array;
  at(i: number): string | null;
}

/** Which rows of a batch are not null, a bit each; null where all are. */
function nulls(batch: AnyBatch): Uint8Array | null {
  return batch.nullCount === 0 ? null : (batch.validity ?? null);
}

/** Reads the columns of one frame; columns that another implies (`geoevents.given`) are filled in. */
export class Frame {
  readonly table: Table;
  readonly rows: number;
  readonly #given: Record<string, string>;
  readonly #keys = new Map<string, Int32Array>();

  constructor(table: Table) {
    this.table = table;
    this.rows = table.numRows;
    this.#given = this.json("given", {}) as Record<string, string>;
  }

  get names(): string[] {
    return this.table.schema.fields.map((field) => field.name);
  }

  meta(name: string): string | undefined {
    return this.table.schema.metadata?.get(`geoevents.${name}`);
  }

  json(name: string, fallback: unknown): unknown {
    const text = this.meta(name);
    return text === undefined ? fallback : JSON.parse(text);
  }

  #batches(name: string): AnyBatch[] {
    const column = this.table.getChild(name);
    if (column && column.length !== this.rows) throw new RangeError(`${name}: ${column.length} rows of ${this.rows}`);
    return (column?.data ?? []) as unknown as AnyBatch[];
  }

  /** An integer column as Int32Array with {@link NULL} for null; all NULL where the frame lacks it. None is further from 0 than `most`. */
  ints(name: string, most = 2 ** 31): Int32Array {
    const known = this.#keys.get(name);
    if (known) return known;
    const out = new Int32Array(this.rows).fill(NULL);
    const marked = this.#given[name] ? new Uint8Array(this.rows) : null;
    let at = 0;
    for (const batch of this.#batches(name)) {
      const { values, length } = batch;
      const bits = nulls(batch);
      const mark = -(2 ** (8 * (values.BYTES_PER_ELEMENT ?? 4) - 1));
      for (let i = 0; i < length; i++) {
        if (bits !== null && ((bits[i >> 3] >> (i & 7)) & 1) === 0) continue;
        if (marked !== null && values[i] === mark) marked[at + i] = 1;
        else if (Math.abs(values[i]) <= most) out[at + i] = values[i];
        else throw new RangeError(`${name}: ${values[i]}`);
      }
      at += length;
    }
    if (marked) this.#fill(name, out, marked);
    this.#keys.set(name, out);
    return out;
  }

  /** A text column as categories, dictionary-coded on the wire or not. */
  category(name: string): Category {
    const codes = new Int32Array(this.rows).fill(-1);
    const marked = this.#given[name] ? new Uint8Array(this.rows) : null;
    const values: string[] = [];
    const known = new Map<string, number>();
    const code = (value: string): number => {
      let c = known.get(value);
      if (c === undefined) known.set(value, (c = values.push(value) - 1));
      return c;
    };
    let at = 0;
    for (const batch of this.#batches(name)) {
      // In an implied column entry 0 is the mark, not a value.
      const map = batch.cache && Int32Array.from(batch.cache, (v, i) => (marked && i === 0 ? -1 : code(v)));
      const { values: found, length } = batch;
      const bits = nulls(batch);
      for (let i = 0; i < length; i++) {
        if (bits !== null && ((bits[i >> 3] >> (i & 7)) & 1) === 0) continue;
        if (map === undefined) codes[at + i] = code(batch.at(i) ?? "");
        else if (marked !== null && found[i] === 0) marked[at + i] = 1;
        else if (found[i] in map) codes[at + i] = map[found[i]];
        else throw new RangeError(`${name}: no value ${found[i]}`);
      }
      at += length;
    }
    if (marked) this.#fill(name, codes, marked);
    this.#keys.set(name, codes);
    return { codes, values };
  }

  /** Gives each marked row the value of the first row that has the same value of the given column. */
  #fill(name: string, out: Int32Array, marked: Uint8Array): void {
    const by = this.#given[name];
    const keys = this.#keys.get(by) ?? (this.#batches(by)[0]?.cache ? this.category(by).codes : this.ints(by));
    const first = new Numbering();
    const value: number[] = [];
    for (let i = 0; i < out.length; i++) {
      const n = first.of(keys[i], 0, 0);
      if (n === value.length) value.push(out[i]);
      else if (marked[i]) out[i] = value[n];
    }
  }

  /** A text column read row by row, "" for null; empty where the frame lacks it. */
  strings(name: string): (row: number) => string {
    const column = this.table.getChild(name) as Column<string | null> | undefined;
    return column ? (row) => column.at(row) ?? "" : () => "";
  }
}
