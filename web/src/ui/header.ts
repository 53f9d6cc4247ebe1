// The block at the top: title, numbers with their caveats, and the tools.
import type { MapView } from "../map_view.ts";
import { say } from "../words/words.ts";
import { caveatLines, countCaveats } from "./caveats.ts";
import { h, icon, type Icon, said } from "./dom.ts";

/** A tool of the map: a button in the header. */
export interface Tool {
  icon: Icon;
  name: string;
  run(): void;
  /** Key that does it while the map has the focus; `find` is what it does where that is more. */
  letter?: string;
  find?(): void;
  /** For tools that are on or off. */
  on?(): boolean;
  /** A number beside its name; 0 shows none. */
  count?(): number;
  /** Whether there is a use for it on this map. */
  fits?(): boolean;
}

/** A text too long to be shown whole is told whole on request. */
const whole = (text: string): string | undefined => (text.length > 80 ? text : undefined);

export class Header {
  readonly element: HTMLElement;
  readonly #view: MapView;
  readonly #summary = h("div", { class: "ge-summary", "aria-live": "polite" });
  readonly #buttons: { tool: Tool; button: HTMLButtonElement }[];
  readonly #openUnplaced: () => void;
  /** Where there is little room the header is one line and its numbers; this tells the rest. */
  readonly #more = h("button", { type: "button", class: "ge-text-button ge-header-more", "aria-expanded": "false", onClick: () => this.#unfold() }, say("more"));

  constructor(view: MapView, tools: readonly Tool[], openUnplaced: () => void) {
    this.#view = view;
    this.#openUnplaced = openUnplaced;
    const { title, subtitle } = view.data.config;
    this.#buttons = tools.map((tool) => ({ tool, button: toolButton(tool) }));
    this.element = h(
      "section",
      { class: "ge-box ge-header" },
      title !== "" && h("h1", { class: "ge-title", title: whole(title) }, said(title)),
      subtitle !== "" && h("p", { class: "ge-subtitle", title: whole(subtitle) }, said(subtitle)),
      this.#summary,
      this.#more,
      this.#buttons.length > 0 &&
        h("div", { class: "ge-toolbar", role: "group", "aria-label": say("tools") }, ...this.#buttons.map(({ button }) => button)),
    );
  }

  #unfold(): void {
    this.#more.setAttribute("aria-expanded", String(this.element.classList.toggle("ge-unfolded")));
  }

  update(): void {
    const stats = this.#view.stats();
    const all = stats.visible === stats.events;
    const caveats = countCaveats(this.#view.data, this.#view.filter.mask);
    const told = h(
      "div",
      {},
      h(
        "div",
        { class: "ge-numbers" },
        stats.events === 0
          ? say("no_events")
          : all
            ? say("events", { n: stats.events })
            : say("shown_of", { shown: stats.visible, all: stats.events }),
        // What nobody counted is not none.
        stats.fatalities > 0 && caveats.uncounted < stats.visible &&
          h("span", { class: "ge-deaths" }, say("deaths", { n: stats.fatalitiesVisible }), h("small", {}, ` (${say("best_estimate")})`)),
      ),
      !all && stats.visible === 0 && h("p", { class: "ge-caveat" }, say("nothing_passes")),
      ...caveatLines(caveats, stats.fatalities > 0, this.#openUnplaced),
    );
    // Said aloud when it is put in, so only where it is another.
    if (told.textContent !== this.#summary.textContent) this.#summary.replaceChildren(...told.childNodes);
    const { title } = this.#view.data.config;
    this.#more.hidden = title.length <= 30 && !this.element.querySelector(".ge-subtitle, .ge-caveat");
    this.press();
  }

  /** Shows which tools are on. */
  press(): void {
    for (const { tool, button } of this.#buttons) {
      if (tool.on) button.setAttribute("aria-pressed", String(tool.on()));
      const count = tool.count?.() ?? 0;
      button.lastElementChild!.textContent = count > 0 ? String(count) : "";
      button.setAttribute("aria-label", count > 0 ? `${tool.name} ${count}` : tool.name);
    }
  }
}

function toolButton(tool: Tool): HTMLButtonElement {
  return h(
    "button",
    { type: "button", class: "ge-tool", title: tool.name, "aria-label": tool.name, onClick: () => tool.run() },
    icon(tool.icon),
    h("span", { class: "ge-tool-name" }, tool.name),
    // What is read aloud begins with what is seen, so that it can be said to a voice control: "Filter 1".
    " ",
    h("span", { class: "ge-tool-count" }),
  );
}
