// The legend: what the colours say, chosen in its heading, as filter buttons; keys to what the map really shows; zones.
import type { MapView } from "../map_view.ts";
import { type ColorClass, colorColumns } from "../model/coloring.ts";
import type { CategoryName } from "../wire/tables.ts";
import { named, say } from "../words/words.ts";
import { h, refill, said } from "./dom.ts";
import { doubtKey, type Drawn, findDrawn, placeKinds, precisionKey, section, sizeKey } from "./legend_keys.ts";
import { columnWords, type Phrases, valueWords } from "./phrases.ts";
import { slotSwatch } from "./swatch.ts";
import { zoneSwatch } from "./zone_card.ts";

/** Of a column with more values than this, a click chooses one: all but one of thousands is no list to carry about. */
const MOST_SWITCHED = 40;

export class Legend {
  readonly element: HTMLDetailsElement;
  readonly #view: MapView;
  readonly #phrases: Phrases;
  readonly #buttons = new Map<ColorClass, HTMLButtonElement>();
  readonly #columns: readonly CategoryName[];
  readonly #choice: HTMLSelectElement;
  readonly #list = h("ul", { class: "ge-plain" });
  readonly #note = h("p", { class: "ge-note", hidden: true });
  readonly #keys = h("div", { class: "ge-legend-keys" });
  readonly #zoneList = h("div", {});
  readonly #kinds: Uint8Array;
  #shown: CategoryName | null = null;
  #drawn = "";
  #small: boolean | null = null;

  constructor(view: MapView, phrases: Phrases) {
    this.#phrases = phrases;
    this.#view = view;
    const { data } = view;
    this.#kinds = placeKinds(data);
    this.#columns = colorColumns(data.events);
    this.#choice = h("select", { class: "ge-column", onChange: () => view.setColor(this.#choice.value) });
    const colors = h(
      "section",
      { class: "ge-legend-section", hidden: data.events.count === 0 },
      h("h2", {}, h("label", { class: "ge-chooser" }, h("span", {}, say("color_by")), this.#choice)),
      this.#list,
      this.#note,
    );
    this.element = h(
      "details",
      { class: "ge-box ge-legend", open: true },
      h("summary", {}, say("legend")),
      h("div", { class: "ge-legend-body" }, colors, this.#keys, this.#zoneList),
    );
    if (data.events.count === 0 && data.zones.length === 0) this.element.hidden = true;
  }

  /** Folds the legend when room gets scarce, once: then it is the reader's. */
  fit(small: boolean): void {
    if (small === this.#small) return;
    this.#small = small;
    this.element.open = !small;
  }

  /** Opens it, and puts the reader there. */
  focus(): void {
    this.element.open = true;
    this.element.querySelector("summary")?.focus();
  }

  /** Lists the classes of the column that the colours tell now. */
  #classes(): void {
    const { coloring } = this.#view.data;
    const { column } = coloring;
    this.#shown = column;
    // What tells nothing apart is no choice, but what was chosen for the map stays one.
    const columns = this.#columns.includes(column) ? this.#columns : [column, ...this.#columns];
    refill(this.#choice, ...columns.map((name) => h("option", { value: name, selected: name === column }, columnWords(name))));
    this.#choice.disabled = columns.length < 2;
    this.#buttons.clear();
    const rows = coloring.classes.map((one) => {
      const words = one.name === null ? say("other_values", { n: one.values.length }) : valueWords(column, one.name);
      // The page's own words begin as rows of a list do; a user's text stays as it is.
      const own = one.name === null || words !== one.name;
      const parts = [
        slotSwatch(one.slot),
        own ? h("span", { class: "ge-said" }, words.charAt(0).toLocaleUpperCase(this.#phrases.locale) + words.slice(1)) : said(words),
        h("span", { class: "ge-count" }),
      ];
      const title = words.length > 60 ? words : undefined;
      const button = h("button", { type: "button", class: "ge-type", title, onClick: () => this.#flip(one) }, ...parts);
      button.disabled = one.name === null && coloring.values > MOST_SWITCHED;
      this.#buttons.set(one, button);
      return h("li", {}, button);
    });
    refill(this.#list, ...rows);
    this.#note.hidden = coloring.values <= MOST_SWITCHED;
    this.#note.textContent = this.#note.hidden ? "" : say("choose_one");
  }

  #flip(one: ColorClass): void {
    const { filter, data } = this.#view;
    const { classes, column, values } = data.coloring;
    const chosen = filter.facets.get(column);
    const all = classes.flatMap((c) => c.values);
    const now = new Set(chosen ?? (values > MOST_SWITCHED ? [] : all));
    const on = one.values.every((value) => now.has(value));
    for (const value of one.values) {
      if (on) now.delete(value);
      else now.add(value);
    }
    // Nothing chosen of many is no filter; nothing of few is an empty map, as its legend shows.
    const none = now.size === all.length || (now.size === 0 && values > MOST_SWITCHED);
    void this.#view.setFilter(filter.with(column, none ? null : all.filter((value) => now.has(value))));
  }

  update(): void {
    const { data, filter } = this.#view;
    if (this.#shown !== data.coloring.column) this.#classes();
    this.#count();
    const drawn = findDrawn(data, filter.mask, this.#kinds);
    this.#explain(drawn);
    const zones = this.#view.zonesInForce();
    const kinds = [...new Map(zones.map((z) => [`${z.kind} ${z.boundaryStatus === "illustrative"}`, z])).values()];
    refill(
      this.#zoneList,
      zones.length > 0 &&
        section(
          say("zones"),
          h("ul", { class: "ge-plain ge-keys" }, ...kinds.map((z) => h("li", {}, zoneSwatch(z), said(named("zone_kind", z.kind))))),
          zones.some((z) => z.boundaryStatus === "illustrative") && h("p", { class: "ge-note" }, say("illustrative")),
        ),
    );
  }

  #count(): void {
    const { data, filter } = this.#view;
    const { classes, column } = data.coloring;
    const { codes, values } = data.events.categories[column];
    const tally = new Int32Array(values.length + 1);
    for (let i = 0; i < codes.length; i++) if (filter.mask[i]) tally[codes[i] + 1]++;
    const codeOf = new Map(values.map((value, code) => [value, code]));
    const facet = filter.facets.get(column);
    const chosen = facet && new Set(facet);
    for (const one of classes) {
      const button = this.#buttons.get(one);
      if (!button) continue;
      const on = chosen === undefined ? one.values.length : one.values.filter((value) => chosen.has(value)).length;
      button.setAttribute("aria-pressed", on === 0 ? "false" : on === one.values.length ? "true" : "mixed");
      let n = 0;
      for (const value of one.values) n += tally[(codeOf.get(value) ?? -1) + 1];
      const count = button.querySelector(".ge-count");
      if (count) count.textContent = this.#phrases.number(n);
    }
  }

  /** Explains what is drawn, and nothing else; anew only where that has changed. */
  #explain(drawn: Drawn): void {
    const now = JSON.stringify(drawn);
    if (now === this.#drawn) return;
    this.#drawn = now;
    const { cluster } = this.#view.data.config;
    refill(this.#keys, doubtKey(drawn, cluster), precisionKey(drawn, cluster), sizeKey(drawn, this.#phrases));
  }
}
