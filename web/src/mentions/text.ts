// The text with its mentions as buttons: text is text, whatever it holds.
import { h } from "../ui/dom.ts";
import type { Mention, MentionData } from "./data.ts";
import { SAID } from "./words.ts";

export class TextPanel {
  readonly element: HTMLElement;
  /** The first line, with its mentions, where it is the title of the page; else null. */
  readonly headline: HTMLElement | null = null;
  readonly #marks: HTMLElement[] = [];
  #chosen: HTMLElement[] = [];

  constructor(data: MentionData, onChoose: (mention: number) => void) {
    this.element = h("div", { class: "ge-text-body", dir: "auto" });
    const pieces: (string | HTMLElement)[] = [];
    for (const [text, i] of data.runs) {
      if (i < 0) {
        pieces.push(text);
        continue;
      }
      const mention = data.mentions[i];
      const place = mention.place < 0 ? null : data.places[mention.place];
      const precision = place === null ? "unresolved" : place.precision;
      const mark = h(
        "span",
        {
          class: `ge-mark ge-${kindOf(mention, precision)}`,
          role: "button",
          tabindex: 0,
          "aria-pressed": "false",
          "data-precision": precision,
          title: place === null ? SAID.unresolved : [place.name, place.admin1, place.country].filter((w, n, all) => w && all.indexOf(w) === n).join(", "),
          onClick: () => onChoose(i),
          onKeydown: (event) => {
            const { key } = event as KeyboardEvent;
            if (key !== "Enter" && key !== " ") return;
            event.preventDefault();
            onChoose(i);
          },
        },
        text,
      );
      this.#marks[i] = mark;
      pieces.push(mark);
    }
    const [first, rest] = firstLine(pieces);
    const title = words(data.config.title);
    if (title !== "" && words(first.map((piece) => (typeof piece === "string" ? piece : (piece.textContent ?? ""))).join("")) === title) {
      this.headline = h("h1", { class: "ge-text-title", dir: "auto" }, ...first);
      this.element.append(...rest);
    } else {
      this.element.append(...pieces);
    }
  }

  /** Marks the mention that is chosen, and the others of its place. */
  choose(mention: number, others: readonly number[], scroll: boolean): void {
    for (const mark of this.#chosen) {
      mark.classList.remove("ge-chosen-mark", "ge-also");
      mark.setAttribute("aria-pressed", "false");
    }
    this.#chosen = [mention, ...others].map((i) => this.#marks[i]).filter((mark) => mark !== undefined);
    for (const mark of this.#chosen) mark.classList.add("ge-also");
    const mark = this.#marks[mention];
    if (mark === undefined) return;
    mark.classList.add("ge-chosen-mark");
    mark.setAttribute("aria-pressed", "true");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (scroll) mark.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  focus(mention: number): void {
    this.#marks[mention]?.focus({ preventScroll: true });
  }
}

/** The pieces of the first line that says something, and those after it without the line breaks between. */
function firstLine(pieces: readonly (string | HTMLElement)[]): [(string | HTMLElement)[], (string | HTMLElement)[]] {
  const first: (string | HTMLElement)[] = [];
  for (const [i, piece] of pieces.entries()) {
    const text = typeof piece !== "string" ? null : first.length === 0 ? piece.trimStart() : piece;
    const end = text === null ? -1 : text.indexOf("\n");
    if (text === null || end < 0) {
      if (text !== "") first.push(text ?? piece);
      continue;
    }
    return [[...first, text.slice(0, end)], [text.slice(end).trimStart(), ...pieces.slice(i + 1)]];
  }
  return [first, []];
}

function words(text: string): string {
  return text.split(/\s+/u).filter(Boolean).join(" ");
}

/** How a mention is drawn: as a place where something is, as one that is only spoken of, or as one not found. */
export function kindOf(mention: Mention, precision: string): string {
  if (precision === "unresolved") return "unresolved";
  return mention.literal ? "literal" : "other";
}
