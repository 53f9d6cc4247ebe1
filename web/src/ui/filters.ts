// Find and filter: the panel with search, bounds and facets, the filters that are on as chips, and the line under the numbers.
import type { MapView } from "../map_view.ts";
import { categoryNames } from "../model/coloring.ts";
import { LONGEST } from "../model/filter_input.ts";
import { OWN } from "../wire/tables.ts";
import { say } from "../words/words.ts";
import { h, icon, refill, said } from "./dom.ts";
import { DeathsFields } from "./filter_deaths.ts";
import { FacetList } from "./filter_facet.ts";
import { facetTitle, facetWords, type FilterWords, filterWords } from "./filter_words.ts";
import type { Tool } from "./header.ts";
import type { Panel } from "./panel.ts";
import type { Phrases } from "./phrases.ts";

/** Facets of the panel; others are shown while they are on. */
const SHOWN = ["event_type", "sub_event_type", "actor", "source", "status", "precision", "date_precision", "zone"];
/** Facets that are open at first. */
const OPEN = 3;
/** Rest after a key before words are looked for, ms. */
const REST = 120;
/** Counting that takes longer than this waits until changes rest, ms. */
const QUICK = 10;

export class Filters {
  /** The filters that are on, under the numbers of the header. */
  readonly line = h("div", { class: "ge-filter-line", hidden: true });
  readonly #view: MapView;
  readonly #panel: Panel;
  readonly #phrases: Phrases;
  readonly #chips = h("div", { class: "ge-chips", hidden: true });
  readonly #search: HTMLInputElement;
  readonly #numbers = h("p", { class: "ge-found" });
  readonly #sections = h("div", { class: "ge-facets", onKeydown: (event) => this.#arrow(event as KeyboardEvent) });
  readonly #lists = new Map<string, FacetList>();
  #body: HTMLElement | null = null;
  #deaths: DeathsFields | null = null;
  #searchTimer = 0;
  #countTimer = 0;
  #cost = 0;
  #saidFor = "";

  constructor(view: MapView, panel: Panel, phrases: Phrases) {
    this.#view = view;
    this.#panel = panel;
    this.#phrases = phrases;
    this.#search = h("input", {
      type: "search", class: "ge-text-field", maxlength: LONGEST, placeholder: say("search_hint"), "aria-label": say("search"), "aria-keyshortcuts": "/",
      autocomplete: "off", spellcheck: "false", enterkeyhint: "search", onInput: () => this.#typed(), onChange: () => this.#look(),
    });
    // In the capturing phase: what stands on the map keeps its keys from the map.
    view.container.addEventListener("keydown", (event) => this.#key(event), true);
  }

  tool(): Tool {
    return {
      icon: "filter",
      name: say("filter"),
      letter: "F",
      find: () => this.#find(),
      run: () => (this.isOpen ? this.#view.ui.closePanel() : this.open()),
      on: () => this.#view.filter.size > 0,
      count: () => filterWords(this.#view).length,
      fits: () => this.#view.data.events.count > 0,
    };
  }

  get isOpen(): boolean {
    return this.#panel.isOpen && this.#body !== null && this.#body.isConnected;
  }

  open(): void {
    this.#body ??= this.#make();
    this.#view.mark(null, null);
    this.#panel.open(say("filter"), this.#body);
    this.#saidFor = "";
    this.update();
  }

  #key(event: KeyboardEvent): void {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || this.#view.data.events.count === 0) return;
    const { target } = event;
    if (target instanceof HTMLElement && (target.isContentEditable || target.matches("textarea, select, input:not([type=range], [type=checkbox], [type=radio])"))) return;
    event.preventDefault();
    this.#find();
  }

  /** Leads to the search. */
  #find(): void {
    if (!this.isOpen) this.open();
    this.#search.focus();
    this.#search.select();
  }

  /** Arrow keys go from facet to facet, and in an open one from value to value. */
  #arrow(event: KeyboardEvent): void {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const held = event.target as HTMLElement;
    const list = held.closest(held.tagName === "SUMMARY" ? ".ge-facets" : "ul");
    const all = [...(list?.querySelectorAll<HTMLElement>(held.tagName) ?? [])];
    const next = all[all.indexOf(held) + by];
    if (by === 0 || !next) return;
    event.preventDefault();
    next.focus();
  }

  #make(): HTMLElement {
    const { data } = this.#view;
    this.#deaths = new DeathsFields(this.#view);
    for (const name of [...SHOWN, ...categoryNames(data.events).filter((one) => one.startsWith(OWN))]) if (this.#view.finding.facets.divides(name)) this.#list(name);
    return h(
      "div",
      { class: "ge-panel-body ge-filters" },
      this.#numbers,
      this.#chips,
      h("div", { class: "ge-search", role: "search" }, this.#search, h("p", { class: "ge-note" }, say("search_help"))),
      this.#sections,
      this.#deaths.element,
    );
  }

  #list(name: string): FacetList {
    const view = this.#view;
    const { filter, finding } = view;
    const list = new FacetList(facetTitle(name), name === "zone" ? say("zone_note") : "", {
      tally: () => finding.facets.tally(name),
      words: (value) => facetWords(view, name, value),
      number: this.#phrases.number,
      chosen: () => filter.facets.get(name) ?? [],
      choose: (values) => void view.setFilter(filter.with(name, values)),
    });
    list.element.open = this.#lists.size < OPEN || filter.facets.has(name);
    this.#lists.set(name, list);
    this.#sections.append(list.element);
    return list;
  }

  #typed(): void {
    clearTimeout(this.#searchTimer);
    this.#searchTimer = window.setTimeout(() => this.#look(), REST);
  }

  #look(): void {
    clearTimeout(this.#searchTimer);
    const { filter } = this.#view;
    const text = this.#search.value.trim();
    // Where the texts cannot be read the panel says so.
    if (text !== filter.wanted.text) this.#view.setFilter({ ...filter.state(), text }).catch(() => undefined);
  }

  /** Follows the filter; the counts at once where they are quickly made, else when changes rest. */
  update(): void {
    this.#tell();
    if (!this.isOpen) return;
    clearTimeout(this.#countTimer);
    if (this.#cost <= QUICK) this.#count();
    else this.#countTimer = window.setTimeout(() => this.#count(), 120);
  }

  #count(): void {
    const start = performance.now();
    for (const name of this.#view.filter.facets.keys()) if (!this.#lists.has(name)) this.#list(name);
    for (const list of this.#lists.values()) list.update();
    this.#cost = performance.now() - start;
  }

  /** Says which filters are on and how many events pass. */
  #tell(): void {
    const { filter, finding, data, container } = this.#view;
    const key = [filter.revision, filter.searching, finding.broken, JSON.stringify(filter.state())].join();
    if (key === this.#saidFor) return;
    this.#saidFor = key;
    const words = filterWords(this.#view);
    const reset = (): HTMLElement =>
      h("button", { type: "button", class: "ge-text-button", onClick: () => this.#reset() }, say("reset_filters"));
    this.line.hidden = words.length === 0;
    refill(this.line, h("p", {}, ...words.flatMap(({ short }, i) => [i > 0 && " · ", said(short)])), reset());
    if (this.#body === null) return;
    this.#chips.hidden = words.length === 0;
    refill(this.#chips, ...words.map((one) => this.#chip(one)), reset());
    let visible = 0;
    for (let i = 0; i < data.events.count; i++) visible += filter.mask[i];
    this.#numbers.textContent = finding.broken
      ? say("search_broken")
      : filter.searching
        ? say("searching")
        : say("shown_of", { shown: visible, all: data.events.count });
    // On a wide map the header says the numbers already.
    this.#numbers.setAttribute("aria-live", container.classList.contains("ge-narrow") ? "polite" : "off");
    if (this.#search !== document.activeElement) this.#search.value = filter.wanted.text;
    this.#deaths?.update();
  }

  #chip({ title, text, short, without }: FilterWords): HTMLElement {
    const name = say("remove_filter", { name: `${title}: ${text}` });
    const drop = (): void => {
      const at = [...this.#chips.children].indexOf(chip);
      if (without["text"] === null) this.#search.value = "";
      void this.#view.setFilter(without);
      // The focus stays among the chips, else goes to the search: never to nowhere.
      const next = this.#chips.hidden ? this.#search : this.#chips.children[Math.min(at, this.#chips.children.length - 1)];
      (next as HTMLElement).focus();
    };
    const chip = h("button", { type: "button", class: "ge-chip", "aria-label": name, title: name, onClick: drop }, said(short), icon("close"));
    return chip;
  }

  #reset(): void {
    clearTimeout(this.#searchTimer);
    this.#search.value = "";
    const held = this.#panel.element.contains(document.activeElement);
    void this.#view.setFilter({});
    if (held) this.#search.focus();
    else if (this.line.hidden) this.#view.container.querySelector<HTMLElement>(".ge-tool")?.focus();
  }
}
