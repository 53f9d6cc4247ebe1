// Figures in quoted words, so that a card can mark where reports differ; dates, hours and names of things are none.
const SMALL = ["two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const DIGIT = "[0-9\u0660-\u0669\u06f0-\u06f9]";
/** Digits, with thousands apart or not, and the small numbers that English spells out. */
const FIGURE = new RegExp(`${DIGIT}+(?:[,.\u066c\u00a0\u202f]${DIGIT}{3})*|\\b(?:${SMALL.join("|")})\\b`, "giu");
/** What makes digits a part of something else: 10:30, 2017-09-20, T-72, 3rd, 2.5. */
const JOINED_BEFORE = /[\p{L}\p{N}][-:/.,]?$|[:/]$/u;
const JOINED_AFTER = /^(?:[-:/.,]?[\p{N}]|[:/-]?\p{L})/u;

export interface Figure {
  start: number;
  end: number;
  value: number;
}

/** Names of months, in lower case, of some languages: with the day, as languages that inflect have them in dates. */
export function monthNames(locales: readonly string[]): Set<string> {
  const names = new Set<string>();
  for (const locale of locales) {
    for (const month of ["long", "short"] as const) {
      for (let m = 0; m < 12; m++) {
        const date = new Date(2017, m, 15).toLocaleDateString(locale, { day: "numeric", month });
        for (const [name] of date.toLowerCase().matchAll(/\p{L}{2,}/gu)) names.add(name);
      }
    }
  }
  return names;
}

export function figuresIn(text: string, months: ReadonlySet<string>): Figure[] {
  const found: Figure[] = [];
  for (const match of text.matchAll(FIGURE)) {
    const [start, end] = [match.index, match.index + match[0].length];
    const word = SMALL.indexOf(match[0].toLowerCase());
    if (word >= 0) {
      found.push({ start, end, value: word + 2 });
      continue;
    }
    const [before, after] = [text.slice(Math.max(0, start - 24), start), text.slice(end, end + 24)];
    if (JOINED_BEFORE.test(before) || JOINED_AFTER.test(after)) continue;
    const digits = Array.from(match[0], (c) => (/[,.\u066c\u00a0\u202f]/.test(c) ? "" : String((c.codePointAt(0) ?? 0) & 15))).join("");
    const value = Number(digits);
    const year = digits.length === 4 && match[0].length === 4 && value >= 1900 && value < 2100;
    const near = [/(\p{L}+)\.?\s+$/u.exec(before)?.[1], /^\s+(\p{L}+)/u.exec(after)?.[1]];
    if (!year && !near.some((name) => name !== undefined && months.has(name.toLowerCase()))) found.push({ start, end, value });
  }
  return found;
}

/** Of each text, the figures that not every text with figures gives. */
export function differing(texts: readonly string[], months: ReadonlySet<string>): Figure[][] {
  const all = texts.map((text) => figuresIn(text, months));
  const sets = all.filter((figures) => figures.length > 0).map((figures) => new Set(figures.map((f) => f.value)));
  if (sets.length < 2) return all.map(() => []);
  return all.map((figures) => figures.filter((f) => !sets.every((set) => set.has(f.value))));
}
