// Thin bands over the histogram: when zones are in force. One stop of the tab key; arrow keys go from band to band.
import { type Band, bandsOf } from "../model/validity.ts";
import type { MapView } from "../map_view.ts";
import type { Period } from "../model/filter.ts";
import { zoneColor } from "../palette.ts";
import { say } from "../words/words.ts";
import { h, refill, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";

const LANES = 4;
/** Height of a lane, px. */
const LANE = 7;
/** Names told of a band that stands for many zones. */
const MOST_NAMES = 4;

export class Bands {
  readonly element: HTMLElement;
  readonly #tip = h("div", { class: "ge-band-tip", "aria-hidden": "true", hidden: true });
  readonly #phrases: Phrases;
  readonly #open: (band: Band) => void;

  constructor(view: MapView, phrases: Phrases, span: Period) {
    this.#phrases = phrases;
    this.#open = (band) => view.ui.reader.zones(band.zones);
    const { bands, left } = bandsOf(view.data.zones, span, LANES);
    const buttons = bands.map((band, i) => this.#button(band, span, i === 0));
    this.element = h(
      "div",
      { class: "ge-bands", role: "group", "aria-label": say("zones_in_force"), dir: "ltr", hidden: bands.length === 0 },
      ...buttons,
      left > 0 && h("span", { class: "ge-bands-left" }, say("more_zones", { n: left })),
      this.#tip,
    );
    const lanes = bands.reduce((most, band) => Math.max(most, band.lane + 1), 0);
    this.element.style.height = `${lanes * LANE}px`;
    this.element.addEventListener("keydown", (event) => {
      const at = buttons.indexOf(document.activeElement as HTMLButtonElement);
      const to = event.key === "ArrowRight" ? at + 1 : event.key === "ArrowLeft" ? at - 1 : event.key === "Home" ? 0 : event.key === "End" ? buttons.length - 1 : -1;
      if (at < 0 || to < 0 || to >= buttons.length) return;
      event.preventDefault();
      buttons[at].tabIndex = -1;
      buttons[to].tabIndex = 0;
      buttons[to].focus();
    });
  }

  #button(band: Band, [first, end]: Period, reached: boolean): HTMLButtonElement {
    const zone = band.zones[0];
    const names = band.zones.slice(0, MOST_NAMES).map((z) => z.name || say("unnamed"));
    const rest = band.zones.length - names.length;
    const words = [...names, ...(rest > 0 ? [say("more_zones", { n: rest })] : [])].join(say("comma"));
    const when = this.#phrases.validity(zone.from, zone.to);
    const open = [band.openStart && "ge-open-start", band.openEnd && "ge-open-end"].filter(Boolean).join(" ");
    const button = h("button", {
      type: "button", class: `ge-band ${open}`, tabindex: reached ? 0 : -1, "aria-label": `${words}: ${when}`,
      onClick: () => this.#open(band), onMouseenter: () => show(), onFocus: () => show(), onMouseleave: () => hide(), onBlur: () => hide(),
    });
    const share = (day: number): number => ((day - first) / (end - first)) * 100;
    button.style.left = `${share(band.from)}%`;
    button.style.width = `${share(band.to) - share(band.from)}%`;
    button.style.top = `${band.lane * LANE}px`;
    button.style.setProperty("--ge-band", `var(${zoneColor(zone.kind)})`);
    const show = (): void => {
      refill(this.#tip, h("strong", {}, ...names.flatMap((name, i) => [i > 0 && say("comma"), said(name)]), rest > 0 && say("comma") + say("more_zones", { n: rest })), h("span", {}, when));
      this.#tip.hidden = false;
      const middle = button.offsetLeft + button.offsetWidth / 2;
      const room = this.element.clientWidth - this.#tip.offsetWidth;
      this.#tip.style.left = `${Math.max(0, Math.min(room, middle - this.#tip.offsetWidth / 2))}px`;
    };
    const hide = (): void => {
      this.#tip.hidden = true;
    };
    return button;
  }
}
