// The detail card of one event: what, who, when, where, how many died, who says so, and the zones in force there.
import type { MapView } from "../map_view.ts";
import { meets } from "../model/time.ts";
import { DIRECTED } from "../palette.ts";
import { NULL, textAt } from "../wire/frame.ts";
import { distance2, holds, share } from "../wire/shapes.ts";
import type { CategoryName, Report, Zone } from "../wire/tables.ts";
import { h, link, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";
import { swatch } from "./swatch.ts";
import { has, named, say, typeWords } from "../words/words.ts";
import { zoneSwatch } from "./zone_card.ts";

export class Card {
  private readonly view: MapView;
  private readonly phrases: Phrases;

  constructor(view: MapView, phrases: Phrases) {
    this.view = view;
    this.phrases = phrases;
  }

  async event(row: number, openZone: (zone: Zone) => void): Promise<{ body: HTMLElement; id: string }> {
    const { data } = this.view;
    const [texts, reportsOf] = await Promise.all([data.texts(), data.reports()]);
    const { events } = data;
    const text = (name: CategoryName): string => textAt(events.categories[name], row);
    const type = text("event_type");
    const sub = text("sub_event_type");
    const status = text("status");
    const reports = reportsOf(row);
    const notes = texts.notes(row);
    const source = text("source");

    const body = h(
      "article",
      { class: "ge-panel-body" },
      h(
        "p",
        { class: "ge-kicker" },
        swatch(data, row),
        said(typeWords(type)),
        status !== "" && h("span", { class: `ge-status ge-status-${has("status", status) ? status : "other"}` }, said(named("status", status))),
      ),
      h("h3", { class: "ge-card-title" }, said(sub || typeWords(type))),
      this.actors(row),
      h(
        "dl",
        { class: "ge-facts" },
        h("dt", {}, say("when")),
        h("dd", {}, this.phrases.when(events, row, true)),
        h("dt", {}, say("where")),
        h("dd", {}, ...this.where(row)),
        ...this.deaths(row),
      ),
      ...this.reports(reports),
      reports.length === 0 && source !== "" && h("p", { class: "ge-source" }, `${say("source")}: `, link(source, source)),
      notes !== "" && h("section", {}, h("h4", {}, say("notes")), h("p", { class: "ge-notes" }, said(notes))),
      this.extra(texts.extra.map((e) => [e.name, e.at(row)] as const)),
      this.zonesThere(row, openZone),
      h("p", { class: "ge-id" }, said(texts.id(row))),
    );
    return { body, id: texts.id(row) };
  }

  private actors(row: number): HTMLElement | null {
    const c = this.view.data.events.categories;
    const directed = DIRECTED.has(textAt(c.event_type, row));
    const actor = (name: string, role: string, arrow: boolean): HTMLElement =>
      h(
        "div",
        { class: "ge-actor" },
        arrow && h("span", { class: "ge-arrow", role: "img", "aria-label": say("on") }, "\u2192"),
        h("span", {}, said(name), role !== "" && h("small", {}, said(role))),
      );
    const [a, b] = [textAt(c.actor1, row), textAt(c.actor2, row)];
    if (a === "" && b === "") return null;
    return h(
      "div",
      { class: "ge-actors", role: "group", "aria-label": say("who") },
      a !== "" && actor(a, textAt(c.actor1_role, row), false),
      b !== "" && actor(b, textAt(c.actor2_role, row), directed && a !== ""),
    );
  }

  private where(row: number): (HTMLElement | string)[] {
    const { events, places } = this.view.data;
    const name = textAt(events.categories.place, row);
    if (places.of[row] < 0) return [name === "" ? say("unknown_place") : said(name), ...(name === "" ? [] : [h("small", {}, say("unknown_place"))])];
    const precision = textAt(events.categories.precision, row);
    const words = named("precision", precision);
    const metres = events.uncM[row];
    const km = metres === NULL || metres <= 0 ? "" : say("within", { km: this.phrases.km(metres) });
    const parts: (HTMLElement | string)[] = [];
    if (name !== "") parts.push(said(name));
    if (words !== "" || km !== "") parts.push(h("small", {}, said([words, km].filter((w) => w !== "").join(", "))));
    return parts;
  }

  private deaths(row: number): HTMLElement[] {
    const { best, low, high } = this.view.data.events;
    const [b, l, g] = [best[row], low[row], high[row]];
    if (b === NULL && l === NULL && g === NULL) return [];
    const number = (n: number): string => this.phrases.number(n);
    const known = [l, g].filter((n) => n !== NULL);
    let range = "";
    if (known.length === 2 && (l !== g || b === NULL)) range = l === g ? number(l) : say("range", { low: l, high: g });
    else if (known.length === 1) range = say(l !== NULL ? "at_least" : "at_most", { n: known[0] });
    return [
      h("dt", {}, say("fatalities")),
      h(
        "dd",
        {},
        b !== NULL && number(b),
        b !== NULL && h("small", {}, range === "" ? say("best_estimate") : `${say("best_estimate")}; ${range}`),
        b === NULL && range,
      ),
    ];
  }

  private reports(reports: readonly Report[]): HTMLElement[] {
    if (reports.length === 0) return [];
    const items = reports.map((r) => {
      const stance = named("stance", r.stance);
      const head = h("p", { class: "ge-report-head" });
      if (r.attributedTo !== "") head.append(h("strong", {}, said(r.attributedTo)));
      if (stance !== "") head.append(h("span", { class: `ge-stance ge-stance-${has("stance", r.stance) ? r.stance : "other"}` }, said(stance)));
      const foot = h("p", { class: "ge-report-foot" });
      if (r.source !== "") foot.append(r.url !== "" ? link(r.url, r.source) : said(r.source));
      else if (r.url !== "") foot.append(link(r.url, r.url));
      if (r.source !== "" && r.url !== "" && !/^https?:/i.test(r.url)) foot.append(" ", said(r.url));
      if (r.day !== NULL) foot.append(h("time", {}, this.phrases.short(r.day)));
      return h(
        "li",
        { class: "ge-report" },
        head.childNodes.length > 0 && head,
        r.quote !== "" && h("blockquote", { dir: "auto" }, said(r.quote)),
        foot.childNodes.length > 0 && foot,
      );
    });
    return [h("section", {}, h("h4", {}, say("reports", { n: reports.length })), h("ul", { class: "ge-reports" }, ...items))];
  }

  private extra(columns: readonly (readonly [string, string])[]): HTMLElement | null {
    const known = columns.filter(([, value]) => value !== "");
    if (known.length === 0) return null;
    const rows = known.flatMap(([name, value]) => [h("dt", {}, said(name)), h("dd", {}, link(value, value))]);
    return h("section", {}, h("h4", {}, say("more")), h("dl", { class: "ge-facts" }, ...rows));
  }

  private zonesThere(row: number, openZone: (zone: Zone) => void): HTMLElement | null {
    const { events, places, zones } = this.view.data;
    const p = places.of[row];
    if (p < 0) return null;
    const undated = events.from[row] === NULL;
    const items: HTMLElement[] = [];
    for (const zone of zones) {
      if (zone.shape < 0 || !(undated || meets(zone.from, zone.to, [events.from[row], events.to[row]]))) continue;
      const relation = this.relation(p, zone.shape);
      if (relation === "none") continue;
      const sure = relation === "all" && !undated;
      items.push(
        h(
          "li",
          {},
          h(
            "button",
            { type: "button", class: "ge-item", onClick: () => openZone(zone) },
            zoneSwatch(zone),
            h(
              "span",
              { class: "ge-item-text" },
              h("strong", {}, said(zone.name || say("unnamed"))),
              h("span", {}, sure ? say("in_zone") : say("maybe_in_zone"), undated && ` (${say("zone_date_unknown")})`),
            ),
          ),
        ),
      );
    }
    return items.length === 0 ? null : h("section", {}, h("h4", {}, say("zones_there")), h("ul", { class: "ge-list" }, ...items));
  }

  /** Whether a place, with its uncertainty, lies in a zone: surely, possibly or not. */
  private relation(p: number, zone: number): "all" | "some" | "none" {
    const { places, shapes } = this.view.data;
    const middle = holds(shapes, zone, places.x[p], places.y[p]);
    const shape = places.shape[p];
    if (shape < 0) {
      const edge = Math.sqrt(distance2(shapes, zone, places.x[p], places.y[p]));
      return edge < places.radius[p] ? "some" : middle ? "all" : "none";
    }
    const positions = share(shapes, shape, zone);
    if (positions !== "none") return positions;
    return middle || share(shapes, zone, shape) !== "none" ? "some" : "none";
  }
}
