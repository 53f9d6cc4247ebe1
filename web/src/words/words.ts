// The page's own words, in the language of the page's settings; what is a user's text is never looked up here.
import type en from "../../../geoevents/maps/languages/en.json";

export type Key = keyof typeof en;
/** Words that count: one form for each plural category of the language. */
type Entry = string | Partial<Record<Intl.LDMLPluralRule, string>>;
export type Table = Readonly<Record<string, Entry>>;

/** Groups of words for the codes of the data: `precision.near` are the words for "near". */
type Group = "boundary_status" | "date_precision" | "event_type" | "precision" | "reading.kind" | "reading.precision" | "reading.role" | "stance" | "status" | "sub_event_type" | "unit" | "zone_kind";

let table: Table = {};
let plurals = new Intl.PluralRules("en");
let format = new Intl.NumberFormat("en");
let countries = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** Sets the words and how numbers among them are written. All maps of a page speak the language of the first. */
export function speak(words: Table, language: string, locale: string): void {
  if (Object.keys(table).length > 0) return;
  table = words;
  plurals = new Intl.PluralRules(language);
  format = new Intl.NumberFormat(locale);
  countries = new Intl.DisplayNames(language, { type: "region", fallback: "none" });
}

/** A country's name in the page's language, by its ISO 3166 code; none for what is no such code. */
export function countryName(code: string): string | undefined {
  return /^[A-Z]{2}$/.test(code) ? countries.of(code) : undefined;
}

/** The words of `key`, with `{name}` replaced by its value; the number `n` chooses the plural form. */
export function say(key: Key, values: Readonly<Record<string, string | number>> = {}): string {
  const entry = Object.hasOwn(table, key) ? table[key] : key;
  const { n } = values;
  const text = typeof entry === "string" ? entry : (entry[plurals.select(Number(n))] ?? entry.other ?? key);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? format.format(value) : value;
  });
}

/** Whether the page has words for a code. */
export function has(group: Group, code: string): boolean {
  return Object.hasOwn(table, `${group}.${code}`);
}

/** The words for a code of the data; the code itself where there are none. */
export function named(group: Group, code: string): string {
  return has(group, code) ? say(`${group}.${code}` as Key) : code;
}

/** An event's type in words: PLOVER's codes are spelt out, other schemes' types are words already. */
export function typeWords(type: string): string {
  return type === "" ? say("no_type") : named("event_type", type);
}
