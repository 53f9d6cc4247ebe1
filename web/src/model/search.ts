// Full text over events: all words (or "quoted phrases") somewhere in an event's texts, in slices that never freeze the page.
import type { Category } from "../wire/frame.ts";
import { textsOf } from "../wire/text.ts";
import type { CategoryName, Events, Texts } from "../wire/tables.ts";

/** Longest piece of work at a time, ms. */
const SLICE = 8;
/** Rows that are folded and scanned at a time. */
const CHUNK = 256;
/** Characters of folded text kept for the next search; what is beyond is folded again each time. */
const KEPT = 80_000_000;

/** Letters that no decomposition takes apart, as they are typed without the right keyboard. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: "ss", æ: "ae", œ: "oe", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
  "‘": "'", "’": "'", "ʼ": "'", "ʻ": "'", "ʿ": "'", "ʾ": "'", "‐": "-", "‑": "-", "–": "-", "\u00a0": " ", "\u202f": " ",
};
const UNPLAIN = new RegExp(`[${Object.keys(PLAIN).join("")}]`, "g");

/** Lower case, Latin and Greek letters without diacritics; other scripts keep their marks, which tell letters apart. */
export function fold(text: string): string {
  const lower = text.toLowerCase();
  // eslint-disable-next-line no-control-regex
  if (!/[^\x00-\x7f]/.test(lower)) return lower;
  return lower
    .normalize("NFD")
    .replace(/([a-z\u0370-\u03ff])[\u0300-\u036f]+/g, "$1")
    .normalize("NFC")
    .replace(UNPLAIN, (letter) => PLAIN[letter]);
}

/** The words and quoted phrases of a query, folded, each once. */
export function terms(query: string): string[] {
  const found = new Set<string>();
  const clean = query.replace(/\u0000/g, " ").replace(/[\u201c\u201d\u201e\u00ab\u00bb]/g, '"');
  for (const [i, part] of clean.split('"').entries()) {
    for (const term of i % 2 === 1 ? [part.trim().replace(/\s+/g, " ")] : part.split(/\s+/)) if (term !== "") found.add(fold(term));
  }
  return [...found];
}

/** The texts of some rows of a column, joined. */
type Read = (from: number, to: number) => string;
/** How the page shows a value of a column. */
type Shown = (column: CategoryName, value: string) => string;

/** A column of texts, folded piece by piece when first scanned. */
class Folded {
  readonly #count: number;
  readonly #read: Read;
  readonly #budget: { left: number };
  readonly #chunks: string[] = [];

  constructor(count: number, read: Read, budget: { left: number }) {
    this.#count = count;
    this.#read = read;
    this.#budget = budget;
  }

  #chunk(index: number): string {
    const known = this.#chunks[index] as string | undefined;
    if (known !== undefined) return known;
    const from = index * CHUNK;
    const text = fold(this.#read(from, Math.min(this.#count, from + CHUNK)));
    if (this.#budget.left < text.length) return text;
    this.#budget.left -= text.length;
    return (this.#chunks[index] = text);
  }

  /** Sets `hit[row]` of the rows that hold a term; rests after each piece. */
  *scan(term: string, hit: Uint8Array): Generator<void> {
    for (let base = 0, index = 0; base < this.#count; base += CHUNK, index++) {
      const text = this.#chunk(index);
      let end = -1; // of the row before `row`
      let row = base;
      for (let at = text.indexOf(term); at >= 0; ) {
        for (let next = text.indexOf("\0", end + 1); next >= 0 && next < at; next = text.indexOf("\0", end + 1)) {
          end = next;
          row++;
        }
        hit[row] = 1;
        const next = text.indexOf("\0", at);
        at = next < 0 ? -1 : text.indexOf(term, next);
      }
      yield;
    }
  }
}

/** Columns that are searched beside the long texts. */
const SEARCHED: readonly CategoryName[] = [
  "place", "actor1", "actor2", "actor1_role", "actor2_role", "event_type", "sub_event_type", "source",
];

export class Search {
  readonly #events: Events;
  readonly #texts: () => Promise<Texts>;
  /** Words that the page shows for a code of a column, so that a reader finds what is read. */
  readonly #shown: Shown;
  readonly #budget = { left: KEPT };
  #categories: { column: Category; folded: Folded }[] | null = null;
  #long: Folded[] | null = null;

  constructor(events: Events, texts: () => Promise<Texts>, shown: Shown = (_, value) => value) {
    this.#events = events;
    this.#texts = texts;
    this.#shown = shown;
  }

  /** 1 for each event in which all terms are found; null when `alive` says that nobody waits any more. */
  async find(query: readonly string[], alive: () => boolean = () => true): Promise<Uint8Array | null> {
    const { count } = this.#events;
    this.#categories ??= SEARCHED.map((name) => {
      const column = this.#events.categories[name];
      const read = (from: number, to: number): string =>
        column.values.slice(from, to).map((value) => both(value, this.#shown(name, value))).join("\0");
      return { column, folded: new Folded(column.values.length, read, this.#budget) };
    });
    if (this.#long === null) {
      const texts = await this.#texts();
      this.#long = [texts.notes, ...texts.extra.map((e) => e.at)].map(
        (column) => new Folded(count, (from, to) => textsOf(column, from, to), this.#budget),
      );
    }
    const all = new Uint8Array(count).fill(1);
    return (await inSlices(this.scan(query, all), alive)) ? all : null;
  }

  private *scan(query: readonly string[], all: Uint8Array): Generator<void> {
    const hit = new Uint8Array(all.length);
    for (const term of query) {
      hit.fill(0);
      for (const { column, folded } of this.#categories ?? []) {
        const values = new Uint8Array(column.values.length);
        yield* folded.scan(term, values);
        if (!values.includes(1)) continue;
        const { codes } = column;
        for (let i = 0; i < codes.length; i++) if (codes[i] >= 0 && values[codes[i]] === 1) hit[i] = 1;
        yield;
      }
      for (const folded of this.#long ?? []) yield* folded.scan(term, hit);
      for (let i = 0; i < all.length; i++) all[i] &= hit[i];
    }
  }
}

/** A value and the words shown for it, as one text; the line between them keeps phrases from running over. */
const both = (value: string, shown: string): string => (shown === value ? value : `${value}\n${shown}`);

/** Works until done, no longer than a slice at a time; false when nobody waits any more. */
async function inSlices(work: Generator<void>, alive: () => boolean): Promise<boolean> {
  for (;;) {
    const until = performance.now() + SLICE;
    do if (work.next().done) return true;
    while (performance.now() < until);
    await pause();
    if (!alive()) return false;
  }
}

/** Lets the page do what else waits; a message comes sooner than the shortest timeout. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
