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
  /** Says what has come where the focus stays: a list paged through, the next card. */
  readonly #live = h("p", { class: "ge-unseen", role: "status" });
  /** Grows with every body shown: who waits for data looks whether the panel is still theirs. */
  turn = 0;

  constructor(container: HTMLElement, hooks: PanelHooks) {
    this.#container = container;
    this.#hooks = hooks;
    this.element = h("aside", { class: "ge-panel", "aria-label": say("details"), hidden: true });
    container.append(this.#live);
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  /** Shows a body under a heading; keeps the focus where the reader comes from, to give it back. */
  open(title: string, body: HTMLElement, ...tools: HTMLElement[]): void {
    this.turn++;
    if (!this.element.contains(document.activeElement)) this.#opener = document.activeElement;
    // Whoever hears the page is told what it is about, not only that it has come.
    const about = [...body.querySelectorAll(".ge-card-title, .ge-card-title ~ .ge-facts > dd")].slice(0, 3).map((part) => part.textContent).join(say("comma"));
    const name = title || say("details");
    const heading = h("h2", { tabindex: -1, class: "ge-panel-title", "aria-label": name, "aria-description": about || undefined }, title);
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
    const position = this.element.querySelector(".ge-position")?.textContent;
    this.#live.textContent = fresh ? "" : [position ?? name, about].filter(Boolean).join(say("comma"));
    if (fresh) heading.focus({ preventScroll: true });
    body.scrollTop = 0;
  }

  close(): void {
    this.turn++;
    if (!this.isOpen) return;
    const held = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.#live.textContent = "";
    this.#container.classList.remove("ge-has-panel");
    this.#hooks.layout();
    if (held) (this.#opener instanceof HTMLElement && this.#opener.isConnected ? this.#opener : this.#container).focus();
  }
}
