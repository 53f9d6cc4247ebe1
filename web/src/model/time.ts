// Days since 1970-01-01: reading, writing, wording and binning them. Periods are half-open, [from, to).
import { NULL } from "../wire/frame.ts";
import { LAST_DAY as LAST } from "../wire/tables.ts";
import { refuse } from "./refuse.ts";

const MS = 86_400_000;
const ISO = /^([+-]\d{6}|\d{4})-\d\d-\d\d/;

/** A day number from a day number, an ISO date (its day) or a Date; null stays null. */
export function toDay(value: unknown): number | null {
  if (value === null || value === undefined || value === "") return null;
  const ms = value instanceof Date ? value.getTime() : typeof value === "string" && ISO.test(value) ? Date.parse(value) : NaN;
  const day = typeof value === "number" ? value : ms / MS;
  if (!(Math.abs(day) <= LAST)) refuse("the date", value, "write 2017-09-20, or a day number");
  return Math.floor(day);
}

/** The period from one day to another, either null for the end of `span`; null for all time. */
export function readPeriod(from: unknown, to: unknown, [first, last]: readonly [number, number]): [number, number] | null {
  const [a, b] = [toDay(from), toDay(to)];
  if (a === null && b === null) return null;
  const start = a ?? Math.max(-LAST, Math.min(first, (b ?? last) - 1));
  const end = b ?? Math.min(LAST, Math.max(last, start + 1));
  return start < end ? [start, end] : refuse("the period", [from, to], "the end has to come after the start");
}

/** The day in ISO 8601; years beyond 0 to 9999 have a sign and six digits. */
export function isoDay(day: number): string {
  return new Date(day * MS).toISOString().split("T")[0];
}

export type Format = (day: number) => string;

export function formats(locale: string): { day: Format; short: Format; month: Format; year: Format } {
  const make = (options: Intl.DateTimeFormatOptions): Format => {
    const format = new Intl.DateTimeFormat(locale, { timeZone: "UTC", ...options });
    return (day) => format.format(new Date(day * MS));
  };
  return {
    day: make({ day: "numeric", month: "long", year: "numeric" }),
    short: make({ day: "numeric", month: "short", year: "numeric" }),
    month: make({ month: "long", year: "numeric" }),
    year: make({ year: "numeric" }),
  };
}

/** Whether [from, to) meets the period; NULL ends are open. */
export function meets(from: number, to: number, period: readonly [number, number] | null): boolean {
  if (period === null) return true;
  return (from === NULL || from < period[1]) && (to === NULL || to > period[0]);
}

export type Unit = "day" | "week" | "month" | "quarter" | "year" | "decade" | "century" | "millennium";
const YEARS: Partial<Record<Unit, number>> = { year: 1, decade: 10, century: 100, millennium: 1000 };

export interface Bins {
  unit: Unit;
  /** Start of each bin and, last, the end of the last. */
  edges: number[];
}

/** First day of a month; `Date.UTC` takes the years 0 to 99 for 1900 to 1999. */
function firstOf(year: number, month: number): number {
  return new Date(0).setUTCFullYear(year, month, 1) / MS;
}

function startOf(unit: Unit, day: number): number {
  const date = new Date(day * MS);
  const [y, m] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case "day":
      return day;
    case "week":
      return day - ((date.getUTCDay() + 6) % 7);
    case "month":
      return firstOf(y, m);
    case "quarter":
      return firstOf(y, m - (m % 3));
    default: {
      const years = YEARS[unit] ?? 1;
      return firstOf(Math.floor(y / years) * years, 0);
    }
  }
}

function next(unit: Unit, day: number): number {
  const date = new Date(day * MS);
  const [y, m] = [date.getUTCFullYear(), date.getUTCMonth()];
  switch (unit) {
    case "day":
      return day + 1;
    case "week":
      return day + 7;
    case "month":
      return firstOf(y, m + 1);
    case "quarter":
      return firstOf(y, m + 3);
    default:
      return firstOf(y + (YEARS[unit] ?? 1), 0);
  }
}

const LENGTH: readonly (readonly [Unit, number])[] = [["day", 1], ["week", 7], ["month", 30.4], ["quarter", 91.3], ["year", 365.25],
  ["decade", 3652.5], ["century", 36_525], ["millennium", 365_250]];

/** The widths of bins that a reader may choose. */
export const WIDTHS = ["day", "week", "month", "quarter", "year"] as const satisfies readonly Unit[];
export type Width = (typeof WIDTHS)[number];
/** More bins than this are no histogram any more: the page would draw them over each other. */
const MOST_BINS = 12_000;

/** Whether [from, to) can be cut into bins of this width: at least two, and not too many. */
export function canCut(from: number, to: number, width: Width): boolean {
  const days = LENGTH.find(([unit]) => unit === width)?.[1] ?? 1;
  return (to - from) / days <= MOST_BINS && next(width, startOf(width, from)) < to;
}

/** Cuts [from, to) into calendar bins: of the given width, else of the narrowest that makes at most about `most`. */
export function bins(from: number, to: number, most: number, width?: Unit): Bins {
  const span = Math.max(1, to - from);
  const unit = width ?? LENGTH.find(([, days]) => span / days <= most)?.[0] ?? "millennium";
  const edges = [startOf(unit, from)];
  while (edges[edges.length - 1] < to) edges.push(next(unit, edges[edges.length - 1]));
  return { unit, edges };
}

/** Index of the bin that holds `day`, -1 outside. */
export function binOf(edges: readonly number[], day: number): number {
  if (day < edges[0] || day >= edges[edges.length - 1]) return -1;
  let low = 0;
  let high = edges.length - 1;
  while (high - low > 1) {
    const mid = (low + high) >> 1;
    if (edges[mid] <= day) low = mid;
    else high = mid;
  }
  return low;
}
