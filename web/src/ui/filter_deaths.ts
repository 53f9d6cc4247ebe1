// How many died: two fields for the bounds, and what becomes of events that state no number.
import type { MapView } from "../map_view.ts";
import { NULL } from "../wire/frame.ts";
import { say } from "../words/words.ts";
import { h } from "./dom.ts";

/** Rest after a key before the map follows, ms. */
const REST = 250;

export class DeathsFields {
  /** Null where no event states how many died. */
  readonly element: HTMLElement | null;
  readonly #view: MapView;
  readonly #least: HTMLInputElement;
  readonly #most: HTMLInputElement;
  #timer = 0;

  constructor(view: MapView) {
    this.#view = view;
    const { best, low, high, count } = view.data.events;
    let unknown = 0;
    for (let i = 0; i < count; i++) if (best[i] === NULL && low[i] === NULL && high[i] === NULL) unknown++;
    const field = (): HTMLInputElement =>
      h("input", { type: "number", class: "ge-text-field", min: 0, max: Number.MAX_SAFE_INTEGER, step: 1, inputmode: "numeric", onInput: () => this.#typed(), onChange: () => this.#choose() });
    [this.#least, this.#most] = [field(), field()];
    this.element =
      unknown === count
        ? null
        : h(
            "fieldset",
            { class: "ge-deaths-fields" },
            h("legend", {}, say("fatalities")),
            h("label", {}, h("span", {}, say("least")), this.#least),
            h("label", {}, h("span", {}, say("most")), this.#most),
            unknown > 0 && h("p", { class: "ge-note" }, say("deaths_unknown", { n: unknown })),
          );
  }

  #typed(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#choose(), REST);
  }

  #choose(): void {
    clearTimeout(this.#timer);
    const { filter } = this.#view;
    // The browser itself tells readers of a field whose value is not a number, or above the other.
    this.#most.min = this.#least.value || "0";
    if (!this.#least.validity.valid || !this.#most.validity.valid) return;
    const [least, most] = [this.#least, this.#most].map((field) => (field.value === "" ? null : Number(field.value)));
    const now = filter.wanted.fatalities ?? [null, null];
    if (now[0] !== least || now[1] !== most) void this.#view.setFilter({ ...filter.state(), fatalities: [least, most] });
  }

  update(): void {
    const bounds = this.#view.filter.wanted.fatalities;
    for (const [i, field] of [this.#least, this.#most].entries()) {
      // What is being typed stays as it is typed.
      if (field !== document.activeElement) field.value = String(bounds?.[i] ?? "");
    }
    this.#most.min = this.#least.value || "0";
  }
}
