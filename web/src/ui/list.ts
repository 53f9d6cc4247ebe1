// A list of events as buttons: the unplaced, or all that happened at one spot.
import type { Data } from "../model/data.ts";
import { inOrder } from "../model/order.ts";
import { textAt } from "../wire/frame.ts";
import type { Events } from "../wire/tables.ts";
import { h, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";
import { swatch } from "./swatch.ts";
import { VirtualRows } from "./virtual_rows.ts";
import { named, say, typeWords } from "../words/words.ts";

/** Rows up to which each is an element of its own height; of longer lists only what is in sight exists. */
const SHORT = 200;

/** Rows by first day, undated last, else in the table's order. */
export function sortByTime(events: Events, rows: readonly number[]): number[] {
  return [...inOrder(Int32Array.from(rows).sort(), [events.from])];
}

/** Puts a list into a box that scrolls; `open` is told which of the rows was chosen. */
export function putList(box: HTMLElement, data: Data, phrases: Phrases, rows: readonly number[], open: (at: number) => void): void {
  const item = (at: number): HTMLLIElement => h("li", { "aria-posinset": at + 1, "aria-setsize": rows.length }, eventButton(data, phrases, rows[at], () => open(at)));
  const list = h("ol", { class: "ge-list" });
  box.append(list);
  if (rows.length <= SHORT) {
    list.append(...rows.map((_, at) => item(at)));
    return;
  }
  list.classList.add("ge-long");
  const virtual = new VirtualRows(box, list, { make: item });
  virtual.fill(rows.length, 0);
  // Where the focus is stays, however far the list is scrolled.
  list.addEventListener("focusin", (event) => {
    const place = (event.target as Element).closest("li")?.ariaPosInSet;
    if (place) virtual.pin(Number(place) - 1);
  });
}

function eventButton(data: Data, phrases: Phrases, row: number, open: () => void): HTMLElement {
  const { events } = data;
  const c = events.categories;
  const actors = [textAt(c.actor1, row), textAt(c.actor2, row)].filter((a) => a !== "");
  const place = textAt(c.place, row);
  const status = data.doubt?.[row] ? named("status", textAt(c.status, row)) : "";
  return h(
    "button",
    { type: "button", class: "ge-item", onClick: open },
    swatch(data, row),
    h(
      "span",
      { class: "ge-item-text" },
      h("strong", {}, said(textAt(c.sub_event_type, row) || typeWords(textAt(c.event_type, row)))),
      h("span", {}, phrases.when(events, row), place !== "" && " \u00b7 ", place !== "" && said(place), status !== "" && ` \u00b7 ${status}`),
      actors.length > 0 && h("span", {}, said(actors[0]), actors[1] !== undefined && " \u2013 ", actors[1] !== undefined && said(actors[1])),
    ),
    events.best[row] > 0 && h("span", { class: "ge-item-deaths" }, say("deaths", { n: events.best[row] })),
  );
}
