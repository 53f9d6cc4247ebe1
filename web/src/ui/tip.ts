// The tooltip: one line or two on what lies under the pointer.
import type { Data } from "../model/data.ts";
import type { Pointed } from "../pointing.ts";
import { textAt } from "../wire/frame.ts";
import { named, say, typeWords } from "../words/words.ts";
import { h, refill, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";

export class Tip {
  readonly element = h("div", { class: "ge-tip", "aria-hidden": "true", hidden: true });
  readonly #container: HTMLElement;
  readonly #data: Data;
  readonly #phrases: Phrases;

  constructor(container: HTMLElement, data: Data, phrases: Phrases) {
    this.#container = container;
    this.#data = data;
    this.#phrases = phrases;
  }

  show(hit: Pointed | null, at: { x: number; y: number } | null): void {
    const { element } = this;
    const container = this.#container;
    const something = hit !== null && (hit.events.length > 0 || hit.zones.length > 0);
    container.classList.toggle("ge-pointing", something);
    const shown = hit !== null && at !== null && something;
    element.hidden = !shown;
    if (!shown) return;
    const { events, doubt } = this.#data;
    const doubtful = (row: number): boolean => doubt !== null && doubt[row] > 0;
    // Without a symbol the spot lies in areas, the smallest first: its events are told apart from the wider ones'.
    const { of } = this.#data.places;
    const here = hit.symbol ? hit.events : hit.events.filter((row) => of[row] === of[hit.events[0]]);
    const wider = hit.events.length - here.length;
    if (here.length === 1) {
      const row = here[0];
      refill(
        element,
        h("strong", {}, said(typeWords(textAt(events.categories.event_type, row)))),
        h("span", {}, said(textAt(events.categories.place, row)), " ", this.#phrases.when(events, row)),
        doubtful(row) && h("span", {}, said(named("status", textAt(events.categories.status, row)))),
      );
    } else if (here.length > 1) {
      refill(element, h("strong", {}, say("events", { n: here.length })));
      const place = hit.cluster === null ? textAt(events.categories.place, here[0]) : "";
      if (place) element.append(h("span", {}, said(place)));
      const inDoubt = here.filter(doubtful).length;
      if (inDoubt > 0) element.append(h("span", {}, say("doubtful_events", { n: inDoubt })));
    } else {
      refill(element, h("strong", {}, said(hit.zones[0].name || say("unnamed"))));
    }
    const deaths = hit.symbol?.fatalities ?? 0;
    if (deaths > 0) element.append(h("span", {}, say("deaths", { n: deaths })));
    if (wider > 0) element.append(h("span", {}, say("wider", { n: wider })));
    const room = container.clientWidth - at.x;
    element.style.left = `${Math.max(4, room < 240 ? at.x - element.offsetWidth - 12 : at.x + 14)}px`;
    element.style.top = `${Math.max(4, at.y - element.offsetHeight - 8)}px`;
  }
}
