// The order of events in a table: stable, what is not known last whichever way, a million rows in a fraction of a second.
import { type Category, NULL } from "../wire/frame.ts";

/** One number per event by which a column is put in order, NULL where nothing is known. */
export type Key = Int32Array;

/** Values that one pass of the sort tells apart. */
const DIGITS = 1 << 16;

/** How two texts of the page's locale follow each other: "Unit 9" before "Unit 10". */
export function collation(locale: string): (a: string, b: string) => number {
  return new Intl.Collator(locale, { numeric: true }).compare;
}

/** The key of a category column; `words` are what the reader sees of a value. Each value is compared once, not each row. */
export function categoryKey(column: Category, compare: (a: string, b: string) => number, words = (value: string): string => value): Key {
  const shown = column.values.map(words);
  const places = shown.map((_, code) => code).sort((a, b) => compare(shown[a], shown[b]) || a - b);
  const rank = new Int32Array(shown.length);
  places.forEach((code, at) => {
    const before = places[at - 1];
    // Values that read the same are one and the same to the reader.
    rank[code] = at > 0 && compare(shown[before], shown[code]) === 0 ? rank[before] : at;
  });
  return column.codes.map((code) => (code < 0 ? NULL : rank[code]));
}

/** The key of a column of texts; by number where all of them are numbers. */
export function textKey(count: number, at: (row: number) => string, compare: (a: string, b: string) => number): Key {
  const column: Category = { codes: new Int32Array(count).fill(-1), values: [] };
  const known = new Map<string, number>();
  for (let row = 0; row < count; row++) {
    const text = at(row);
    if (text === "") continue;
    let code = known.get(text);
    if (code === undefined) known.set(text, (code = column.values.push(text) - 1));
    column.codes[row] = code;
  }
  const numbers = column.values.map((text) => (text.trim() === "" ? NaN : Number(text)));
  if (!numbers.every(Number.isFinite)) return categoryKey(column, compare);
  const of = new Map(column.values.map((text, code) => [text, numbers[code]]));
  return categoryKey(column, (a, b) => (of.get(a) ?? 0) - (of.get(b) ?? 0));
}

/**
 * Puts rows in order by one key after another, the first one first; rows that are the same in all stay as they were.
 * Sorts by digits, so that the time grows with the rows alone.
 */
export function inOrder(rows: Int32Array, keys: readonly Key[], descending = false): Int32Array {
  let from = rows.slice();
  let to = new Int32Array(rows.length);
  const tally = new Int32Array(DIGITS);
  // The least key first: each pass keeps the order of the one before.
  for (const key of [...keys].reverse()) {
    let [low, high] = [Infinity, -Infinity];
    for (const row of from) {
      const value = key[row];
      if (value === NULL) continue;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (low > high) continue;
    const last = high - low + 1;
    const place = (row: number): number => (key[row] === NULL ? last : descending ? high - key[row] : key[row] - low);
    for (let shift = 1; shift <= last; shift *= DIGITS) {
      tally.fill(0);
      for (const row of from) tally[Math.floor(place(row) / shift) % DIGITS]++;
      let sum = 0;
      for (let d = 0; d < DIGITS; d++) {
        const n = tally[d];
        tally[d] = sum;
        sum += n;
      }
      for (const row of from) to[tally[Math.floor(place(row) / shift) % DIGITS]++] = row;
      [from, to] = [to, from];
    }
  }
  return from;
}

/** All rows of a table of `count`, as they stand. */
export function allRows(count: number): Int32Array {
  const rows = new Int32Array(count);
  for (let row = 0; row < count; row++) rows[row] = row;
  return rows;
}

/** The rows of an order that pass a mask; and where in it `anchors` are, or what comes after them would be. */
export function passing(order: Int32Array, mask: Uint8Array, anchors: readonly number[] = []): { rows: Int32Array; at: number[] } {
  const rows = new Int32Array(order.length);
  const at = anchors.map(() => -1);
  let n = 0;
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    for (let k = 0; k < anchors.length; k++) if (anchors[k] === row) at[k] = n;
    if (mask[row]) rows[n++] = row;
  }
  return { rows: rows.subarray(0, n), at };
}
