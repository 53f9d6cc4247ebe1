// Events as CSV: RFC 4180, with a mark that tells spreadsheets that it is UTF-8, and without cells that they would run.
import { type Cell, plainReport, type Table } from "./columns.ts";

export const BOM = "\ufeff";
/** What makes a spreadsheet take a text for a formula; also in the wide forms of East Asian keyboards. */
const FORMULA = /^[\s\u0000-\u001f]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n]/;
/** The same after what ends a cell where the comma does not: "- " after a line break begins but an item of a list. */
const LATER = /[;\t\r\n](?=[^\S\r\n]*(?:[=@\uff1d\uff20]|[+\-\uff0b\uff0d]\S))/g;

/** One cell. A text that a spreadsheet would run has a ' before it, as is usual; numbers are numbers. */
export function csvCell(cell: Cell): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = (FORMULA.test(cell) ? `'${cell}` : cell).replace(LATER, "$&'");
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

export function csvHead(table: Table): string {
  return `${BOM}${[...table.columns.map(({ name }) => csvCell(name)), "reports"].join(",")}\r\n`;
}

/** One event; its reports are JSON in the last cell. */
export function csvRow(table: Table, row: number): string {
  const reports = table.reports(row).map(plainReport);
  const cells = [...table.columns.map(({ at }) => at(row)), reports.length > 0 ? JSON.stringify(reports) : null];
  return `${cells.map(csvCell).join(",")}\r\n`;
}
