// Play, pause, step, speed: moves the chosen period through time, one redraw a frame at most.
import type { MapView } from "../map_view.ts";
import type { Period } from "../model/filter.ts";
import { atEnd, begin, type Mode, MODES, moved, type PlaySettings, SPEEDS, stepped } from "../model/player.ts";
import { canCut, WIDTHS } from "../model/time.ts";
import { type Key, say } from "../words/words.ts";
import { h, icon, iconButton } from "./dom.ts";

/** Time that one bin takes at speed 1, ms. */
const BEAT = 800;

export class Player {
  /** The buttons, and the choices of how to play. */
  readonly buttons: HTMLElement;
  readonly choices: HTMLElement;
  readonly #view: MapView;
  readonly #span: Period;
  readonly #edges: () => readonly number[];
  readonly #choose: (period: Period) => void;
  readonly #toggle: HTMLButtonElement;
  readonly #back: HTMLButtonElement;
  readonly #on: HTMLButtonElement;
  readonly #selects: { mode: HTMLSelectElement; speed: HTMLSelectElement; bins: HTMLSelectElement };
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #frame = 0;
  /** Where playing began, how many bins it has gone since, and what it has shown last. */
  #base: Period = [0, 1];
  #gone = 0;
  #last = 0;
  #shown: Period | null = null;

  /** @param choose sets the period at once */
  constructor(view: MapView, span: Period, edges: () => readonly number[], choose: (period: Period) => void) {
    this.#view = view;
    this.#span = span;
    this.#edges = edges;
    this.#choose = choose;
    this.#toggle = h("button", { type: "button", class: "ge-icon-button ge-play", onClick: () => this.flip() });
    this.#back = iconButton("prev", say("step_back"), () => this.step(-1));
    this.#on = iconButton("next", say("step_on"), () => this.step(1));
    this.buttons = h("div", { class: "ge-player", role: "group", "aria-label": say("play_time"), dir: "ltr" }, this.#back, this.#toggle, this.#on);
    const select = <K extends keyof PlaySettings>(name: K, values: readonly PlaySettings[K][], words: (v: PlaySettings[K]) => string): HTMLSelectElement => {
      const options = values.map((v) => h("option", { value: String(v) }, words(v)));
      const element: HTMLSelectElement = h("select", {
        onChange: () => {
          this.#rebase();
          view.play = { ...view.play, [name]: values[element.selectedIndex] };
          view.changed();
        },
      }, ...options);
      return element;
    };
    const widths = WIDTHS.filter((width) => canCut(...span, width));
    this.#selects = {
      bins: select("bins", ["auto", ...widths], (v) => say(`bins.${v}` as Key)),
      mode: select("mode", MODES, (v) => say(`play.${v}` as Key)),
      speed: select("speed", SPEEDS, (v) => say("times", { n: v })),
    };
    const label = (key: Key, element: HTMLElement, kind = ""): HTMLElement => h("label", { class: `ge-time-choice ${kind}` }, h("span", {}, say(key)), element);
    this.choices = h(
      "div",
      { class: "ge-time-choices" },
      label("bins", this.#selects.bins),
      label("play_mode", this.#selects.mode, "ge-of-play"),
      label("speed", this.#selects.speed, "ge-of-play"),
    );
    this.#picture();
  }

  get playing(): boolean {
    return this.#frame !== 0;
  }

  get #mode(): Mode {
    return this.#view.play.mode;
  }

  flip(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  play(): void {
    const edges = this.#edges();
    if (this.playing || this.#view.comparing.on || edges.length < 3) return;
    this.#base = begin(edges, this.#view.filter.period, this.#mode);
    this.#gone = 0;
    this.#last = performance.now();
    this.#put(this.#base);
    this.#frame = requestAnimationFrame((now) => this.#tick(now));
    this.#picture();
  }

  pause(): void {
    if (!this.playing) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#shown = null;
    this.#picture();
  }

  /** One bin on or back; whoever steps looks at what stands still. */
  step(by: 1 | -1): void {
    this.pause();
    this.#choose(stepped(this.#edges(), this.#view.filter.period, by, this.#mode));
  }

  end(last: boolean): void {
    this.pause();
    this.#choose(atEnd(this.#edges(), this.#view.filter.period, last, this.#mode));
  }

  #tick(now: number): void {
    this.#frame = 0;
    const { period, compared } = this.#view.filter;
    // Somebody else has chosen a period: it is theirs.
    if (compared || !same(period, this.#shown)) return this.#stopped();
    // A page that was hidden, or is busy, leaves out no bin.
    this.#gone += Math.min(1, ((now - this.#last) / BEAT) * this.#view.play.speed);
    this.#last = now;
    const by = this.#still.matches ? Math.floor(this.#gone) : this.#gone;
    const { period: next, ended } = moved(this.#edges(), this.#base, by, this.#mode);
    if (!same(next, this.#shown)) this.#put(next);
    // Grown over all of time, there is no period left to move.
    if (ended || this.#shown === null) this.#stopped();
    else this.#frame = requestAnimationFrame((time) => this.#tick(time));
  }

  #stopped(): void {
    this.#shown = null;
    this.#picture();
  }

  #put(period: Period): void {
    this.#choose(period);
    this.#shown = this.#view.filter.period;
  }

  /** Goes on from here by other rules. */
  #rebase(): void {
    if (!this.playing || !this.#view.filter.period) return;
    this.#base = this.#view.filter.period;
    this.#gone = 0;
  }

  #picture(): void {
    const { playing } = this;
    const words = say(playing ? "pause" : "play");
    this.#toggle.replaceChildren(icon(playing ? "pause" : "play"));
    this.#toggle.setAttribute("aria-label", words);
    this.#toggle.title = words;
    // Numbers that change with every frame are not read out.
    for (const live of this.#view.container.querySelectorAll(".ge-summary, .ge-chosen")) live.setAttribute("aria-live", playing ? "off" : "polite");
  }

  update(): void {
    const { bins, mode, speed } = this.#view.play;
    const selects = this.#selects;
    // A width chosen elsewhere may not suit this map: then the list says so by showing none.
    selects.bins.value = bins;
    selects.mode.value = mode;
    selects.speed.value = String(speed);
    const few = this.#edges().length < 3;
    this.#toggle.disabled = few;
    this.#back.disabled = this.#on.disabled = few;
    this.choices.hidden = this.#span[1] - this.#span[0] < 2;
    this.buttons.hidden = this.#view.comparing.on || this.choices.hidden;
  }
}

function same(a: Period | null, b: Period | null): boolean {
  return a === b || (a !== null && b !== null && a[0] === b[0] && a[1] === b[1]);
}
