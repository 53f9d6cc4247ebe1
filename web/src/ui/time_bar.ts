// The time bar: histogram, handles and brush for the period (or for two that are compared), zones in force, play.
import type { MapView } from "../map_view.ts";
import type { Period } from "../model/filter.ts";
import { say } from "../words/words.ts";
import { Bands } from "./bands.ts";
import { Brush } from "./brush.ts";
import type { Compare } from "./compare.ts";
import { h } from "./dom.ts";
import { Handles } from "./handles.ts";
import { Histogram } from "./histogram.ts";
import type { Phrases } from "./phrases.ts";
import { Player } from "./player.ts";

/** On a map narrower or lower than this the choices wait behind a button. */
const TIGHT = 940;
const LOW = 560;

export class TimeBar {
  readonly element: HTMLElement;
  readonly player: Player;
  readonly #view: MapView;
  readonly #phrases: Phrases;
  readonly #compare: Compare;
  readonly #histogram: Histogram;
  readonly #brush: Brush;
  readonly #one: Handles;
  readonly #two: readonly [Handles, Handles];
  readonly #chosen = h("output", { class: "ge-chosen" });
  readonly #reset: HTMLButtonElement;
  readonly #more: HTMLButtonElement;
  readonly #undated: HTMLInputElement | null = null;
  readonly #undatedLabel: HTMLElement | null = null;
  /** Whole time axis, [from, to). */
  readonly #span: Period;
  #pending = 0;

  constructor(view: MapView, phrases: Phrases, compare: Compare) {
    this.#view = view;
    this.#phrases = phrases;
    this.#compare = compare;
    const { span, undated } = view.data;
    this.#span = span ?? [0, 1];
    this.#histogram = new Histogram(view, phrases, this.#span);
    this.player = new Player(view, this.#span, () => this.#histogram.bins().edges, (period) => this.#put(period));
    const names: [string, string] = [say("period_start"), say("period_end")];
    this.#one = new Handles(this.#span, names, "", phrases, (period) => this.#soon(() => this.#put(period)));
    const handles = (side: 0 | 1): Handles => {
      const of = { side: "AB"[side] };
      const kind = `ge-range-half ge-range-${side}`;
      return new Handles(this.#span, [say("side_start", of), say("side_end", of)], kind, phrases, (period) =>
        this.#soon(() => compare.choose(side, period)),
      );
    };
    this.#two = [handles(0), handles(1)];
    const side = (height: number): 0 | 1 => (height < 0.5 ? 0 : 1);
    this.#brush = new Brush(this.#span, say("period_move"), {
      period: (height) => view.filter.compared?.[side(height)] ?? view.filter.period,
      choose: (period, height) => this.#soon(() => (view.comparing.on ? compare.choose(side(height), period) : this.#put(period))),
      reset: () => this.#clear(),
      step: (by) => this.player.step(by),
      end: (last) => this.player.end(last),
    });
    this.#reset = h("button", { type: "button", class: "ge-text-button", onClick: () => this.#clear() }, say("reset"));
    if (undated > 0) {
      this.#undated = h("input", {
        type: "checkbox", checked: true,
        onChange: () => view.setUndated(this.#undated?.checked ?? true),
      });
      this.#undatedLabel = h("label", { class: "ge-undated" }, this.#undated, "");
    }
    this.#more = h(
      "button",
      { type: "button", class: "ge-text-button ge-time-more", "aria-expanded": "false", onClick: () => this.#unfold() },
      say("time_settings"),
    );
    const track = h(
      "div",
      { class: "ge-track", dir: "ltr" },
      this.#histogram.canvas, this.#brush.element,
      this.#one.low, this.#one.high, this.#two[0].low, this.#two[0].high, this.#two[1].low, this.#two[1].high,
    );
    // A handle says its own place.
    track.addEventListener("focusin", () => this.#chosen.setAttribute("aria-live", "off"));
    track.addEventListener("focusout", () => this.player.playing || this.#chosen.setAttribute("aria-live", "polite"));
    track.addEventListener("keydown", (event) => {
      if (event.key !== " " || view.comparing.on) return;
      event.preventDefault();
      this.player.flip();
    });
    this.element = h(
      "section",
      { class: "ge-time", "aria-label": say("time") },
      h(
        "div",
        { class: "ge-time-head" },
        this.player.buttons, this.#chosen, this.#reset, compare.numbers,
        h("span", { class: "ge-spring" }),
        this.#histogram.unit, this.#undatedLabel, this.#more, this.player.choices,
      ),
      new Bands(view, phrases, this.#span).element,
      track,
      this.#histogram.axis,
      this.#histogram.spread,
    );
  }

  /** Whether there is a period to choose: one day alone is neither cut nor played. */
  get moves(): boolean {
    return this.#span[1] - this.#span[0] > 1;
  }

  /** Puts the reader where keys change the period. */
  focus(): void {
    const stop = this.#view.comparing.on ? this.#two[0].low : this.#brush.element;
    if (stop.offsetWidth === 0) this.#unfold();
    stop.focus();
  }

  /** One redraw a frame, however many input events come. */
  #soon(change: () => void): void {
    cancelAnimationFrame(this.#pending);
    this.#pending = requestAnimationFrame(change);
  }

  /** A period as wide as all of time is all of time. */
  #put([from, to]: Period): void {
    if (from <= this.#span[0] && to >= this.#span[1]) this.#view.setTime(null, null);
    else this.#view.setTime(from, to);
  }

  #clear(): void {
    if (!this.#view.comparing.on) this.#view.setTime(null, null);
  }

  /** On a small map the choices wait behind a button. */
  #unfold(): void {
    const open = this.element.classList.toggle("ge-unfolded");
    this.#more.setAttribute("aria-expanded", String(open));
  }

  update(): void {
    const { period, undated, undatedCount, compared } = this.#view.filter;
    const comparing = compared !== null;
    this.element.classList.toggle("ge-comparing", comparing);
    this.#one.show(!comparing && this.moves);
    for (const side of [0, 1] as const) {
      this.#two[side].show(comparing);
      if (comparing) this.#two[side].set(compared[side]);
    }
    const [from, to] = period ?? this.#span;
    const words = this.#phrases.period(from, to);
    this.#one.set([Math.max(this.#span[0], from), Math.min(this.#span[1], to)]);
    this.#brush.set(from, words);
    this.#brush.element.tabIndex = comparing ? -1 : 0;
    this.#brush.element.hidden = this.#more.hidden = !this.moves;
    if (this.#chosen.textContent !== words) this.#chosen.textContent = words;
    this.#chosen.hidden = comparing;
    this.#reset.hidden = period === null || comparing;
    if (this.#undatedLabel) {
      this.#undatedLabel.hidden = comparing;
      this.#undatedLabel.lastChild!.nodeValue = say("undated", { n: undatedCount });
    }
    if (this.#undated) this.#undated.checked = undated;
    this.player.update();
    this.#compare.update();
    this.draw();
  }

  draw(): void {
    const { clientWidth, clientHeight } = this.#view.container;
    this.element.classList.toggle("ge-tight", clientWidth < TIGHT || clientHeight < LOW);
    this.#histogram.draw();
  }
}
