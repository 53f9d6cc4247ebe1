// What went wrong, said over the map until the reader closes it.
import { say } from "../words/words.ts";
import { h, iconButton, said } from "./dom.ts";

export class Notice {
  #shown: HTMLElement | null = null;
  readonly #adopt: (element: HTMLElement) => void;

  constructor(adopt: (element: HTMLElement) => void) {
    this.#adopt = adopt;
  }

  /** Shows words in place of those that are there; `detail` may hold anybody's text. */
  tell(words: string, detail = ""): void {
    this.dismiss();
    this.#shown = h(
      "div",
      { class: "ge-box ge-notice", role: "alert" },
      h("p", {}, words, detail !== "" && h("small", {}, said(detail.slice(0, 300)))),
      iconButton("close", say("close"), () => this.dismiss()),
    );
    this.#adopt(this.#shown);
  }

  /** An error that a promise brought. */
  readonly fail = (error: unknown): void => this.tell(error instanceof Error ? error.message : String(error));

  dismiss(): void {
    this.#shown?.remove();
    this.#shown = null;
  }
}
