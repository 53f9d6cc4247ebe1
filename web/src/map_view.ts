// One map: its data, filter, canvases and panels held together; the handle's methods.
import type * as Leaflet from "leaflet";
import type { Day, MapHandle, State, Stats } from "./handle.ts";
import { Comparing, type CompareState, readCompare } from "./comparing.ts";
import { shareGestures } from "./embed/gestures.ts";
import { openSource } from "./embed/source.ts";
import { surroundings } from "./embed/surroundings.ts";
import { Finding } from "./finding.ts";
import { keepInSight, showFirst } from "./first_view.ts";
import { adopt, L } from "./leaflet.ts";
import { Censuses, takeCensus } from "./model/census.ts";
import { type Data, loadConfig, loadData, recolor } from "./model/data.ts";
import type { FacetFilter, Filter } from "./model/filter.ts";
import { DEFAULT_PLAY, type PlaySettings, readPlay } from "./model/player.ts";
import { refuse } from "./model/refuse.ts";
import { isoDay, meets, readPeriod } from "./model/time.ts";
import { buildScene, type Scene } from "./paint/scene.ts";
import { readTheme, type Theme } from "./paint/theme.ts";
import { paintOn } from "./painting.ts";
import { Pointer } from "./pointer.ts";
import { type Side, Stage } from "./stage.ts";
import { checkColor, checkFlag, checkState } from "./state.ts";
import { Permalink } from "./take/permalink.ts";
import { picture, type PictureWish } from "./take/picture.ts";
import { printing } from "./take/print.ts";
import { fail } from "./ui/fail.ts";
import { Ui } from "./ui/ui.ts";
import { speak } from "./words/words.ts";
import { NULL } from "./wire/frame.ts";
import { mercator, type Project } from "./wire/shapes.ts";
import type { Zone } from "./wire/tables.ts";

export class MapView implements MapHandle {
  readonly container: HTMLElement;
  readonly prefix: string;
  readonly ready: Promise<void>;
  readonly layers: { events: Leaflet.Layer; zones: Leaflet.Layer };
  readonly map: Leaflet.Map;
  /** Chooses the first view once more, if nobody has moved it; says whether it did. */
  refit: () => boolean = () => false;
  /** Ends what listens outside of the map when the map is removed. */
  readonly gone: AbortSignal;
  data!: Data;
  finding!: Finding;
  filter!: Filter;
  ui!: Ui;
  permalink!: Permalink;
  readonly pointer = new Pointer(this);
  readonly comparing = new Comparing(this);
  play: PlaySettings = DEFAULT_PLAY;
  stage!: Stage;
  theme!: Theme;
  #scene: Scene | null = null;
  readonly #censuses = new Censuses();
  #sceneKey = "";
  shown = { events: true, zones: true };
  selection: { event: number | null; zone: number | null } = { event: null, zone: null };
  #labelTimer = 0;

  constructor(map: Leaflet.Map, prefix: string) {
    adopt(map);
    this.map = map;
    this.prefix = prefix;
    this.container = map.getContainer();
    this.container.classList.add("geoevents");
    const life = new AbortController();
    this.gone = life.signal;
    map.once("unload", () => {
      life.abort();
      this.stage?.end();
    });
    this.layers = { events: this.#toggle("events"), zones: this.#toggle("zones") };
    this.ready = this.#start().catch((error: unknown) => {
      fail(this.container, error instanceof Error ? error.message : String(error));
      throw error;
    });
    // A page that never looks at `ready` must not report an unhandled rejection beside the visible message.
    this.ready.catch(() => undefined);
  }

  async #start(): Promise<void> {
    // The frames may stand below the script that attaches them.
    if (document.readyState === "loading") {
      await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
    }
    const source = await openSource(this.prefix);
    const config = loadConfig(source, this.prefix);
    speak(config.words, config.language, config.locale);
    this.#scheme(config.theme);
    this.container.dataset["geBasemap"] = config.basemap;
    const { crs } = this.map.options;
    const project: Project =
      !crs || crs.code === "EPSG:3857"
        ? mercator
        : (lon, lat, out, o) => {
            const at = crs.latLngToPoint(L.latLng(lat, lon), 0);
            out[o] = at.x / 256;
            out[o + 1] = at.y / 256;
          };
    this.data = await loadData(source, config, project);
    this.finding = new Finding(this.data);
    this.filter = this.finding.filter;
    if (!this.#hasView()) this.map.setView([0, 0], 2);
    this.container.classList.toggle("ge-ramp", this.data.coloring.ordered);
    this.theme = readTheme(this.container, config.basemap === "offline");
    this.stage = new Stage(this.map, this.prefix);
    paintOn(this);
    this.ui = new Ui(this);
    keepInSight(this);
    if (config.bounds) this.refit = showFirst(this, config.bounds);
    this.permalink = new Permalink(this);
    this.permalink.read();
    printing(this);
    this.stage.begin();
    this.pointer.listen();
    shareGestures(this);
    matchMedia("(forced-colors: active)").addEventListener("change", () => this.restyle(), { signal: this.gone });
    this.fire("ready", { stats: this.stats() });
  }

  /** Light or dark: as the map says, else as what is around it, whenever that changes. */
  #scheme(theme: "auto" | "light" | "dark"): void {
    const { dataset } = this.container;
    if (theme !== "auto") return void (dataset["geScheme"] = theme);
    // Paper is light, whatever the screen's colours are.
    const print = matchMedia("print");
    const change = (): void => {
      const scheme = isDark() && !print.matches ? "dark" : "light";
      if (scheme === dataset["geScheme"]) return;
      dataset["geScheme"] = scheme;
      if (!this.ui) return;
      this.restyle();
      this.stage.paint(); // at once: the printer does not wait for the next frame
    };
    const isDark = surroundings(this.container, change, this.gone);
    change();
    print.addEventListener("change", change, { signal: this.gone });
  }

  #hasView(): boolean {
    try {
      this.map.getCenter();
      return true;
    } catch {
      return false;
    }
  }

  /** Reads the colours again and draws everything anew. */
  restyle(): void {
    this.theme = readTheme(this.container, this.data.config.basemap === "offline");
    this.stage.request();
    this.ui.restyle();
  }

  #toggle(name: "events" | "zones"): Leaflet.Layer {
    const set = (on: boolean): void => {
      this.shown[name] = on;
      this.stage?.request();
    };
    const Toggle = L.Layer.extend({
      onAdd(): object {
        set(true);
        return this as unknown as object;
      },
      onRemove(): object {
        set(false);
        return this as unknown as object;
      },
    }) as unknown as new () => Leaflet.Layer;
    return new Toggle().addTo(this.map);
  }

  /** What is drawn: on one side of a comparison, where there is one, else of all that passes. */
  currentScene(side?: Side): Scene {
    const { view } = this.stage;
    const viewKey = [this.data.coloring.column, view.scale, view.ox, view.oy, view.width, view.height].join();
    if (side !== undefined && this.comparing.on) return this.comparing.scene(side, viewKey);
    const key = `${this.filter.revision} ${viewKey}`;
    if (this.#scene === null || key !== this.#sceneKey) {
      this.#scene = this.makeScene(this.filter.mask, `${this.filter.revision} ${this.data.coloring.column}`);
      this.#sceneKey = key;
    }
    return this.#scene;
  }

  /** The scene of the events marked in `mask`; they are counted anew when `key` is another. */
  makeScene(mask: Uint8Array, key: string): Scene {
    const { places, shapes, ink, inks, events, config } = this.data;
    const census = this.#censuses.of(mask, key, (into) => takeCensus(places, mask, ink, events.best, inks, into));
    return buildScene(this.stage.view, { places, shapes, census, cluster: config.cluster });
  }

  /** Zones in force in the chosen period; where two are compared, in that of a side, or in either. */
  zonesInForce(side?: Side): Zone[] {
    const { period, compared } = this.filter;
    const periods = compared === null ? [period] : side === undefined ? compared : [compared[side]];
    return this.data.zones.filter((zone) => periods.some((chosen) => meets(zone.from, zone.to, chosen)));
  }

  selectedPlace(): number {
    return this.selection.event === null ? -2 : this.data.places.of[this.selection.event];
  }

  // -- the handle

  stats(): Stats {
    const { events, unplaced, zones } = this.data;
    const { mask } = this.filter;
    let [visible, fatalities, fatalitiesVisible] = [0, 0, 0];
    for (let i = 0; i < events.count; i++) {
      const dead = events.best[i] === NULL ? 0 : events.best[i];
      fatalities += dead;
      if (!mask[i]) continue;
      visible++;
      fatalitiesVisible += dead;
    }
    return {
      events: events.count,
      visible,
      placed: events.count - unplaced.length,
      unplaced: unplaced.length,
      zones: zones.length,
      zonesVisible: this.shown.zones ? this.zonesInForce().length : 0,
      fatalities,
      fatalitiesVisible,
    };
  }

  setTime(from: Day, to: Day): void {
    const period = this.#period([from, to]);
    this.comparing.put(null);
    this.filter.setPeriod(period);
    this.changed();
  }

  #period(time: readonly [Day, Day] | null): [number, number] | null {
    return time && readPeriod(...time, this.data.span ?? [0, 1]);
  }

  setFilter(filter: FacetFilter): Promise<void> {
    const before = this.filter.revision;
    this.filter.setFacets(filter);
    // Words show nothing else before they have been looked for.
    if (this.filter.revision === before) this.ui.filters.update();
    else this.changed();
    return this.finding.run(() => this.changed());
  }

  setUndated(shown: boolean): void {
    checkFlag("undated", shown);
    this.filter.setUndated(shown);
    this.changed();
  }

  setCompare(compare: CompareState | null): void {
    const read = compare === null ? null : this.#readCompare(compare);
    this.comparing.put(read?.periods ?? null, read?.split);
    this.changed();
  }

  #readCompare(compare: CompareState): ReturnType<typeof readCompare> {
    if (this.data.span === null) throw new RangeError("nothing to compare: this map has no dates");
    return readCompare(compare);
  }

  setColor(column: string): void {
    checkColor(column, this.data.events);
    if (column === this.data.coloring.column) return;
    recolor(this.data, column);
    this.filter.touch();
    this.container.classList.toggle("ge-ramp", this.data.coloring.ordered);
    this.theme = readTheme(this.container, this.data.config.basemap === "offline");
    this.changed();
  }

  async picture(wish: PictureWish = {}): Promise<Blob> {
    return picture(this, wish);
  }

  /** Opens an event's card; `stay` leaves the view as it is, even where the place is under the panel. */
  async select(event: number | null, stay = false): Promise<void> {
    if (event === null) return this.ui.closePanel();
    this.#checkRow(event);
    await this.ui.reader.events([event], 0, stay);
  }

  #checkRow(event: unknown): void {
    const { count } = this.data.events;
    if (Number.isInteger(event) && (event as number) >= 0 && (event as number) < count) return;
    refuse("the event", event, count === 0 ? "there are none" : `rows go from 0 to ${count - 1}`);
  }

  getState(): State {
    const { period, undated } = this.filter;
    const center = this.map.getCenter();
    const round = (v: number): number => Math.round(v * 1e5) / 1e5;
    return {
      time: period && [isoDay(period[0]), isoDay(period[1])],
      undated,
      filter: this.filter.state(),
      center: [round(center.lng), round(center.lat)],
      zoom: this.map.getZoom(),
      selected: this.selection.event,
      ...this.ui.orientation.state(),
      color: this.data.coloring.column,
      table: this.ui.table.isOpen,
      sort: { ...this.ui.table.sort },
      compare: this.comparing.state(),
      play: { ...this.play },
    };
  }

  setState(state: Partial<State>): Promise<void> {
    checkState(state, this.data.events, (event) => this.#checkRow(event), this.ui.table.sortable);
    if (state.filter !== undefined) this.filter.read(state.filter);
    const period = state.time === undefined ? undefined : this.#period(state.time);
    const compared = state.compare ? this.#readCompare(state.compare) : state.compare;
    if (state.color !== undefined) this.setColor(state.color);
    if (state.filter !== undefined) this.filter.setFacets(state.filter);
    if (state.undated !== undefined) this.filter.setUndated(state.undated);
    if (state.center !== undefined || state.zoom !== undefined) {
      const [lon, lat] = state.center ?? this.getState().center;
      this.map.setView([lat, lon], state.zoom ?? this.map.getZoom(), { animate: false });
    }
    if (state.play !== undefined) this.play = readPlay(state.play, this.play);
    if (period !== undefined) this.filter.setPeriod(period);
    if (compared !== undefined) this.comparing.put(compared?.periods ?? null, compared?.split);
    this.changed();
    this.ui.orientation.restore(state);
    if (state.sort !== undefined) void this.ui.table.sortBy(state.sort.column, state.sort.descending);
    if (state.table !== undefined) this.ui.table.put(state.table);
    // A view that is told is kept: the card must not move it.
    if (state.selected !== undefined) void this.select(state.selected, state.center !== undefined);
    return this.finding.run(() => this.changed());
  }

  /** Where an event's place is on the map, px; none without a place. */
  pixelOf(event: number): Leaflet.Point | null {
    const { places } = this.data;
    const p = places.of[event];
    return p < 0 ? null : this.map.latLngToContainerPoint(this.pointer.unproject(places.x[p], places.y[p]));
  }

  /** Moves the map, if it must, so that an event's place is not under the panel. */
  reveal(event: number): void {
    const at = this.pixelOf(event);
    if (!at) return;
    const size = this.map.getSize();
    const narrow = this.container.classList.contains("ge-narrow");
    const free = narrow
      ? L.bounds([24, 24], [size.x - 24, size.y * 0.4])
      : this.#clear(size.x - this.ui.panel.element.offsetWidth - 24, size.y - this.ui.taken().bottom - 24);
    if (free.contains(at)) return;
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map.panBy(at.subtract(free.getCenter()), { animate });
  }

  /** What is free of the title, too, up to an edge at the right and one at the bottom, px; where that leaves next to nothing, without. */
  #clear(right: number, bottom: number): Leaflet.Bounds {
    const { left } = this.ui.taken();
    return L.bounds([right - left > 120 ? left + 24 : 24, 24], [right, Math.max(48, bottom)]);
  }

  /** Marks what the open card is about; the panels call it. */
  mark(event: number | null, zone: number | null): void {
    if (event === this.selection.event && zone === this.selection.zone) return;
    this.selection = { event, zone };
    this.stage.request("zones", "areas", "symbols");
    this.ui.marked();
  }

  /** Draws and counts anew after a choice of the reader's, and says so. */
  changed(): void {
    this.stage.request("zones", "areas", "symbols");
    // Labels make room for symbols, but must not flicker while a handle is dragged.
    clearTimeout(this.#labelTimer);
    this.#labelTimer = window.setTimeout(() => this.stage.request("labels"), 250);
    this.ui.update();
    this.announce();
  }

  /** Says that the state has changed. */
  announce(): void {
    this.fire("change", { stats: this.stats(), state: this.getState() });
  }

  fire(name: "ready" | "change" | "select" | "state", detail: object): void {
    this.container.dispatchEvent(new CustomEvent(`geoevents:${name}`, { bubbles: true, detail }));
  }
}
