// The card of a chosen mention: which place it is, how sure that is, and what else it could be.
import { h, iconButton, refill, said } from "../ui/dom.ts";
import type { MentionData } from "./data.ts";
import { SAID } from "./words.ts";

export class PlaceCard {
  readonly element: HTMLElement;
  readonly #data: MentionData;
  readonly #onStep: (mention: number) => void;
  readonly #onClose: () => void;

  constructor(data: MentionData, onStep: (mention: number) => void, onClose: () => void) {
    this.#data = data;
    this.#onStep = onStep;
    this.#onClose = onClose;
    this.element = h("section", { class: "ge-place-card ge-box", "aria-live": "polite", hidden: true });
  }

  close(): void {
    this.element.hidden = true;
  }

  show(index: number): void {
    const mention = this.#data.mentions[index];
    const place = mention.place < 0 ? null : this.#data.places[mention.place];
    const role = SAID.role[mention.role] ?? mention.role;
    const where = place === null ? [] : [place.kind, place.admin1 === place.name ? "" : place.admin1, place.country].filter(Boolean);
    const facts =
      place === null
        ? [SAID.unresolved]
        : [SAID.precision[place.precision] ?? place.precision, SAID.within(place.km), SAID.confidence(place.confidence)];
    refill(
      this.element,
      h(
        "div",
        { class: "ge-place-head" },
        h("h2", { class: "ge-place-name" }, said(place === null ? mention.text : place.name)),
        iconButton("close", SAID.close, this.#onClose),
      ),
      where.length > 0 && h("p", { class: "ge-place-where" }, said(where.join(" · "))),
      h("p", { class: "ge-place-said" }, "“", said(mention.text), `” – ${role}`),
      h("p", { class: "ge-place-facts" }, facts.join(" · ")),
      mention.status === "ambiguous" && h("p", { class: "ge-place-doubt" }, SAID.ambiguous),
      mention.explanation !== "" && h("p", { class: "ge-place-why" }, said(mention.explanation)),
      place !== null &&
        place.alternatives.length > 0 &&
        h(
          "details",
          { class: "ge-place-others" },
          h("summary", {}, `${SAID.alternatives} (${place.alternatives.length})`),
          h(
            "ul",
            {},
            ...place.alternatives.map((a) =>
              h("li", {}, said([a.name, a.kind, a.admin1, a.country].filter((w, n, all) => w && all.indexOf(w) === n).join(" · "))),
            ),
          ),
        ),
      place !== null && place.mentions.length > 1 && this.#steps(index, place.mentions),
    );
    this.element.hidden = false;
  }

  #steps(index: number, all: readonly number[]): HTMLElement {
    const n = all.indexOf(index);
    const to = (step: number) => () => this.#onStep(all[(n + step + all.length) % all.length]);
    return h(
      "div",
      { class: "ge-place-steps" },
      iconButton("prev", SAID.previous, to(-1)),
      h("span", {}, SAID.of(n + 1, all.length)),
      iconButton("next", SAID.next, to(1)),
    );
  }
}
