// What the reader opens in the panel: an event's card, a list of events, zones; and the ways between them.
import type { MapView } from "../map_view.ts";
import type { Zone } from "../wire/tables.ts";
import { say } from "../words/words.ts";
import { Card } from "./card.ts";
import { h, iconButton } from "./dom.ts";
import { putList, sortByTime } from "./list.ts";
import type { Panel } from "./panel.ts";
import type { Phrases } from "./phrases.ts";
import { zoneCard } from "./zone_card.ts";

export class Reader {
  readonly #view: MapView;
  readonly #panel: Panel;
  readonly #phrases: Phrases;
  readonly #card: Card;

  constructor(view: MapView, panel: Panel, phrases: Phrases) {
    this.#view = view;
    this.#panel = panel;
    this.#phrases = phrases;
    this.#card = new Card(view, phrases);
  }

  /** `stay` leaves the view as it is. */
  async events(rows: readonly number[], at = 0, stay = false): Promise<void> {
    await this.#event(sortByTime(this.#view.data.events, rows), at, null, stay);
  }

  /** One event of several; `back` leads to the list it was chosen from. */
  async #event(rows: readonly number[], at: number, back: (() => void) | null, stay = false): Promise<void> {
    const turn = ++this.#panel.turn;
    const row = rows[at];
    const made = await this.#card.event(row, (zone) => this.zones([zone])).catch(this.#view.ui.notice.fail);
    if (!made) return;
    const { body, id } = made;
    if (turn !== this.#panel.turn) return;
    const tools: HTMLElement[] = [];
    if (rows.length > 1) {
      const step = (d: number): void => {
        void this.#event(rows, (at + d + rows.length) % rows.length, back).then(() => {
          this.#panel.element.querySelector<HTMLElement>(`[aria-label="${say(d < 0 ? "previous" : "next")}"]`)?.focus();
        });
      };
      tools.push(
        iconButton("list", say("list"), back ?? (() => this.#list(say("events_here", { n: rows.length }), "", rows))),
        iconButton("prev", say("previous"), () => step(-1)),
        h("span", { class: "ge-position" }, say("position", { i: at + 1, n: rows.length })),
        iconButton("next", say("next"), () => step(1)),
      );
    }
    this.#view.mark(row, null);
    this.#panel.open(rows.length > 1 ? "" : say("details"), body, ...tools);
    if (!stay) this.#view.reveal(row);
    this.#view.fire("select", { event: row, event_id: id });
  }

  #list(title: string, note: string, rows: readonly number[]): void {
    const body = h("div", { class: "ge-panel-body" }, note !== "" && h("p", { class: "ge-note" }, note));
    putList(body, this.#view.data, this.#phrases, rows, (at) => {
      void this.#event(rows, at, () => this.#list(title, note, rows));
    });
    this.#view.mark(null, null);
    this.#panel.open(title, body);
  }

  unplaced(): void {
    const { unplaced, events } = this.#view.data;
    const { mask } = this.#view.filter;
    this.#list(say("without_place_title"), say("without_place_note"), sortByTime(events, unplaced.filter((row) => mask[row])));
  }

  zones(zones: readonly Zone[], at = 0): void {
    const tools: HTMLElement[] = [];
    if (zones.length > 1) {
      tools.push(
        iconButton("prev", say("previous"), () => this.zones(zones, (at + zones.length - 1) % zones.length)),
        h("span", { class: "ge-position" }, say("position", { i: at + 1, n: zones.length })),
        iconButton("next", say("next"), () => this.zones(zones, (at + 1) % zones.length)),
      );
    }
    this.#view.mark(null, zones[at].index);
    this.#panel.open(say("zones"), zoneCard(zones[at], this.#phrases), ...tools);
    this.#view.fire("select", { zone: zones[at].index, zone_id: zones[at].id });
  }
}
