// The legend: event types as filter buttons, how well places are known, sizes, zones. Only what the map really shows.
import type { MapView } from "../map_view.ts";
import { dotRadius, LARGE_FROM, SMALL_UP_TO } from "../paint/scene.ts";
import { OTHER } from "../palette.ts";
import { LINE, POLYGON } from "../wire/shapes.ts";
import { h, refill, said, svg } from "./dom.ts";
import type { Phrases } from "./phrases.ts";
import { named, say, typeWords } from "../words/words.ts";
import { zoneSwatch } from "./zone_card.ts";

/** Most event types listed; more than that is a table, not a legend. */
const MOST_TYPES = 12;

export class Legend {
  readonly element: HTMLDetailsElement;
  private readonly view: MapView;
  private readonly phrases: Phrases;
  private readonly buttons = new Map<string, HTMLButtonElement>();
  private readonly zoneList: HTMLElement;
  private small: boolean | null = null;

  constructor(view: MapView, phrases: Phrases) {
    this.phrases = phrases;
    this.view = view;
    this.zoneList = h("div", {});
    this.element = h(
      "details",
      { class: "ge-box ge-legend", open: true },
      h("summary", {}, say("legend")),
      h("div", { class: "ge-legend-body" }, this.types(), this.precision(), this.sizes(), this.zoneList),
    );
    const { data } = view;
    if (data.events.count === 0 && data.zones.length === 0) this.element.hidden = true;
  }

  /** Folds the legend when room gets scarce, once: then it is the reader's. */
  fit(small: boolean): void {
    if (small === this.small) return;
    this.small = small;
    this.element.open = !small;
  }

  private types(): HTMLElement | null {
    const { types } = this.view.data;
    if (types.length === 0) return null;
    // Whatever has a colour of its own is listed, however rare.
    const listed = types.filter((type, i) => i < MOST_TYPES || type.slot !== OTHER);
    const items = listed.map((type) => {
      const button = h(
        "button",
        { type: "button", class: "ge-type", title: type.name.length > 60 ? type.name : undefined, "aria-pressed": "true", onClick: () => this.flip(type.name) },
        h("span", { class: `ge-swatch ge-s${type.slot}`, "aria-hidden": "true" }),
        type.name === "" ? h("span", { class: "ge-said" }, say("no_type")) : said(typeWords(type.name)),
        h("span", { class: "ge-count" }),
      );
      this.buttons.set(type.name, button);
      return h("li", {}, button);
    });
    const more = types.length - items.length;
    return section(
      say("event_types"),
      h("ul", { class: "ge-plain" }, ...items),
      more > 0 && h("p", { class: "ge-note" }, say("more_types", { n: more })),
    );
  }

  private flip(name: string): void {
    const { filter, data } = this.view;
    const all = data.types.map((t) => t.name);
    const now = new Set(filter.facets.get("event_type") ?? all);
    if (now.has(name)) now.delete(name);
    else now.add(name);
    const facets = Object.fromEntries(filter.facets);
    if (now.size === all.length) delete facets["event_type"];
    else facets["event_type"] = all.filter((t) => now.has(t));
    this.view.setFilter(facets);
  }

  private precision(): HTMLElement | null {
    const { places, shapes, events } = this.view.data;
    if (places.count === 0) return null;
    let [exact, circle, area, band] = [false, false, false, false];
    for (let p = 0; p < places.count; p++) {
      const s = places.shape[p];
      if (s < 0) {
        if (places.exact[p]) exact = true;
        else circle = true;
      } else if (shapes.type[s] === POLYGON) area = true;
      else if (shapes.type[s] === LINE) band = true;
    }
    const c = "currentColor";
    const rows: (HTMLElement | false)[] = [
      exact && key(say("place.exact"), svg("circle", { cx: 13, cy: 9, r: 5, fill: c })),
      circle && key(say("place.radius"), svg("circle", { cx: 13, cy: 9, r: 8, fill: c, "fill-opacity": 0.22, stroke: c, "stroke-dasharray": "1.5 2.5" })),
      area &&
        key(
          say("place.area"),
          svg("path", { d: "M2 4l8-2 13 3-2 9-10 3-8-4z", fill: c, "fill-opacity": 0.12, stroke: c }),
          svg("path", { d: "M5 14L14 3M9 16l10-12M15 16l7-9", stroke: c, "stroke-opacity": 0.6, fill: "none" }),
        ),
      band &&
        key(
          say("place.band"),
          svg("path", { d: "M3 13C8 3 14 16 23 5", stroke: c, "stroke-opacity": 0.25, "stroke-width": 7, fill: "none", "stroke-linecap": "round" }),
          svg("path", { d: "M3 13C8 3 14 16 23 5", stroke: c, fill: "none" }),
        ),
      (circle || area) && key(say("place.ring"), svg("circle", { cx: 13, cy: 9, r: 5, fill: "none", stroke: c, "stroke-width": 2, "stroke-dasharray": "3 2" })),
      (circle || area || band) &&
        key(
          say("place.badge"),
          svg("rect", { x: 4, y: 2, width: 18, height: 14, rx: 3, fill: "none", stroke: c, "stroke-width": 1.5, "stroke-dasharray": "3 2" }),
          svg("text", { x: 13, y: 12.5, "text-anchor": "middle", "font-size": 9, "font-weight": 600, fill: c }, "3"),
        ),
      events.count > 1 &&
        this.view.data.config.cluster &&
        key(
          say("place.cluster"),
          svg("circle", { cx: 13, cy: 9, r: 7, fill: "none", stroke: c, "stroke-width": 2.4 }),
          svg("text", { x: 13, y: 12, "text-anchor": "middle", "font-size": 8.5, "font-weight": 600, fill: c }, "7"),
        ),
    ];
    return section(say("places"), h("ul", { class: "ge-plain ge-keys" }, ...rows));
  }

  private sizes(): HTMLElement | null {
    const { events } = this.view.data;
    const most = events.best.reduce((a, b) => Math.max(a, b), 0);
    if (most <= SMALL_UP_TO) return null;
    const steps = [SMALL_UP_TO, 30, 100].filter((n, i) => i === 0 || n <= most);
    const words = steps.map((n, i) => (i === 0 ? say("up_to", { n }) : this.phrases.number(n)));
    let x = 2;
    const circles = steps.flatMap((n, i) => {
      const r = dotRadius(n);
      const at = x + r;
      x = at + r + 20 + words[i].length * 6.5;
      return [
        svg("circle", { cx: at, cy: 17, r, fill: "none", stroke: "currentColor" }),
        svg("text", { x: at + r + 5, y: 21, "font-size": 11.5, fill: "currentColor" }, words[i]),
      ];
    });
    const picture = svg("svg", { class: "ge-sizes", width: x, height: 34, viewBox: `0 0 ${x} 34` }, ...circles);
    picture.setAttribute("role", "img");
    picture.setAttribute("aria-label", `${say("size")}: ${words.join(", ")}`);
    const capped = most > LARGE_FROM && h("p", { class: "ge-note" }, say("capped", { n: LARGE_FROM }));
    return section(say("size"), picture, capped);
  }

  update(): void {
    const { data, filter } = this.view;
    const { codes, values } = data.events.categories.event_type;
    const counts = new Map<string, number>();
    const tally = new Int32Array(values.length + 1);
    for (let i = 0; i < codes.length; i++) if (filter.mask[i]) tally[codes[i] + 1]++;
    values.forEach((name, code) => counts.set(name, tally[code + 1]));
    counts.set("", tally[0]);
    const chosen = filter.facets.get("event_type");
    for (const [name, button] of this.buttons) {
      button.setAttribute("aria-pressed", String(chosen === undefined || chosen.includes(name)));
      const count = button.querySelector(".ge-count");
      if (count) count.textContent = this.phrases.number(counts.get(name) ?? 0);
    }
    const zones = this.view.zonesInForce();
    const kinds = [...new Map(zones.map((z) => [`${z.kind} ${z.boundaryStatus === "illustrative"}`, z])).values()];
    refill(
      this.zoneList,
      zones.length > 0 &&
        section(
          say("zones"),
          h("ul", { class: "ge-plain ge-keys" }, ...kinds.map((z) => h("li", {}, zoneSwatch(z), said(named("zone_kind", z.kind))))),
          zones.some((z) => z.boundaryStatus === "illustrative") && h("p", { class: "ge-note" }, say("illustrative")),
        ),
    );
  }
}

function section(title: string, ...children: (Node | false)[]): HTMLElement {
  return h("section", { class: "ge-legend-section" }, h("h2", {}, title), ...children);
}

function key(text: string, ...picture: SVGElement[]): HTMLElement {
  return h("li", {}, svg("svg", { width: 26, height: 18, viewBox: "0 0 26 18", "aria-hidden": "true" }, ...picture), h("span", {}, text));
}
