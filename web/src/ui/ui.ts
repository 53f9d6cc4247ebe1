// Everything around the canvases: title, legend, time bar, panel, tooltip, attribution; and where each stands.
import type * as Leaflet from "leaflet";
import { L } from "../leaflet.ts";
import type { MapView } from "../map_view.ts";
import type { Pointed } from "../pointing.ts";
import { textAt } from "../wire/frame.ts";
import type { Zone } from "../wire/tables.ts";
import { Card } from "./card.ts";
import { h, iconButton, link, refill, said } from "./dom.ts";
import { Legend } from "./legend.ts";
import { eventList, sortByTime } from "./list.ts";
import { TimeBar } from "./time_bar.ts";
import { WORDS, typeWords } from "./words.ts";
import { zoneCard } from "./zone_card.ts";
import { Phrases } from "./phrases.ts";

/** Below this width the panel comes from below and the legend starts folded; below this height, it does too. */
const NARROW = 760;
const LOW = 520;

/** A text too long to be shown whole is told whole on request. */
const whole = (text: string): string | undefined => (text.length > 80 ? text : undefined);

type Corner = "topleft" | "bottomleft" | "bottomright";

export class Ui {
  readonly phrases: Phrases;
  private readonly view: MapView;
  private readonly header: HTMLElement;
  private readonly summary: HTMLElement;
  private readonly legend: Legend;
  private readonly timeBar: TimeBar | null;
  private readonly panel: HTMLElement;
  private readonly tip: HTMLElement;
  private readonly card: Card;
  private readonly credits: HTMLElement;
  private opener: Element | null = null;
  private turn = 0;

  /** Says in the map's place why it cannot be shown. */
  static fail(container: HTMLElement, message: string): void {
    container.append(h("div", { class: "ge-fail", role: "alert" }, h("strong", {}, WORDS.cannotShow), h("p", {}, said(message))));
  }

  constructor(view: MapView) {
    this.view = view;
    const { map, data, container } = view;
    const { config } = data;
    this.phrases = new Phrases(config.locale);
    this.card = new Card(view, this.phrases);
    container.lang ||= config.locale;
    container.setAttribute("role", "region");
    container.setAttribute("aria-label", config.title || WORDS.mapOfEvents);

    this.summary = h("div", { class: "ge-summary", "aria-live": "polite" });
    this.header = h(
      "section",
      { class: "ge-box ge-header" },
      config.title !== "" && h("h1", { class: "ge-title", title: whole(config.title) }, said(config.title)),
      config.subtitle !== "" && h("p", { class: "ge-subtitle", title: whole(config.subtitle) }, said(config.subtitle)),
      this.summary,
    );
    this.corner("topleft", this.header, true);
    this.legend = new Legend(view, this.phrases);
    this.corner("bottomleft", this.legend.element);
    this.credits = this.attribution();
    this.corner("bottomright", this.credits);
    map.attributionControl?.setPrefix(false);
    // Above the attribution; the title stands where Leaflet puts its buttons.
    if (map.zoomControl && map.zoomControl.getPosition() === "topleft") map.zoomControl.setPosition("bottomright");

    this.timeBar = data.span === null ? null : new TimeBar(view, this.phrases);
    this.panel = h("aside", { class: "ge-panel", "aria-label": WORDS.details, hidden: true });
    this.tip = h("div", { class: "ge-tip", "aria-hidden": "true", hidden: true });
    for (const element of [this.timeBar?.element, this.panel, this.tip]) if (element) this.adopt(element);
    container.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.panel.hidden) {
        event.stopPropagation();
        this.closePanel();
      }
    });
    new ResizeObserver(() => this.layout()).observe(container);
    new ResizeObserver(() => this.layout()).observe(this.header);
    this.legend.element.addEventListener("toggle", () => this.layout());
    if (this.timeBar) new ResizeObserver(() => this.layout()).observe(this.timeBar.element);
    this.layout();
    this.update();
  }

  /** Puts an element into a corner of the map, where Leaflet stacks controls. */
  private corner(position: Corner, element: HTMLElement, first = false): void {
    const Held = L.Control.extend({ onAdd: () => element }) as unknown as new (options: Leaflet.ControlOptions) => Leaflet.Control;
    this.view.map.addControl(new Held({ position }));
    if (first) element.parentElement?.prepend(element);
    this.quiet(element);
  }

  private adopt(element: HTMLElement): void {
    this.view.container.append(element);
    this.quiet(element);
  }

  /** Keeps clicks, drags and the wheel from the map below; keys pressed in a panel must not pan it. */
  private quiet(element: HTMLElement): void {
    L.DomEvent.disableClickPropagation(element);
    // Leaflet looks for its mark above the click's target, which a panel that is refilled by the click has lost.
    element.addEventListener("click", (event) => event.stopPropagation());
    L.DomEvent.disableScrollPropagation(element);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") event.stopPropagation();
    });
  }

  /** Tells the style sheet how much room is left, so that nothing covers anything. */
  private layout(): void {
    const { container } = this.view;
    const high = this.timeBar?.element.offsetHeight ?? 0;
    container.style.setProperty("--ge-time-height", `${high}px`);
    container.style.setProperty("--ge-header-height", `${this.header.offsetHeight}px`);
    container.style.setProperty("--ge-height", `${container.clientHeight}px`);
    const narrow = container.clientWidth < NARROW;
    container.classList.toggle("ge-narrow", narrow);
    this.legend.fit(narrow || container.clientHeight < LOW);
    const panel = narrow || this.panel.hidden ? 0 : this.panel.offsetWidth;
    const credits = container.clientWidth - panel - this.legend.element.offsetWidth - 48;
    // On a narrow map an open legend stands above the credits, not beside them.
    const above = narrow && this.legend.element.open;
    container.classList.toggle("ge-stacked", above);
    container.style.setProperty("--ge-credits-width", `${above ? 300 : Math.max(110, Math.min(540, credits))}px`);
    container.style.setProperty("--ge-credits-height", `${this.credits.offsetHeight}px`);
    this.timeBar?.draw();
  }

  /** Room that the boxes take at each side of the map, px; none at a side where the map would vanish. */
  taken(): { left: number; right: number; top: number; bottom: number } {
    const { container } = this.view;
    const [wide, high] = [container.clientWidth, container.clientHeight];
    const bottom = this.timeBar?.element.offsetHeight ?? 0;
    if (wide >= 860) return { left: Math.max(this.header.offsetWidth, this.legend.element.offsetWidth) + 14, right: 48, top: 0, bottom };
    return { left: 0, right: 0, top: high > 420 ? this.header.offsetHeight + 10 : 0, bottom: bottom + (high > 420 ? 44 : 0) };
  }

  update(): void {
    const { phrases, view } = this;
    const stats = view.stats();
    const number = phrases.number;
    const all = stats.visible === stats.events;
    refill(
      this.summary,
      h(
        "p",
        { class: "ge-numbers" },
        stats.events === 0
          ? WORDS.noEvents
          : all
            ? WORDS.events(number(stats.events), stats.events === 1)
            : WORDS.shownOf(number(stats.visible), number(stats.events)),
        stats.fatalities > 0 &&
          h(
            "span",
            { class: "ge-deaths" },
            WORDS.deaths(number(stats.fatalitiesVisible), stats.fatalitiesVisible === 1),
            h("small", {}, ` ${WORDS.bestEstimate}`),
          ),
      ),
      stats.events > 0 &&
        h(
          "p",
          { class: "ge-ways" },
          stats.unplaced > 0 &&
            h(
              "button",
              { type: "button", class: "ge-text-button", onClick: () => this.openUnplaced() },
              WORDS.withoutPlace(number(stats.unplaced)),
            ),
          h("button", { type: "button", class: "ge-text-button", onClick: () => this.openShown() }, WORDS.listEvents),
        ),
    );
    this.legend.update();
    this.timeBar?.update();
  }

  restyle(): void {
    this.timeBar?.draw();
  }

  private attribution(): HTMLElement {
    const line = h("div", { class: "ge-credits" });
    const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9.]/g, "");
    for (const { text, url, license } of this.view.data.config.attribution) {
      const words = license && !plain(text).includes(plain(license)) ? `${text} (${license})` : text;
      line.append(h("span", {}, url ? link(url, words) : said(words)));
    }
    line.append(h("span", {}, link("https://leafletjs.com", "Leaflet")));
    // The line that is always there names every source; those under a licence that asks for it, with their licence.
    const names = this.view.data.config.attribution.map(({ name, license }) => {
      const asked = license.startsWith("CC") && !plain(name).includes(plain(license));
      return (asked ? `${name} (${license.replaceAll("-", " ")})` : name).replaceAll(" ", "\u00a0");
    });
    const short = names.length > 0 ? said(names.join(" · ")) : WORDS.mapData;
    return h("details", { class: "ge-attribution" }, h("summary", {}, short), line);
  }

  // -- the tooltip

  hover(hit: Pointed | null, at: { x: number; y: number } | null): void {
    const { container } = this.view;
    const something = hit !== null && (hit.events.length > 0 || hit.zones.length > 0);
    container.classList.toggle("ge-pointing", something);
    const shown = hit !== null && at !== null && something;
    this.tip.hidden = !shown;
    if (!shown) return;
    const { events } = this.view.data;
    // Without a symbol the spot lies in areas, the smallest first: its events are told apart from the wider ones'.
    const { of } = this.view.data.places;
    const here = hit.symbol ? hit.events : hit.events.filter((row) => of[row] === of[hit.events[0]]);
    const wider = hit.events.length - here.length;
    if (here.length === 1) {
      const row = here[0];
      refill(
        this.tip,
        h("strong", {}, said(typeWords(textAt(events.categories.event_type, row)))),
        h("span", {}, said(textAt(events.categories.place, row)), " ", this.phrases.when(events, row)),
      );
    } else if (here.length > 1) {
      refill(this.tip, h("strong", {}, WORDS.events(this.phrases.number(here.length), false)));
      const place = hit.cluster === null ? textAt(events.categories.place, here[0]) : "";
      if (place) this.tip.append(h("span", {}, said(place)));
    } else {
      refill(this.tip, h("strong", {}, said(hit.zones[0].name || WORDS.unnamed)));
    }
    if (wider > 0) this.tip.append(h("span", {}, WORDS.wider(this.phrases.number(wider))));
    const room = container.clientWidth - at.x;
    this.tip.style.left = `${Math.max(4, room < 240 ? at.x - this.tip.offsetWidth - 12 : at.x + 14)}px`;
    this.tip.style.top = `${Math.max(4, at.y - this.tip.offsetHeight - 8)}px`;
  }

  // -- the panel

  private open(title: string, body: HTMLElement, ...tools: HTMLElement[]): void {
    if (this.panel.hidden) this.opener = document.activeElement;
    const heading = h("h2", { tabindex: -1, class: "ge-panel-title" }, title);
    refill(
      this.panel,
      h(
        "header",
        { class: "ge-panel-head" },
        heading,
        h("div", { class: "ge-tools" }, ...tools, iconButton("close", WORDS.close, () => this.closePanel())),
      ),
      body,
    );
    const fresh = this.panel.hidden;
    this.panel.hidden = false;
    this.view.container.classList.add("ge-has-panel");
    this.layout();
    if (fresh) heading.focus({ preventScroll: true });
    body.scrollTop = 0;
  }

  closePanel(): void {
    this.turn++;
    this.view.mark(null, null);
    if (this.panel.hidden) return;
    const held = this.panel.contains(document.activeElement);
    this.panel.hidden = true;
    this.view.container.classList.remove("ge-has-panel");
    this.layout();
    if (held) (this.opener instanceof HTMLElement && this.opener.isConnected ? this.opener : this.view.container).focus();
  }

  async openEvents(rows: readonly number[], at = 0): Promise<void> {
    await this.showEvent(sortByTime(this.view.data.events, rows), at, null);
  }

  private async showEvent(rows: readonly number[], at: number, back: (() => void) | null): Promise<void> {
    const turn = ++this.turn;
    const row = rows[at];
    const { body, id } = await this.card.event(row, (zone) => this.openZones([zone]));
    if (turn !== this.turn) return;
    const tools: HTMLElement[] = [];
    if (rows.length > 1) {
      const step = (d: number): void => {
        void this.showEvent(rows, (at + d + rows.length) % rows.length, back).then(() => {
          this.panel.querySelector<HTMLElement>(`[aria-label="${d < 0 ? WORDS.previous : WORDS.next}"]`)?.focus();
        });
      };
      tools.push(
        iconButton("list", WORDS.list, back ?? (() => this.openList(WORDS.eventsHere(this.phrases.number(rows.length)), "", rows))),
        iconButton("prev", WORDS.previous, () => step(-1)),
        h("span", { class: "ge-position" }, WORDS.position(this.phrases.number(at + 1), this.phrases.number(rows.length))),
        iconButton("next", WORDS.next, () => step(1)),
      );
    }
    this.view.mark(row, null);
    this.view.reveal(row);
    this.open(rows.length > 1 ? "" : WORDS.details, body, ...tools);
    this.view.fire("select", { event: row, event_id: id });
  }

  private openList(title: string, note: string, rows: readonly number[]): void {
    this.turn++;
    const list = eventList(this.view.data, this.phrases, rows, (at) => {
      void this.showEvent(rows, at, () => this.openList(title, note, rows));
    });
    this.view.mark(null, null);
    this.open(title, h("div", { class: "ge-panel-body" }, note !== "" && h("p", { class: "ge-note" }, note), list));
  }

  /** All events that pass the period and the filters, in words: the way in without a pointer. */
  openShown(): void {
    const { events } = this.view.data;
    const rows: number[] = [];
    for (let i = 0; i < events.count; i++) if (this.view.filter.mask[i]) rows.push(i);
    this.openList(WORDS.shownTitle, "", sortByTime(events, rows));
  }

  openUnplaced(): void {
    const { unplaced, events } = this.view.data;
    this.openList(WORDS.withoutPlaceTitle, WORDS.withoutPlaceNote, sortByTime(events, unplaced));
  }

  openZones(zones: readonly Zone[], at = 0): void {
    this.turn++;
    const tools: HTMLElement[] = [];
    if (zones.length > 1) {
      tools.push(
        iconButton("prev", WORDS.previous, () => this.openZones(zones, (at + zones.length - 1) % zones.length)),
        h("span", { class: "ge-position" }, WORDS.position(String(at + 1), String(zones.length))),
        iconButton("next", WORDS.next, () => this.openZones(zones, (at + 1) % zones.length)),
      );
    }
    this.view.mark(null, zones[at].index);
    this.open(WORDS.zones, zoneCard(zones[at], this.phrases), ...tools);
    this.view.fire("select", { zone: zones[at].index, zone_id: zones[at].id });
  }

}
