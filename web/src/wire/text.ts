// Text columns of the wire: all texts in one piece, or numbered ones as a prefix and steps.
import type { Column } from "@uwdata/flechette";
import type { Frame } from "./frame.ts";

/** Texts by row, "" for null; `joined` reads those of [from, to) at once, U+0000 between them. */
export interface TextColumn {
  (row: number): string;
  joined?(from: number, to: number): string;
}

/** The texts of rows [from, to), U+0000 between them. */
export function textsOf(column: TextColumn, from: number, to: number): string {
  if (column.joined) return column.joined(from, to);
  return Array.from({ length: to - from }, (_, i) => column(from + i)).join("\0");
}

/** Row `i` of the text frame as a column of `rows` texts, "" for null. */
export function textColumn(frame: Frame, i: number, rows: number): TextColumn {
  const data = cell<Uint8Array>(frame, "data", i);
  if (data !== null) return separated(data, rows);
  const steps = cell<ArrayLike<number>>(frame, "steps", i);
  return numbered(cell<string>(frame, "prefix", i) ?? "", Number(cell<number>(frame, "width", i) ?? 0), steps ?? []);
}

function cell<T>(frame: Frame, name: string, i: number): T | null {
  const column = frame.table.getChild(name) as Column<T | null> | undefined;
  return column?.at(i) ?? null;
}

/** Texts with U+0000 between them. */
export function separated(data: Uint8Array, rows: number): TextColumn {
  const ends = new Uint32Array(rows).fill(data.length);
  let row = 0;
  for (let at = data.indexOf(0); at >= 0 && row < rows; at = data.indexOf(0, at + 1)) ends[row++] = at;
  const utf8 = new TextDecoder();
  const start = (row: number): number => (row === 0 ? 0 : ends[row - 1] + 1);
  const column: TextColumn = (row) => (row < 0 || row >= rows ? "" : utf8.decode(data.subarray(start(row), ends[row])));
  column.joined = (from, to) => (from >= to ? "" : utf8.decode(data.subarray(start(from), ends[to - 1])));
  return column;
}

/** Texts that are a prefix and a growing number, padded with zeros to `width` digits. */
export function numbered(prefix: string, width: number, steps: ArrayLike<number>): (row: number) => string {
  const sums = new Float64Array(steps.length);
  let sum = 0;
  for (let i = 0; i < steps.length; i++) sums[i] = sum += steps[i];
  return (row) => (row >= 0 && row < sums.length ? prefix + String(sums[row]).padStart(width, "0") : "");
}
