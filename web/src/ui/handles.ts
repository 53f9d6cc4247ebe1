// The two handles of a period on the time bar: range inputs, so that keys and screen readers work as everywhere.
import type { Period } from "../model/filter.ts";
import { h } from "./dom.ts";
import type { Phrases } from "./phrases.ts";

export class Handles {
  readonly low: HTMLInputElement;
  readonly high: HTMLInputElement;
  readonly #phrases: Phrases;

  /** @param names of the two handles; `kind` is a class that says whose they are */
  constructor(span: Period, names: readonly [string, string], kind: string, phrases: Phrases, choose: (period: Period) => void) {
    this.#phrases = phrases;
    const value = (input: HTMLInputElement): number => Number(input.value);
    const slider = (name: string, end: 0 | 1): HTMLInputElement =>
      h("input", {
        type: "range", class: `ge-range ${kind}`, min: span[0], max: span[1], step: 1, value: span[end], "aria-label": name,
        onInput: () => {
          // A handle stops at the other one: a period has at least one day.
          if (value(this.low) >= value(this.high)) {
            if (end === 0) this.low.value = String(value(this.high) - 1);
            else this.high.value = String(value(this.low) + 1);
          }
          choose([value(this.low), value(this.high)]);
        },
      });
    this.low = slider(names[0], 0);
    this.high = slider(names[1], 1);
  }

  show(shown: boolean): void {
    this.low.hidden = this.high.hidden = !shown;
  }

  set([from, to]: Period): void {
    this.low.value = String(from);
    this.high.value = String(to);
    this.low.setAttribute("aria-valuetext", this.#phrases.day(from));
    this.high.setAttribute("aria-valuetext", this.#phrases.day(to - 1));
  }
}
