// What colour says on the map: a column's values as classes, each with its count and colour slot; and what is in doubt.
import { assignSlots, OTHER, SLOTS } from "../palette.ts";
import type { Category } from "../wire/frame.ts";
import type { CategoryName, Events } from "../wire/tables.ts";

/** Columns whose values have an order: from what is well known to what is not. They get a ramp instead of hues. */
const ORDERED: Partial<Record<CategoryName, readonly string[]>> = {
  precision: ["exact", "near", "area", "admin2", "admin1", "country"],
  date_precision: ["day", "week", "range", "month", "year"],
  status: ["confirmed", "reported", "claimed", "disputed", "denied"],
};

/** Most classes listed one by one; where there are more values, those without a colour of their own are one class. */
const MOST_LISTED = 12;

export interface ColorClass {
  /** The value; null for the class of all values that have no colour of their own. "" is a missing value. */
  name: string | null;
  values: readonly string[];
  count: number;
  slot: number;
}

export interface Coloring {
  column: CategoryName;
  /** Whether the colours are a ramp. */
  ordered: boolean;
  /** In the order of the legend. */
  classes: ColorClass[];
  /** Number of different values, missing ones apart. */
  values: number;
}

/** How much is said against what an event tells: nothing, only a party claims it, others dispute it, it is denied. */
export const ESTABLISHED = 0;
export const CLAIMED = 1;
export const DISPUTED = 2;
export const DENIED = 3;
export const DOUBTS = 4;
const DOUBT: Readonly<Record<string, number>> = { claimed: CLAIMED, disputed: DISPUTED, denied: DENIED };

export function isColorColumn(events: Events, name: unknown): name is CategoryName {
  return typeof name === "string" && Object.hasOwn(events.categories, name);
}

export function categoryNames(events: Events): CategoryName[] {
  return Object.keys(events.categories) as CategoryName[];
}

/** Columns worth colouring by: those that tell events apart. */
export function colorColumns(events: Events): CategoryName[] {
  return categoryNames(events).filter((name) => {
    const { codes } = events.categories[name];
    return codes.some((code) => code !== codes[0]);
  });
}

/** Divides the events by a column; `slot` receives each event's colour slot. */
export function colorBy(events: Events, column: CategoryName, slot: Uint8Array): Coloring {
  const { codes, values } = events.categories[column];
  const counts = new Int32Array(values.length + 1);
  for (let i = 0; i < codes.length; i++) counts[codes[i] + 1]++;
  const scale = ORDERED[column];
  // What no event has is no class: a dictionary may hold more than its column uses.
  const present = values.map((_, code) => code).filter((code) => counts[code + 1] > 0);
  const order = present.sort((a, b) => rank(scale, values[a]) - rank(scale, values[b]) || counts[b + 1] - counts[a + 1] || a - b);
  const slots = scale
    ? order.map((code) => (rank(scale, values[code]) < scale.length ? rank(scale, values[code]) : OTHER))
    : column === "event_type"
      ? assignSlots(order.map((code) => values[code]))
      : order.map((_, i) => Math.min(i, OTHER));
  const slotOf = new Uint8Array(values.length + 1).fill(OTHER);
  order.forEach((code, i) => (slotOf[code + 1] = slots[i]));
  for (let i = 0; i < codes.length; i++) slot[i] = slotOf[codes[i] + 1];

  const classes: ColorClass[] = [];
  const rest: string[] = [];
  let inRest = 0;
  order.forEach((code, i) => {
    if (slots[i] === OTHER && order.length > MOST_LISTED) {
      rest.push(values[code]);
      inRest += counts[code + 1];
    } else classes.push({ name: values[code], values: [values[code]], count: counts[code + 1], slot: slots[i] });
  });
  if (rest.length > 0) classes.push({ name: null, values: rest, count: inRest, slot: OTHER });
  if (counts[0] > 0) classes.push({ name: "", values: [""], count: counts[0], slot: OTHER });
  return { column, ordered: scale !== undefined, classes, values: order.length };
}

function rank(scale: readonly string[] | undefined, value: string): number {
  if (!scale) return 0;
  const at = scale.indexOf(value);
  return at < 0 ? scale.length : at;
}

/** The doubt about each event, or null where there is none about any. */
export function findDoubt(status: Category): Uint8Array | null {
  const of = Uint8Array.from([ESTABLISHED, ...status.values.map((value) => (Object.hasOwn(DOUBT, value) ? DOUBT[value] : ESTABLISHED))]);
  let any = 0;
  const doubt = Uint8Array.from(status.codes, (code) => {
    any |= of[code + 1];
    return of[code + 1];
  });
  return any === 0 ? null : doubt;
}

/** Colour and doubt of each event in one number, which scenes count by: `slot + SLOTS * doubt`. */
export function mixInk(slot: Uint8Array, doubt: Uint8Array, ink: Uint8Array): void {
  for (let i = 0; i < ink.length; i++) ink[i] = slot[i] + SLOTS * doubt[i];
}

export interface Ink {
  /** The most frequent colour. */
  slot: number;
  /** The least doubt among the events. */
  doubt: number;
  /** Share of the events that are established, 0 to 1. */
  sure: number;
}

/** What a symbol's counts by ink come to. */
export function blend(counts: ArrayLike<number>): Ink {
  let [slot, most, doubt, sure, all] = [0, 0, DOUBTS, 0, 0];
  for (let s = 0; s < SLOTS; s++) {
    let sum = 0;
    for (let k = s; k < counts.length; k += SLOTS) {
      if (counts[k] === 0) continue;
      sum += counts[k];
      doubt = Math.min(doubt, Math.floor(k / SLOTS));
      if (k < SLOTS) sure += counts[k];
    }
    all += sum;
    if (sum > most) [slot, most] = [s, sum];
  }
  return { slot, doubt: doubt === DOUBTS ? ESTABLISHED : doubt, sure: all === 0 ? 1 : sure / all };
}
