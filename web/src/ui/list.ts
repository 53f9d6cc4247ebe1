// A list of events as buttons: the unplaced, or all that happened at one spot.
import type { Data } from "../model/data.ts";
import { NULL, textAt } from "../wire/frame.ts";
import type { Events } from "../wire/tables.ts";
import { h, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";
import { swatch } from "./swatch.ts";
import { say, typeWords } from "../words/words.ts";

/** Most rows a list shows: beyond that nobody reads, and the page would stall. */
const MOST = 500;

/** Rows by first day, undated last, else in the table's order. */
export function sortByTime(events: Events, rows: readonly number[]): number[] {
  const key = (row: number): number => (events.from[row] === NULL ? Infinity : events.from[row]);
  return [...rows].sort((a, b) => {
    const [ka, kb] = [key(a), key(b)];
    return ka === kb ? a - b : ka - kb;
  });
}

export function eventList(data: Data, phrases: Phrases, rows: readonly number[], open: (at: number) => void): HTMLElement {
  const { events } = data;
  const c = events.categories;
  const items = rows.slice(0, MOST).map((row, at) => {
    const actors = [textAt(c.actor1, row), textAt(c.actor2, row)].filter((a) => a !== "");
    const place = textAt(c.place, row);
    return h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "ge-item", onClick: () => open(at) },
        swatch(data, row),
        h(
          "span",
          { class: "ge-item-text" },
          h("strong", {}, said(textAt(c.sub_event_type, row) || typeWords(textAt(c.event_type, row)))),
          h("span", {}, phrases.when(events, row), place !== "" && " · ", place !== "" && said(place)),
          actors.length > 0 && h("span", {}, said(actors[0]), actors[1] !== undefined && " – ", actors[1] !== undefined && said(actors[1])),
        ),
        events.best[row] > 0 &&
          h("span", { class: "ge-item-deaths" }, say("deaths", { n: events.best[row] })),
      ),
    );
  });
  const list = h("ol", { class: "ge-list" }, ...items);
  if (rows.length <= MOST) return list;
  return h("div", {}, h("p", { class: "ge-note" }, say("first_of", { shown: MOST, all: rows.length })), list);
}
