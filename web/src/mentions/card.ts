// The card of a chosen mention: which place it is, how sure that is, and what else it could be.
import { h, iconButton, refill, said } from "../ui/dom.ts";
import { fact } from "../ui/fact.ts";
import { Phrases } from "../ui/phrases.ts";
import { named, say } from "../words/words.ts";
import { type Mention, type MentionData, type Place, precisionWords, whereabouts } from "./data.ts";

export class PlaceCard {
  readonly element: HTMLElement;
  readonly #data: MentionData;
  readonly #phrases: Phrases;
  readonly #percent: Intl.NumberFormat;
  readonly #onStep: (mention: number) => void;
  readonly #onClose: () => void;

  constructor(data: MentionData, onStep: (mention: number) => void, onClose: () => void) {
    this.#data = data;
    this.#phrases = new Phrases(data.config.locale);
    this.#percent = new Intl.NumberFormat(data.config.locale, { style: "percent" });
    this.#onStep = onStep;
    this.#onClose = onClose;
    this.element = h("aside", { class: "ge-place-card ge-box", "aria-label": say("color.place"), hidden: true });
  }

  close(): void {
    this.element.hidden = true;
  }

  /** Shows the card; its heading takes the focus where the reader came by keys, who would else not find it. */
  show(index: number, focus: boolean): void {
    const mention = this.#data.mentions[index];
    const place = mention.place < 0 ? null : this.#data.places[mention.place];
    const where = place === null ? [] : whereabouts(place);
    const heading = h("h2", { class: "ge-place-name", tabindex: -1 }, said(place === null ? mention.text : place.name));
    refill(
      this.element,
      h("div", { class: "ge-place-head" }, heading, iconButton("close", say("close"), this.#onClose)),
      where.length > 0 && h("p", { class: "ge-place-where" }, said(where.join(" · "))),
      place !== null && place.mentions.length > 1 && this.#steps(index, place.mentions),
      place === null && h("p", { class: "ge-place-doubt" }, say("reading.unresolved")),
      mention.status === "ambiguous" && h("p", { class: "ge-place-doubt" }, say("reading.ambiguous")),
      h(
        "dl",
        { class: "ge-facts" },
        ...fact(say("reading.said"), said(`“${mention.text}”`), mention.role !== "place" && h("small", {}, named("reading.role", mention.role))),
        ...(place === null ? [] : this.#known(place)),
      ),
      ...this.#reasons(mention, place),
    );
    this.element.hidden = false;
    this.element.scrollTop = 0;
    if (focus) heading.focus({ preventScroll: true });
  }

  #known(place: Place): HTMLElement[] {
    const words = [precisionWords(place), say("within", { km: this.#phrases.km(place.km * 1000) })];
    return [
      ...fact(say("color.precision"), words.filter((part) => part !== "").join(say("comma"))),
      ...fact(say("reading.confidence"), this.#percent.format(place.confidence)),
      ...fact(say("source"), place.source !== "" && said(place.source)),
    ];
  }

  /** Why it is this place, and what else it could be: folded, as most readers need neither. */
  #reasons({ explanation }: Mention, place: Place | null): (HTMLElement | null)[] {
    // What the geocoder says of itself is in English, whatever the page's language is.
    const why = h("p", { lang: "en" }, said(explanation));
    const others = (place?.alternatives ?? []).map((other) => h("li", {}, said([other.name, ...whereabouts(other)].join(" · "))));
    return [
      explanation === "" ? null : place === null ? h("div", { class: "ge-place-why" }, why) : folded(say("reading.why"), why),
      others.length === 0 ? null : folded(`${say("reading.alternatives")} (${this.#phrases.number(others.length)})`, h("ul", {}, ...others)),
    ];
  }

  #steps(index: number, all: readonly number[]): HTMLElement {
    const n = all.indexOf(index);
    const position = say("reading.position", { i: n + 1, n: all.length });
    const step = (icon: "prev" | "next", name: string, by: number): HTMLElement => {
      const button = iconButton(icon, name, () => {
        this.#onStep(all[(n + by + all.length) % all.length]);
        // The card has been filled anew: the same button again, which now tells the new position.
        if (!this.element.contains(document.activeElement)) this.element.querySelector<HTMLElement>(`.ge-step-${icon}`)?.focus();
      });
      button.classList.add(`ge-step-${icon}`);
      button.setAttribute("aria-label", name + say("comma") + position);
      return button;
    };
    return h(
      "div",
      { class: "ge-place-steps" },
      step("prev", say("reading.previous"), -1),
      h("span", {}, position),
      step("next", say("reading.next"), 1),
    );
  }
}

function folded(name: string, body: HTMLElement): HTMLElement {
  return h("details", { class: "ge-place-more" }, h("summary", {}, name), body);
}
