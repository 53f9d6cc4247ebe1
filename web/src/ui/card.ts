// The detail card of one event: what, who, when, where, how many died, who says so, and the zones in force there.
import type { MapView } from "../map_view.ts";
import { relation } from "../model/in_zones.ts";
import { meets } from "../model/time.ts";
import { DIRECTED } from "../palette.ts";
import { NULL, textAt } from "../wire/frame.ts";
import type { CategoryName, Texts, Zone } from "../wire/tables.ts";
import { has, named, say, typeWords } from "../words/words.ts";
import { reportSection } from "./card_reports.ts";
import { h, link, said } from "./dom.ts";
import { fact } from "./fact.ts";
import type { Phrases } from "./phrases.ts";
import { swatch } from "./swatch.ts";
import { zoneSwatch } from "./zone_card.ts";

/** Further columns that have a place of their own in the card; all others are listed under their names. */
const DETAILS = ["target", "injured", "count", "count_text", "date_text", "place_note", "plover"] as const;
type Details = Record<(typeof DETAILS)[number], string>;

export class Card {
  readonly #view: MapView;
  readonly #phrases: Phrases;

  constructor(view: MapView, phrases: Phrases) {
    this.#view = view;
    this.#phrases = phrases;
  }

  async event(row: number, openZone: (zone: Zone) => void): Promise<{ body: HTMLElement; id: string }> {
    const { data } = this.#view;
    const [texts, reportsOf] = await Promise.all([data.texts(), data.reports()]);
    const { events } = data;
    const text = (name: CategoryName): string => textAt(events.categories[name], row);
    const type = text("event_type");
    const sub = text("sub_event_type");
    const status = text("status");
    const reports = reportsOf(row);
    const notes = texts.notes(row);
    const source = text("source");
    const details = detailsOf(texts, row);
    const id = texts.id(row);

    const body = h(
      "article",
      { class: "ge-panel-body" },
      h(
        "p",
        { class: "ge-kicker" },
        swatch(data, row),
        // The heading says it where nothing says more.
        sub === "" ? say("color.event_type") : said(typeWords(type)),
        status !== "" && h("span", { class: `ge-status ge-status-${has("status", status) ? status : "other"}` }, said(named("status", status))),
      ),
      h("h3", { class: "ge-card-title" }, said(sub === "" ? typeWords(type) : named("sub_event_type", sub))),
      this.#actors(row),
      h(
        "dl",
        { class: "ge-facts" },
        ...fact(say("when"), ...this.#when(row, details.date_text)),
        ...fact(say("where"), ...this.#where(row, details.place_note)),
        ...fact(say("how_often"), details.count_text === "" ? this.#count(details.count) : said(details.count_text)),
        ...fact(say("target"), details.target !== "" && said(details.target)),
        ...this.#deaths(row),
        ...fact(say("injured"), this.#count(details.injured)),
      ),
      reportSection(reports, this.#phrases),
      source !== "" && reports.every((r) => r.source !== source) && h("p", { class: "ge-source" }, `${say("source")}: `, link(source, source)),
      notes !== "" && h("section", {}, h("h4", {}, say("notes")), h("p", { class: "ge-notes" }, said(notes))),
      this.#extra(row, texts, details.plover === type ? "" : details.plover),
      this.#zonesThere(row, openZone),
      id !== "" && h("p", { class: "ge-id" }, said(id)),
    );
    return { body, id };
  }

  #actors(row: number): HTMLElement | null {
    const c = this.#view.data.events.categories;
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

  #when(row: number, told: string): (HTMLElement | string)[] {
    const { events } = this.#view.data;
    const precision = textAt(events.categories.date_precision, row);
    const dated = events.from[row] !== NULL;
    // That a day is known to the day goes without saying.
    const plain = precision === "" || precision === "unknown" || (precision === "day" && events.to[row] - events.from[row] === 1);
    return [
      this.#phrases.when(events, row, true),
      ...(dated && !plain ? [h("small", {}, said(named("date_precision", precision)))] : []),
      ...(told === "" ? [] : [h("small", {}, say("in_the_text"), " ", said(`“${told}”`))]),
    ];
  }

  #where(row: number, note: string): (HTMLElement | string)[] {
    const { events, places } = this.#view.data;
    const name = textAt(events.categories.place, row);
    const why = note === "" ? [] : [h("small", { class: "ge-why" }, said(note))];
    if (places.of[row] < 0) {
      return name === "" ? [say("unknown_place"), ...why] : [said(name), h("small", {}, say("unknown_place")), ...why];
    }
    const words = named("precision", textAt(events.categories.precision, row));
    const metres = events.uncM[row];
    const km = metres === NULL || metres <= 0 ? "" : say("within", { km: this.#phrases.km(metres) });
    const known = [words, km].filter((w) => w !== "").join(say("comma"));
    return [...(name === "" ? [] : [said(name)]), ...(known === "" ? [] : [h("small", {}, said(known))]), ...why];
  }

  /** A count as the page writes numbers; what is no plain number stays as it is. */
  #count(text: string): HTMLElement | string | false {
    if (text === "") return false;
    return /^\d{1,15}$/.test(text) ? this.#phrases.number(Number(text)) : said(text);
  }

  #deaths(row: number): HTMLElement[] {
    const { best, low, high } = this.#view.data.events;
    const [b, l, g] = [best[row], low[row], high[row]];
    if (b === NULL && l === NULL && g === NULL) return [];
    const number = (n: number): string => this.#phrases.number(n);
    const known = [l, g].filter((n) => n !== NULL);
    let range = "";
    if (known.length === 2 && (l !== g || b === NULL)) range = l === g ? number(l) : say("range", { low: l, high: g });
    else if (known.length === 1) range = say(l !== NULL ? "at_least" : "at_most", { n: known[0] });
    return fact(
      say("fatalities"),
      b !== NULL && number(b),
      b !== NULL && h("small", {}, range === "" ? say("best_estimate") : `${say("best_estimate")}; ${range}`),
      b === NULL && range,
    );
  }

  #extra(row: number, texts: Texts, plover: string): HTMLElement | null {
    const rows = texts.extra
      .filter(({ name }) => !(DETAILS as readonly string[]).includes(name))
      .flatMap(({ name, at }) => {
        const value = at(row);
        return value === "" ? [] : [h("dt", {}, said(name)), h("dd", {}, link(value, value))];
      });
    rows.push(...fact("PLOVER", plover !== "" && said(named("event_type", plover))));
    return rows.length === 0 ? null : h("section", {}, h("h4", {}, say("more")), h("dl", { class: "ge-facts" }, ...rows));
  }

  #zonesThere(row: number, openZone: (zone: Zone) => void): HTMLElement | null {
    const { events, places, shapes, zones } = this.#view.data;
    const p = places.of[row];
    if (p < 0) return null;
    const [from, to] = [events.from[row], events.to[row]];
    const undated = from === NULL;
    const items: HTMLElement[] = [];
    for (const zone of zones) {
      if (zone.shape < 0 || !(undated || meets(zone.from, zone.to, [from, to]))) continue;
      const where = relation(places, shapes, p, zone.shape);
      if (where === "none") continue;
      // An event of some day in a month may have been before the zone came into force.
      const throughout = !undated && (zone.from === NULL || zone.from <= from) && (zone.to === NULL || to <= zone.to);
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
              h("span", {}, where === "all" && throughout ? say("in_zone") : say("maybe_in_zone"), undated && ` (${say("zone_date_unknown")})`),
            ),
          ),
        ),
      );
    }
    return items.length === 0 ? null : h("section", {}, h("h4", {}, say("zones_there")), h("ul", { class: "ge-list" }, ...items));
  }
}

function detailsOf(texts: Texts, row: number): Details {
  const details = Object.fromEntries(DETAILS.map((name) => [name, ""])) as Details;
  for (const { name, at } of texts.extra) if (Object.hasOwn(details, name)) details[name as keyof Details] = at(row);
  return details;
}
