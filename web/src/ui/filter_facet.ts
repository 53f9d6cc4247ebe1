// One facet of the filter: its values as check boxes with counts, the most frequent first; long ones with a field to find values.
import { type Counted, leading, type Tally } from "../model/facets.ts";
import { fold } from "../model/search.ts";
import { say } from "../words/words.ts";
import { h, refill, said } from "./dom.ts";

/** Values that are listed at first, and when all are asked for. */
const FEW = 7;
const MANY = 200;

export interface FacetHooks {
  tally(): Tally;
  words(value: string): string;
  number(n: number): string;
  chosen(): readonly string[];
  choose(values: readonly string[] | null): void;
}

interface Row {
  item: HTMLElement;
  box: HTMLInputElement;
  count: HTMLElement;
}

export class FacetList {
  readonly element: HTMLDetailsElement;
  readonly #hooks: FacetHooks;
  readonly #list = h("ul", { class: "ge-plain ge-facet-rows" });
  readonly #more: HTMLButtonElement;
  readonly #find: HTMLInputElement;
  readonly #note = h("p", { class: "ge-note", hidden: true });
  readonly #badge = h("span", { class: "ge-facet-on" });
  readonly #rows = new Map<string, Row>();
  readonly #folded = new Map<string, string>();
  #tally: Tally | null = null;
  #all = false;

  constructor(title: string, note: string, hooks: FacetHooks) {
    this.#hooks = hooks;
    const label = `${say("find_in_list")}: ${title}`;
    this.#find = h("input", { type: "search", class: "ge-text-field", placeholder: say("find_in_list"), "aria-label": label, hidden: true, onInput: () => this.#show() });
    this.#more = h("button", { type: "button", class: "ge-text-button", hidden: true, onClick: () => this.#expand() });
    this.element = h(
      "details",
      { class: "ge-facet", onToggle: () => this.update() },
      h("summary", {}, h("h3", {}, title), this.#badge),
      note !== "" && h("p", { class: "ge-note" }, note),
      this.#find,
      this.#list,
      this.#note,
      this.#more,
    );
  }

  /** Counts again, where the list is open. */
  update(): void {
    const chosen = this.#hooks.chosen();
    this.#badge.textContent = chosen.length > 0 ? this.#hooks.number(chosen.length) : "";
    if (!this.element.open) return;
    this.#tally = this.#hooks.tally();
    this.#show();
  }

  #expand(): void {
    this.#all = !this.#all;
    this.#find.value = "";
    this.#show();
    if (this.#all && !this.#find.hidden) this.#find.focus();
  }

  #show(): void {
    const tally = this.#tally;
    if (tally === null) return;
    const query = fold(this.#find.value.trim());
    const match = query === "" ? undefined : (value: string): boolean => this.#plain(value).includes(query);
    const keep = new Set(query === "" ? this.#hooks.chosen() : []);
    const { rows, more } = leading(tally, { most: this.#all ? MANY : FEW, keep, zeros: this.#all, match });
    const held = document.activeElement;
    const items = rows.map((row) => this.#row(row, keep));
    // Moving the focused box would take the focus from it, so the list is only built anew where it is another one.
    if (items.length !== this.#list.children.length || items.some((item, i) => item !== this.#list.children[i])) {
      this.#list.replaceChildren(...items);
      if (held instanceof HTMLElement && held !== document.activeElement && this.#list.contains(held)) held.focus({ preventScroll: true });
    }
    const total = tally.values.length;
    this.#find.hidden = !this.#all || total <= 12;
    this.#more.hidden = total <= FEW;
    this.#more.textContent = this.#all ? say("show_fewer") : say("show_all", { n: total });
    this.#more.setAttribute("aria-expanded", String(this.#all));
    this.#note.hidden = !(this.#all && more > 0) && rows.length > 0;
    refill(this.#note, rows.length === 0 ? say("no_match") : say("list_more", { n: more }));
  }

  #row({ value, count }: Counted, chosen: ReadonlySet<string>): HTMLElement {
    let row = this.#rows.get(value);
    if (row === undefined) {
      const words = this.#hooks.words(value);
      const box = h("input", { type: "checkbox", onChange: () => this.#flip(value, box.checked) });
      const number = h("span", { class: "ge-count" });
      const name = value === "" ? h("span", { class: "ge-said ge-facet-missing" }, words) : said(words);
      const title = words.length > 60 ? words : undefined;
      row = { item: h("li", {}, h("label", { class: "ge-facet-row", title }, box, name, number)), box, count: number };
      this.#rows.set(value, row);
    }
    row.box.checked = chosen.has(value) || this.#hooks.chosen().includes(value);
    row.count.textContent = this.#hooks.number(count);
    row.item.classList.toggle("ge-facet-none", count === 0);
    return row.item;
  }

  #flip(value: string, on: boolean): void {
    const values = this.#hooks.chosen().filter((other) => other !== value);
    if (on) values.push(value);
    this.#hooks.choose(values.length > 0 ? values : null);
  }

  /** What a value is found by. */
  #plain(value: string): string {
    let plain = this.#folded.get(value);
    if (plain === undefined) this.#folded.set(value, (plain = fold(this.#hooks.words(value))));
    return plain;
  }
}
