// The text with its mentions as buttons: text is text, whatever it holds, and each paragraph runs in its own direction.
import { h } from "../ui/dom.ts";
import type { MentionData } from "./data.ts";
import { markOf } from "./head.ts";

type Piece = string | HTMLElement;

export class TextPanel {
  readonly element: HTMLElement;
  /** The first line, with its mentions, where it is the title of the page; else null. */
  readonly headline: HTMLElement | null = null;
  readonly #marks: HTMLElement[] = [];
  #chosen: HTMLElement[] = [];

  /** `onChoose` hears of the mention, and whether it was chosen by a key or by what reads the page aloud. */
  constructor(data: MentionData, onChoose: (mention: number, byKey: boolean) => void) {
    let pieces = data.runs.map(([text, i]) => (i < 0 ? text : this.#mark(data, text, i, onChoose)));
    const [first, rest] = firstLine(pieces);
    const title = words(data.config.title);
    if (title !== "" && words(first.map((piece) => (typeof piece === "string" ? piece : (piece.textContent ?? ""))).join("")) === title) {
      this.headline = h("h1", { class: "ge-text-title", dir: "auto" }, ...first);
      pieces = rest;
    }
    this.element = h("div", { class: "ge-text-body" }, ...paragraphs(pieces).map((part) => h("p", { dir: "auto" }, ...part)));
  }

  #mark(data: MentionData, text: string, i: number, onChoose: (mention: number, byKey: boolean) => void): HTMLElement {
    const { kind, precision, title } = markOf(data, i);
    // A button of HTML would not break over lines as words do.
    return (this.#marks[i] = h(
      "span",
      {
        class: `ge-mark ge-${kind}`, role: "button", tabindex: 0, "data-precision": precision, title,
        // What clicks without a pointer is a key or reads the page aloud.
        onClick: (event) => onChoose(i, (event as MouseEvent).detail === 0),
        onKeydown: (event) => {
          const { key } = event as KeyboardEvent;
          if (key !== "Enter" && key !== " ") return;
          event.preventDefault();
          onChoose(i, true);
        },
      },
      text,
    ));
  }

  /** Marks the mention that is chosen, and the others of its place. */
  choose(mention: number, others: readonly number[], scroll: boolean): void {
    for (const mark of this.#chosen) {
      mark.classList.remove("ge-chosen-mark", "ge-also");
      mark.removeAttribute("aria-current");
    }
    this.#chosen = [mention, ...others].map((i) => this.#marks[i]).filter((mark) => mark !== undefined);
    for (const mark of this.#chosen) mark.classList.add("ge-also");
    const mark = this.#marks[mention];
    if (mark === undefined) return;
    mark.classList.add("ge-chosen-mark");
    mark.setAttribute("aria-current", "true");
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (scroll) mark.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
  }

  focus(mention: number): void {
    this.#marks[mention]?.focus({ preventScroll: true });
  }
}

/** The pieces of the first line that says something, and those after it without the line breaks between. */
function firstLine(pieces: readonly Piece[]): [Piece[], Piece[]] {
  const first: Piece[] = [];
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

/** The pieces of each paragraph, cut after empty lines; together they are the text, letter by letter. */
function paragraphs(pieces: readonly Piece[]): Piece[][] {
  const all: Piece[][] = [[]];
  let ended = false;
  for (const piece of pieces) {
    for (const part of typeof piece === "string" ? piece.split(/(?<=\n[^\S\n]*\n)(?![^\S\n]*\n)/u) : [piece]) {
      if (ended) all.push([]);
      if (part !== "") all[all.length - 1].push(part);
      ended = typeof part === "string" && /\n[^\S\n]*\n$/u.test(part);
    }
  }
  return all.filter((part) => part.length > 0);
}

function words(text: string): string {
  return text.split(/\s+/u).filter(Boolean).join(" ");
}
