// Everything around the canvases, put together: header, legend, time bar, panel, tooltip, credits; and where each stands.
import { L } from "../leaflet.ts";
import type { MapView } from "../map_view.ts";
import { Orientation } from "../orient/orientation.ts";
import { say } from "../words/words.ts";
import { Compare } from "./compare.ts";
import { holdIn, quiet } from "./corner.ts";
import { creditsOf, sourcesOf } from "./credits.ts";
import { Filters } from "./filters.ts";
import { Header, type Tool } from "./header.ts";
import { Legend } from "./legend.ts";
import { type MapKey, mapKeys } from "./map_keys.ts";
import { Notice } from "./notice.ts";
import { Panel } from "./panel.ts";
import { Phrases } from "./phrases.ts";
import { Reader } from "./reader.ts";
import { Share } from "./share.ts";
import { Table } from "./table.ts";
import { TimeBar } from "./time_bar.ts";
import { Tip } from "./tip.ts";

/** Below this width the panel comes from below and the legend starts folded; below this height, it does too. */
const NARROW = 760;
const LOW = 580;
/** Height that is left beside a title told whole, px. */
const ROOM = 320;

type Corner = "topleft" | "topright" | "bottomleft" | "bottomright";

export class Ui {
  readonly phrases: Phrases;
  readonly notice = new Notice((element) => this.adopt(element));
  readonly panel: Panel;
  readonly reader: Reader;
  readonly table: Table;
  readonly tip: Tip;
  readonly filters: Filters;
  readonly share: Share;
  readonly compare: Compare;
  readonly orientation: Orientation;
  readonly #view: MapView;
  readonly #header: Header;
  readonly #legend: Legend;
  readonly #timeBar: TimeBar | null;
  readonly #credits: HTMLElement;

  constructor(view: MapView) {
    this.#view = view;
    const { map, data, container } = view;
    const { config } = data;
    this.phrases = new Phrases(config.locale);
    this.panel = new Panel(container, { layout: () => this.layout(), closed: () => this.closePanel() });
    this.reader = new Reader(view, this.panel, this.phrases);
    this.table = new Table(view, this.phrases, () => this.layout());
    this.tip = new Tip(container, data, this.phrases);
    this.filters = new Filters(view, this.panel, this.phrases);
    this.share = new Share(view, this.panel);
    container.lang ||= config.language;
    container.dir ||= config.direction;
    // A map that is the page is its main part; among other content it is a part like any other.
    const whole = container.parentElement === document.body && document.querySelectorAll("main, [role=main], .geoevents").length <= 1;
    container.setAttribute("role", whole ? "main" : "region");
    container.setAttribute("aria-label", config.title || say("map_of_events"));

    this.compare = new Compare(view, this.phrases);
    this.orientation = new Orientation(view);
    const tools = this.#tools().filter((tool) => tool.fits?.() ?? true);
    this.#header = new Header(view, tools, () => this.reader.unplaced());
    this.#header.element.querySelector(".ge-header-more")?.after(this.filters.line);
    this.corner("topleft", this.#header.element, true);
    this.#legend = new Legend(view, this.phrases);
    this.corner("bottomleft", this.#legend.element);
    this.#credits = creditsOf(config.attribution, sourcesOf(data.events.categories.source));
    this.corner("bottomright", this.#credits);
    this.corner("bottomright", this.orientation.readout.element);
    this.corner("topright", this.orientation.measure.element);
    map.attributionControl?.setPrefix(false);
    // Above the attribution; the title stands where Leaflet puts its buttons.
    if (map.zoomControl && map.zoomControl.getPosition() === "topleft") {
      Object.assign(map.zoomControl.options, { zoomInTitle: say("zoom_in"), zoomOutTitle: say("zoom_out") });
      map.zoomControl.setPosition(this.#sided("bottomright"));
    }
    this.corner("bottomright", this.orientation.locator.element);

    this.#timeBar = data.span === null ? null : new TimeBar(view, this.phrases, this.compare);
    this.#order(this.#timeBar?.element, this.compare.divider, this.table.element, this.panel.element);
    this.adopt(this.tip.element);
    container.prepend(mapKeys(container, `${view.prefix}-keys`, this.#keys(tools), data.events.count > 0));
    container.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && this.panel.isOpen) {
        event.stopPropagation();
        this.closePanel();
      } else if (event.key === "Escape" && view.comparing.on) {
        event.stopPropagation();
        this.compare.end();
      }
    });
    const watch = new ResizeObserver(() => {
      const { x, y } = map.getSize();
      // Leaflet looks at the window alone; asked without need it would forget where exactly the centre is.
      if (x !== container.clientWidth || y !== container.clientHeight) map.invalidateSize({ animate: false });
      this.layout();
    });
    for (const element of [container, this.#header.element, this.#timeBar?.element, this.orientation.locator.element]) if (element) watch.observe(element);
    view.gone.addEventListener("abort", () => watch.disconnect());
    this.#legend.element.addEventListener("toggle", () => this.layout());
    this.layout();
    this.update();
  }

  /** The buttons of the header, in their order. */
  #tools(): Tool[] {
    const hasEvents = (): boolean => this.#view.data.events.count > 0;
    return [
      this.filters.tool(),
      { icon: "table", name: say("table"), letter: "T", run: () => this.table.flip(), on: () => this.table.isOpen, fits: hasEvents }, this.orientation.tool,
      { icon: "compare", name: say("compare"), letter: "V", run: () => this.compare.flip(), on: () => this.#view.comparing.on, fits: () => this.compare.fits },
      { icon: "share", name: say("share"), letter: "S", run: () => this.share.open() },
    ];
  }

  /** Letters for the tools, and for what is far down the order of the Tab key. */
  #keys(tools: readonly Tool[]): MapKey[] {
    const keys = tools.flatMap(({ letter, name, run, find = run }) => (letter ? [{ letter, name, run: find }] : []));
    const bar = this.#timeBar;
    if (bar?.moves) keys.push({ letter: "P", name: say("time"), run: () => bar.focus() });
    if (!this.#legend.element.hidden) keys.push({ letter: "L", name: say("legend"), run: () => this.#legend.focus() });
    return keys;
  }

  /** The order of the page is that of the Tab key and of reading aloud: title and tools, time, what they open, then the keys to the map. */
  #order(...elements: (HTMLElement | undefined)[]): void {
    const [head, keys] = [this.#header.element, this.#legend.element].map((element) => element.parentElement as HTMLElement);
    const found = elements.filter((element) => element !== undefined);
    head.parentElement?.prepend(head, ...found, keys);
    for (const element of found) quiet(element);
  }

  /** Puts an element into a corner of the map, where Leaflet stacks controls. */
  corner(position: Corner, element: HTMLElement, first = false): void {
    holdIn(this.#view.map, this.#sided(position), element);
    if (first) element.parentElement?.prepend(element);
  }

  /** Where a corner is in the page's direction of writing: from right to left, what stands at the left is at the right. */
  #sided(position: Corner): Corner {
    if (this.#view.container.dir !== "rtl") return position;
    return (position.endsWith("left") ? position.replace("left", "right") : position.replace("right", "left")) as Corner;
  }

  /** Puts an element on the map, above everything in the corners. */
  adopt(element: HTMLElement): void {
    this.#view.container.append(element);
    quiet(element);
  }

  /** Tells the style sheet how much room is left, so that nothing covers anything. */
  layout(): void {
    const { container } = this.#view;
    const narrow = container.clientWidth < NARROW;
    container.classList.toggle("ge-narrow", narrow);
    const whole = this.table.fit(narrow);
    const high = this.#timeBar?.element.offsetHeight ?? 0;
    container.style.setProperty("--ge-time-height", `${high}px`);
    this.#header.press();
    const drawer = this.table.place(whole, this.panel);
    container.classList.toggle("ge-compact", whole || (drawer > 0 && container.clientHeight - high - drawer < ROOM));
    container.style.setProperty("--ge-header-height", `${this.#header.element.offsetHeight}px`);
    container.style.setProperty("--ge-drawer-height", `${drawer}px`);
    container.style.setProperty("--ge-height", `${container.clientHeight - drawer}px`);
    const free = container.clientHeight - high - drawer - this.#header.element.offsetHeight;
    container.classList.toggle("ge-crowded", drawer > 0 && free < 90);
    this.#legend.fit(narrow || container.clientHeight - drawer < LOW || (drawer > 0 && free < 260));
    const panel = narrow || !this.panel.isOpen ? 0 : this.panel.element.offsetWidth;
    container.style.setProperty("--ge-panel-width", `${panel}px`);
    const credits = container.clientWidth - panel - this.#legend.element.offsetWidth - 48;
    // On a narrow map an open legend stands above the credits, not beside them.
    const above = narrow && this.#legend.element.open;
    container.classList.toggle("ge-stacked", above);
    container.style.setProperty("--ge-credits-width", `${above ? 300 : Math.max(110, Math.min(540, credits))}px`);
    container.style.setProperty("--ge-credits-height", `${this.#credits.offsetHeight + this.orientation.readout.element.offsetHeight + 4}px`);
    this.#timeBar?.draw();
    this.#view.stage.request("labels"); // which keep clear of the boxes
  }

  /** Room that the boxes take at each side of the map, px; none at a side where the map would vanish. */
  taken(): { left: number; right: number; top: number; bottom: number } {
    const { container } = this.#view;
    const [wide, high] = [container.clientWidth, container.clientHeight];
    const bottom = (this.#timeBar?.element.offsetHeight ?? 0) + this.table.height;
    const header = this.#header.element;
    const low = high <= 420 && wide >= 560;
    const boxes = Math.min(wide * 0.4, Math.max(header.offsetWidth, this.#legend.element.offsetWidth) + 14);
    const top = Math.min(high * 0.4, header.offsetHeight + 10);
    // On a low map, beside the title or below it: where the data are larger.
    if (low ? this.#fits(boxes + 48, bottom) > this.#fits(0, bottom + top) : wide >= 860) {
      return container.dir === "rtl" ? { left: 48, right: boxes, top: 0, bottom } : { left: boxes, right: 48, top: 0, bottom };
    }
    return { left: 0, right: 0, top: low || high > 420 ? top : 0, bottom: bottom + (high > 420 ? 44 : 0) };
  }

  /** How large the data are on the map when so many px of it are taken. */
  #fits(x: number, y: number): number {
    const { map, data } = this.#view;
    const [west, south, east, north] = data.config.bounds ?? [0, 0, 1, 1];
    return map.getBoundsZoom([[south, west], [north, east < west ? east + 360 : east]], false, L.point(x + 24, y + 24));
  }

  update(): void {
    this.#header.update();
    this.filters.update();
    this.#legend.update();
    this.#timeBar?.update();
    this.table.update();
  }

  restyle(): void {
    this.orientation.locator.request();
    this.#timeBar?.draw();
  }

  /** Another event's card is open, or none. */
  marked(): void {
    this.table.marked();
  }

  closePanel(): void {
    this.#view.mark(null, null);
    this.panel.close();
  }
}
