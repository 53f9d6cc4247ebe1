// The panel at the side (from below on a narrow map): one body at a time, with a heading and its tools.
import { h, iconButton, refill } from "./dom.ts";
import { say } from "../words/words.ts";

export interface PanelHooks {
  /** The panel has come, changed or gone: what stands beside it may have to move. */
  layout(): void;
  /** The reader closes the panel. */
  closed(): void;
}

export class Panel {
  readonly element: HTMLElement;
  readonly #container: HTMLElement;
  readonly #hooks: PanelHooks;
  #opener: Element | null = null;
  /** Grows with every body shown: who waits for data looks whether the panel is still theirs. */
  turn = 0;

  constructor(container: HTMLElement, hooks: PanelHooks) {
    this.#container = container;
    this.#hooks = hooks;
    this.element = h("aside", { class: "ge-panel", "aria-label": say("details"), hidden: true });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Shows a body under a heading; keeps the focus where the reader comes from, to give it back. */
  open(title: string, body: HTMLElement, ...tools: HTMLElement[]): void {
    this.turn++;
    if (!this.element.contains(document.activeElement)) this.#opener = document.activeElement;
    const heading = h("h2", { tabindex: -1, class: "ge-panel-title" }, title);
    refill(
      this.element,
      h(
        "header",
        { class: "ge-panel-head" },
        heading,
        h("div", { class: "ge-tools" }, ...tools, iconButton("close", say("close"), () => this.#hooks.closed())),
      ),
      body,
    );
    const fresh = !this.isOpen;
    this.element.hidden = false;
    this.#container.classList.add("ge-has-panel");
    this.#hooks.layout();
    if (fresh) heading.focus({ preventScroll: true });
    body.scrollTop = 0;
  }

  close(): void {
    this.turn++;
    if (!this.isOpen) return;
    const held = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.#container.classList.remove("ge-has-panel");
    this.#hooks.layout();
    if (held) (this.#opener instanceof HTMLElement && this.#opener.isConnected ? this.#opener : this.#container).focus();
  }
}
