// Two periods side by side: the line between them that is dragged or moved by keys, and the numbers of both with the change.
import type { MapView } from "../map_view.ts";
import type { Period } from "../model/filter.ts";
import { say } from "../words/words.ts";
import { h, iconButton, refill } from "./dom.ts";
import type { Phrases } from "./phrases.ts";

const LETTERS = ["A", "B"] as const;
/** Shares of the map's width that keys move the line by. */
const STEP = 0.02;
const LEAP = 0.1;

export class Compare {
  /** The line on the map, with the name of each side. */
  readonly divider: HTMLElement;
  /** Numbers, for the time bar. */
  readonly numbers = h("div", { class: "ge-compared" });
  readonly #view: MapView;
  readonly #phrases: Phrases;
  readonly #names = LETTERS.map((letter, side) => h("span", { class: `ge-side ge-side-${side}` }, tag(letter), h("span", {})));
  readonly #change: Intl.NumberFormat;
  readonly #live = h("output", { class: "ge-change" });
  #told = "";
  #opener: Element | null = null;

  constructor(view: MapView, phrases: Phrases) {
    this.#view = view;
    this.#phrases = phrases;
    this.#change = new Intl.NumberFormat(view.data.config.locale, { signDisplay: "exceptZero" });
    const grip = h("span", { class: "ge-grip", "aria-hidden": "true" });
    this.divider = h(
      "div",
      {
        class: "ge-divider", role: "separator", tabindex: 0, "aria-orientation": "vertical", "aria-label": say("divider"),
        "aria-valuemin": 0, "aria-valuemax": 100, hidden: true, dir: "ltr",
      },
      grip,
      ...this.#names,
    );
    this.#drag();
    this.#keys();
  }

  /** Whether there is anything to compare: events on at least two days. */
  get fits(): boolean {
    const { span, events } = this.#view.data;
    return events.count > 0 && span !== null && span[1] - span[0] > 1;
  }

  flip(): void {
    if (this.#view.comparing.on) this.end();
    else {
      this.#opener = document.activeElement;
      this.#view.comparing.put(this.#view.comparing.proposal());
      this.#view.changed();
    }
  }

  end(): void {
    const held = [this.divider, this.numbers].some((element) => element.contains(document.activeElement));
    this.#view.comparing.put(null);
    this.#view.changed();
    if (held) (this.#opener instanceof HTMLElement && this.#opener.isConnected ? this.#opener : this.#view.container).focus();
  }

  /** Sets one side's period. */
  choose(side: 0 | 1, period: Period): void {
    const { periods } = this.#view.comparing;
    if (!periods) return;
    this.#view.comparing.put(side === 0 ? [period, periods[1]] : [periods[0], period]);
    this.#view.changed();
  }

  #slide(split: number): void {
    this.#view.comparing.slide(split);
    this.#place();
  }

  #place(): void {
    const { split } = this.#view.comparing;
    this.divider.style.left = `${split * 100}%`;
    this.divider.setAttribute("aria-valuenow", String(Math.round(split * 100)));
    this.divider.setAttribute("aria-valuetext", say("divider_at", { share: Math.round(split * 100) }));
  }

  #drag(): void {
    const { divider } = this;
    const view = this.#view;
    let offset: number | null = null;
    const at = (event: PointerEvent): number => {
      const box = view.container.getBoundingClientRect();
      return (event.clientX - box.left) / Math.max(1, box.width);
    };
    divider.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      divider.setPointerCapture(event.pointerId);
      offset = at(event) - view.comparing.split;
    });
    divider.addEventListener("pointermove", (event) => {
      if (offset !== null) this.#slide(at(event) - offset);
    });
    const stop = (): void => {
      if (offset === null) return;
      offset = null;
      view.announce();
    };
    divider.addEventListener("pointerup", stop);
    divider.addEventListener("pointercancel", stop);
  }

  #keys(): void {
    this.divider.addEventListener("keydown", (event) => {
      const { split } = this.#view.comparing;
      const to: Record<string, number> = {
        ArrowLeft: split - STEP, ArrowRight: split + STEP, ArrowDown: split - STEP, ArrowUp: split + STEP,
        PageDown: split - LEAP, PageUp: split + LEAP, Home: 0, End: 1,
      };
      if (!Object.hasOwn(to, event.key)) return;
      event.preventDefault();
      this.#slide(to[event.key]);
      this.#view.announce();
    });
  }

  update(): void {
    const { comparing, filter } = this.#view;
    const { undatedCount: undated } = filter;
    const { periods } = comparing;
    this.divider.hidden = this.numbers.hidden = !periods;
    if (!periods) return;
    this.#place();
    const { a, b, both } = comparing.sums();
    const deaths = a.fatalities + b.fatalities > 0;
    const sides = ([a, b] as const).map((sum, side) => {
      const words = this.#phrases.period(...periods[side]);
      this.#names[side].lastElementChild!.textContent = words;
      return h(
        "span",
        { class: "ge-compared-side" },
        tag(LETTERS[side]),
        h("span", { class: "ge-compared-period" }, words),
        h("strong", {}, say("events", { n: sum.events })),
        deaths && h("span", {}, say("deaths", { n: sum.fatalities })),
      );
    });
    const signed = (n: number): string => this.#change.format(n).replace("-", "\u2212");
    const by = (key: "change_events" | "change_deaths", n: number): string => say(key, { n: Math.abs(n), change: signed(n) });
    const [more, dead] = [b.events - a.events, b.fatalities - a.fatalities];
    const told = deaths ? say("change_both", { events: by("change_events", more), deaths: by("change_deaths", dead) }) : by("change_events", more);
    // Said once, not with every redraw.
    if (told !== this.#told) this.#live.textContent = this.#told = told;
    const [longA, longB] = periods.map(([from, to]) => to - from);
    const notes = [
      // A day in a year makes no difference that a reader has to know of.
      Math.abs(longA - longB) > 0.01 * longA && say("compare_lengths", { a: say("days", { n: longA }), b: say("days", { n: longB }) }),
      both > 0 && say("compare_both", { n: both }),
      filter.undated && undated > 0 && say("compare_undated", { n: undated }),
    ].filter((note) => note !== false);
    const first = this.numbers.childElementCount === 0;
    const body = [...sides, this.#live, notes.length > 0 && h("span", { class: "ge-note" }, notes.join(" "))];
    if (first) this.numbers.append(h("div", { class: "ge-compared-body" }), iconButton("close", say("compare_end"), () => this.end()));
    refill(this.numbers.firstElementChild!, ...body);
  }
}

function tag(letter: (typeof LETTERS)[number]): HTMLElement {
  return h("span", { class: `ge-letter ge-letter-${letter.toLowerCase()}` }, letter);
}
