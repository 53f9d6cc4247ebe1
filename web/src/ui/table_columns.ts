// The columns of the table of events: what stands in their cells, and by what they are put in order.
import type { Data } from "../model/data.ts";
import { categoryKey, collation, type Key, textKey } from "../model/order.ts";
import { NULL, textAt } from "../wire/frame.ts";
import type { CategoryName, Texts } from "../wire/tables.ts";
import { named, say, typeWords } from "../words/words.ts";
import { h, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";
import { swatch } from "./swatch.ts";

/** The columns that have a name of the page's own; those of the cards are named "card:" and their own name. */
const OWN = ["date", "type", "place", "actor1", "actor2", "fatalities", "status", "source"] as const;
const CARD = "card:";

export interface Column {
  id: string;
  /** In the page's words, or the user's own. */
  name: string | HTMLElement;
  /** Least width, px. */
  width: number;
  /** Whether it holds numbers, which stand at the end of the cell. */
  figures: boolean;
  /** What stands in the cell of an event. */
  cell(row: number): (Node | string | false)[];
  /** The first that tells two events apart decides which comes first. */
  keys(): Key[];
}

/** The columns that have something in them, and always those for when, what and where. */
export function columnsOf(data: Data, phrases: Phrases, texts: () => Texts | null): Column[] {
  const { events, places } = data;
  const c = events.categories;
  const compare = collation(data.config.locale);
  const known = (name: CategoryName): boolean => c[name].values.length > 0;
  const plain = (id: (typeof OWN)[number], name: CategoryName, width: number, words = (value: string): string => value): Column => ({
    id, name: say(`column.${id}`), width, figures: false,
    cell: (row) => cellOf(words(textAt(c[name], row))),
    keys: () => [categoryKey(c[name], compare, words)],
  });
  const subType = (value: string): string => (value === "" ? "" : named("sub_event_type", value));
  const all: (Column | false)[] = [
    {
      id: "date", name: say("column.date"), width: 206, figures: false,
      cell: (row) => [h("span", { class: events.from[row] === NULL ? "ge-soft" : undefined }, phrases.when(events, row))],
      keys: () => [events.from, events.to],
    },
    {
      id: "type", name: say("column.type"), width: 176, figures: false,
      cell: (row) => {
        const sub = subType(textAt(c.sub_event_type, row));
        return [swatch(data, row), said(typeWords(textAt(c.event_type, row))), sub !== "" && said(sub, "ge-soft")];
      },
      keys: () => [categoryKey(c.event_type, compare, typeWords), categoryKey(c.sub_event_type, compare, subType)],
    },
    {
      id: "place", name: say("column.place"), width: 230, figures: false,
      cell: (row) => {
        const name = textAt(c.place, row);
        const unplaced = places.of[row] < 0;
        const metres = events.uncM[row];
        const how = unplaced
          ? h("span", { class: "ge-mark-unplaced" }, say(name === "" ? "unknown_place" : "not_on_map"))
          : soft([metres === NULL || metres <= 0 ? "" : say("within", { km: phrases.km(metres) }), named("precision", textAt(c.precision, row))]);
        return [name !== "" && said(name), how];
      },
      keys: () => [categoryKey(c.place, compare), events.uncM],
    },
    known("actor1") && plain("actor1", "actor1", 138),
    known("actor2") && plain("actor2", "actor2", 138),
    fatalities(data, phrases),
    known("status") && plain("status", "status", 92, (value) => (value === "" ? "" : named("status", value))),
    known("source") && plain("source", "source", 112),
    ...data.config.cardColumns.map((name): Column => {
      const at = (row: number): string => texts()?.extra.find((column) => column.name === name)?.at(row) ?? "";
      return {
        id: CARD + name, name: said(name), width: 120, figures: false,
        cell: (row) => cellOf(at(row)),
        keys: () => [textKey(events.count, at, compare)],
      };
    }),
  ];
  return all.filter((column) => column !== false);
}

/** Whether a column's cells need the long texts. */
export function needsTexts(column: Column): boolean {
  return column.id.startsWith(CARD);
}

function cellOf(text: string): (Node | false)[] {
  return [text !== "" && said(text)];
}

function soft(words: readonly string[]): HTMLElement | false {
  const known = words.filter((w) => w !== "");
  return known.length > 0 && said(known.join(say("comma")), "ge-soft");
}

/** The best estimate and, where they differ, the bounds; an event of which one bound alone is known stands by that. */
function fatalities({ events }: Data, phrases: Phrases): Column | false {
  const { best, low, high } = events;
  const has = (bound: Int32Array): boolean => bound.some((n) => n !== NULL);
  if (!has(best) && !has(low) && !has(high)) return false;
  const number = phrases.number;
  return {
    id: "fatalities", name: say("column.fatalities"), width: 104, figures: true,
    cell: (row) => {
      const [b, l, g] = [best[row], low[row], high[row]];
      const range = l !== NULL && g !== NULL && (l !== g || (b !== NULL && b !== l)) ? (l === g ? number(l) : `${number(l)}\u2013${number(g)}`) : "";
      if (b !== NULL) return [range !== "" && said(range, "ge-soft"), h("span", {}, number(b))];
      if (range !== "") return [h("span", {}, range)];
      if (l !== NULL || g !== NULL) return [h("span", {}, l === g ? number(l) : say(l !== NULL ? "at_least" : "at_most", { n: l !== NULL ? l : g }))];
      return [];
    },
    keys: () => [best.map((n, row) => (n !== NULL ? n : low[row] !== NULL ? low[row] : high[row]))],
  };
}
