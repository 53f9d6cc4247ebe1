// Dates, numbers and distances in words, in the page's locale.
import { type Format, formats } from "../model/time.ts";
import { NULL, textAt } from "../wire/frame.ts";
import { type CategoryName, type Events, OWN } from "../wire/tables.ts";
import { type Key, named, say, typeWords } from "../words/words.ts";

/** What a column is called: the table's own as its header has it. */
export function columnWords(column: CategoryName): string {
  return column.startsWith(OWN) ? column.slice(OWN.length) : say(`color.${column}` as Key);
}

/** The words for a value of a column: codes are spelt out, words stay as they are; "" is a missing value. */
export function valueWords(column: CategoryName, value: string): string {
  if (column === "event_type") return typeWords(value);
  if (value === "") return say("not_stated");
  if (column === "precision" || column === "date_precision" || column === "status" || column === "sub_event_type") return named(column, value);
  return value;
}

export class Phrases {
  readonly day: Format;
  readonly short: Format;
  readonly month: Format;
  readonly year: Format;
  readonly number: (n: number) => string;
  readonly locale: string;

  constructor(locale: string) {
    this.locale = locale;
    ({ day: this.day, short: this.short, month: this.month, year: this.year } = formats(locale));
    const format = new Intl.NumberFormat(locale);
    this.number = (n) => format.format(n);
  }

  /** An event's date, as precise as it is known. */
  when(events: Events, row: number, long = false): string {
    const from = events.from[row];
    if (from === NULL) return say("undated_word");
    const last = events.to[row] - 1;
    const day = long ? this.day : this.short;
    const precision = textAt(events.categories.date_precision, row);
    if (precision === "month" && this.month(from) === this.month(last)) return say("some_day_in", { period: this.month(from) });
    if (precision === "year" && this.year(from) === this.year(last)) return say("some_day_in", { period: this.year(from) });
    if (from === last) return day(from);
    if (precision === "day" || precision === "range" || precision === "") return say("between", { from: day(from), to: day(last) });
    return say("some_day_from", { from: day(from), to: day(last) });
  }

  /** Half-open period as its first and last day. */
  period(from: number, to: number): string {
    return from >= to - 1 ? this.short(from) : `${this.short(from)} – ${this.short(to - 1)}`;
  }

  validity(from: number, to: number): string {
    if (from === NULL && to === NULL) return say("open_validity");
    if (to === NULL) return say("from", { day: this.day(from) });
    if (from === NULL) return say("until", { day: this.day(to - 1) });
    return `${this.day(from)} – ${this.day(to - 1)}`;
  }

  km(metres: number): string {
    const km = metres / 1000;
    return this.number(km >= 10 ? Math.round(km) : Math.max(0.1, Math.round(km * 10) / 10));
  }
}
