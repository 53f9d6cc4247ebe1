// One map: its data, filter, canvases and panels held together; the handle's methods.
import type * as Leaflet from "leaflet";
import type { Day, MapHandle, State, Stats } from "./handle.ts";
import { adopt, L } from "./leaflet.ts";
import { type Data, loadConfig, loadData, pageSource } from "./model/data.ts";
import { type FacetFilter, Filter } from "./model/filter.ts";
import { isoDay, meets, toDay } from "./model/time.ts";
import { paintBasemap } from "./paint/basemap.ts";
import { paintAreas, paintSymbols } from "./paint/events.ts";
import { Occupied, paintLabels } from "./paint/labels.ts";
import { buildScene, type Scene } from "./paint/scene.ts";
import { readTheme, type Theme } from "./paint/theme.ts";
import { paintZoneNames, paintZones } from "./paint/zones.ts";
import { SLOTS } from "./palette.ts";
import { type Pointed, pointAt } from "./pointing.ts";
import { Stage } from "./stage.ts";
import { checkFlag, checkState } from "./state.ts";
import { compact } from "./ui/dom.ts";
import { Ui } from "./ui/ui.ts";
import { NULL } from "./wire/frame.ts";
import { mercator, type Project } from "./wire/shapes.ts";
import type { Zone } from "./wire/tables.ts";

export class MapView implements MapHandle {
  readonly container: HTMLElement;
  readonly prefix: string;
  readonly ready: Promise<void>;
  readonly layers: { events: Leaflet.Layer; zones: Leaflet.Layer };
  readonly map: Leaflet.Map;
  data!: Data;
  filter!: Filter;
  ui!: Ui;
  private stage!: Stage;
  private theme!: Theme;
  private scene: Scene | null = null;
  private sceneKey = "";
  private shown = { events: true, zones: true };
  private selection: { event: number | null; zone: number | null } = { event: null, zone: null };
  private labelTimer = 0;
  /** Place under the pointer, -1 for none. */
  private pointedPlace = -1;

  constructor(map: Leaflet.Map, prefix: string) {
    adopt(map);
    this.map = map;
    this.prefix = prefix;
    this.container = map.getContainer();
    this.container.classList.add("geoevents");
    this.layers = { events: this.toggle("events"), zones: this.toggle("zones") };
    this.ready = this.start().catch((error: unknown) => {
      Ui.fail(this.container, error instanceof Error ? error.message : String(error));
      throw error;
    });
    // A page that never looks at `ready` must not report an unhandled rejection beside the visible message.
    this.ready.catch(() => undefined);
  }

  private async start(): Promise<void> {
    // The frames may stand below the script that attaches them.
    if (document.readyState === "loading") {
      await new Promise((resolve) => document.addEventListener("DOMContentLoaded", resolve, { once: true }));
    }
    const source = pageSource(this.prefix);
    const config = loadConfig(source, this.prefix);
    this.scheme(config.theme);
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
    this.filter = new Filter(this.data.events);
    if (!this.hasView()) this.map.setView([0, 0], 2);
    this.theme = readTheme(this.container, config.basemap === "offline");
    this.stage = new Stage(this.map, this.prefix);
    this.stage.on("base", (ctx, view) => {
      if (config.basemap === "offline") paintBasemap(ctx, view, this.data.base, this.theme);
    });
    this.stage.on("zones", (ctx, view) => {
      if (this.shown.zones) paintZones(ctx, view, this.zonesInForce(), this.data.shapes, this.theme, this.selection.zone ?? -1);
    });
    this.stage.on("areas", (ctx, view) => {
      if (!this.shown.events) return;
      const { places, shapes } = this.data;
      paintAreas(ctx, view, this.currentScene().areas, {
        theme: this.theme,
        places,
        shapes,
        strong: [this.selectedPlace(), this.pointedPlace],
      });
    });
    this.stage.on("labels", (ctx, view) => {
      const taken = new Occupied();
      if (this.shown.events) {
        for (const s of this.currentScene().symbols) {
          const high = s.kind === "badge" ? 10 : s.r;
          if (s.r >= 5) taken.add({ x0: s.x - s.r, y0: s.y - high, x1: s.x + s.r, y1: s.y + high });
        }
      }
      if (this.shown.zones) paintZoneNames(ctx, view, this.zonesInForce(), this.data.shapes, this.theme, taken);
      paintLabels(ctx, view, this.data.labels, this.theme, taken);
    });
    this.stage.on("symbols", (ctx, view) => {
      if (!this.shown.events) return;
      paintSymbols(ctx, view, this.currentScene(), {
        theme: this.theme,
        count: compact(config.locale),
        places: this.data.places,
        selectedPlace: this.selectedPlace(),
      });
    });
    this.ui = new Ui(this);
    if (config.bounds) this.fit(config.bounds);
    this.stage.request();
    this.stage.paint();
    this.map.on("click", this.onClick, this);
    this.map.on("mousemove", this.onHover, this);
    this.map.on("mouseout movestart", () => this.pointTo(null, null), this);
    matchMedia("(forced-colors: active)").addEventListener("change", () => this.restyle());
    this.fire("ready", { stats: this.stats() });
  }

  /** Shows all of a box (west, south, east, north), clear of the title, the legend and the time bar. */
  private fit([west, south, east, north]: readonly [number, number, number, number]): void {
    const room = this.ui.taken();
    const bounds = L.latLngBounds([south, west], [north, east]);
    this.map.fitBounds(bounds, {
      paddingTopLeft: [room.left + 12, room.top + 12],
      paddingBottomRight: [room.right + 12, room.bottom + 12],
      maxZoom: 11,
      animate: false,
    });
    // A world smaller than its frame shows nothing but its own copies.
    const least = Math.ceil(Math.log2(Math.max(this.map.getSize().y, this.map.getSize().x * 0.75) / 256) - 0.2);
    if (this.map.getZoom() < least) this.map.setZoom(least, { animate: false });
  }

  /** Light or dark: as the page says, else as the system does, whenever it changes. */
  private scheme(theme: "auto" | "light" | "dark"): void {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    // Paper is light, whatever the screen's colours are.
    const print = matchMedia("print");
    const set = (): void => {
      const isDark = theme === "dark" || (theme === "auto" && dark.matches && !print.matches);
      this.container.dataset["geScheme"] = isDark ? "dark" : "light";
    };
    set();
    if (theme !== "auto") return;
    const change = (): void => {
      set();
      if (!this.ui) return;
      this.restyle();
      this.stage.paint(); // at once: the printer does not wait for the next frame
    };
    for (const query of [dark, print]) query.addEventListener("change", change);
  }

  private hasView(): boolean {
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

  private toggle(name: "events" | "zones"): Leaflet.Layer {
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

  currentScene(): Scene {
    const { view } = this.stage;
    const key = [this.filter.revision, view.scale, view.ox, view.oy, view.width, view.height].join();
    if (this.scene === null || key !== this.sceneKey) {
      const { places, shapes, slot, events, config } = this.data;
      const { mask } = this.filter;
      this.scene = buildScene(view, { places, shapes, mask, slot, best: events.best, cluster: config.cluster }, SLOTS);
      this.sceneKey = key;
    }
    return this.scene;
  }

  zonesInForce(): Zone[] {
    return this.data.zones.filter((zone) => meets(zone.from, zone.to, this.filter.period));
  }

  private selectedPlace(): number {
    return this.selection.event === null ? -2 : this.data.places.of[this.selection.event];
  }

  // -- the pointer

  private pointed(point: Leaflet.Point): Pointed {
    const scene = this.shown.events ? this.currentScene() : null;
    const zones = this.shown.zones ? this.zonesInForce() : [];
    return pointAt(this.stage.view, this.stage.toCanvas(point), scene, zones, this.data, this.filter.mask);
  }

  private onClick(event: Leaflet.LeafletMouseEvent): void {
    const hit = this.pointed(event.containerPoint);
    if (hit.cluster !== null && this.canSplit(hit.cluster)) {
      const b = hit.cluster;
      const sw = this.unproject(b[0], b[3]);
      const ne = this.unproject(b[2], b[1]);
      this.map.fitBounds(L.latLngBounds(sw, ne), { padding: [70, 70], maxZoom: this.map.getZoom() + 4 });
      return;
    }
    if (hit.events.length > 0) void this.ui.openEvents(hit.events);
    else if (hit.zones.length > 0) this.ui.openZones(hit.zones);
    else this.ui.closePanel();
  }

  private unproject(x: number, y: number): Leaflet.LatLng {
    return this.map.unproject(L.point(x * this.stage.view.scale, y * this.stage.view.scale), this.map.getZoom());
  }

  /** Whether zooming in can draw a cluster's places apart. */
  private canSplit(box: readonly number[]): boolean {
    const most = Math.min(this.map.getMaxZoom(), 18);
    return this.map.getZoom() < most && Math.max(box[2] - box[0], box[3] - box[1]) * 256 * 2 ** most > 24;
  }

  private onHover(event: Leaflet.LeafletMouseEvent): void {
    this.pointTo(this.pointed(event.containerPoint), event.containerPoint);
  }

  private pointTo(hit: Pointed | null, at: Leaflet.Point | null): void {
    this.ui.hover(hit, at);
    const place = hit?.symbol?.place ?? (hit?.events.length ? this.data.places.of[hit.events[0]] : -1);
    if (place === this.pointedPlace) return;
    this.pointedPlace = place;
    this.stage.request("areas");
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
    const [a, b] = [toDay(from), toDay(to)];
    const [first, last] = this.data.span ?? [0, 1];
    this.filter.setPeriod(a === null && b === null ? null : [a ?? Math.min(first, (b ?? last) - 1), b ?? Math.max(last, (a ?? first) + 1)]);
    this.changed();
  }

  setFilter(filter: FacetFilter): void {
    this.filter.setFacets(filter);
    this.changed();
  }

  setUndated(shown: boolean): void {
    checkFlag("undated", shown);
    this.filter.setUndated(shown);
    this.changed();
  }

  async select(event: number | null): Promise<void> {
    if (event === null) return this.ui.closePanel();
    this.checkRow(event);
    await this.ui.openEvents([event]);
  }

  private checkRow(event: unknown): void {
    const { count } = this.data.events;
    if (Number.isInteger(event) && (event as number) >= 0 && (event as number) < count) return;
    throw new RangeError(`no event ${String(event)}; ${count === 0 ? "there are none" : `rows go from 0 to ${count - 1}`}`);
  }

  getState(): State {
    const { period, undated, facets } = this.filter;
    const center = this.map.getCenter();
    const round = (v: number): number => Math.round(v * 1e5) / 1e5;
    return {
      time: period && [isoDay(period[0]), isoDay(period[1])],
      undated,
      filter: Object.fromEntries(facets),
      center: [round(center.lng), round(center.lat)],
      zoom: this.map.getZoom(),
      selected: this.selection.event,
    };
  }

  setState(state: Partial<State>): void {
    checkState(state, (event) => this.checkRow(event));
    if (state.filter !== undefined) this.filter.setFacets(state.filter);
    if (state.undated !== undefined) this.filter.setUndated(state.undated);
    if (state.center !== undefined || state.zoom !== undefined) {
      const [lon, lat] = state.center ?? this.getState().center;
      this.map.setView([lat, lon], state.zoom ?? this.map.getZoom(), { animate: false });
    }
    if (state.time !== undefined) this.setTime(state.time?.[0] ?? null, state.time?.[1] ?? null);
    else this.changed();
    if (state.selected !== undefined) void this.select(state.selected);
  }

  /** Moves the map, if it must, so that an event's place is not under the panel. */
  reveal(event: number): void {
    const { places } = this.data;
    const p = places.of[event];
    if (p < 0) return;
    const at = this.map.latLngToContainerPoint(this.unproject(places.x[p], places.y[p]));
    const size = this.map.getSize();
    const narrow = this.container.classList.contains("ge-narrow");
    const free = narrow
      ? L.bounds([24, 24], [size.x - 24, size.y * 0.4])
      : L.bounds([24, 24], [size.x - Math.min(384, size.x * 0.45) - 24, size.y - this.ui.taken().bottom - 24]);
    if (free.contains(at)) return;
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map.panBy(at.subtract(free.getCenter()), { animate });
  }

  /** Marks what the open card is about; the panels call it. */
  mark(event: number | null, zone: number | null): void {
    if (event === this.selection.event && zone === this.selection.zone) return;
    this.selection = { event, zone };
    this.stage.request("zones", "areas", "symbols");
  }

  private changed(): void {
    this.stage.request("zones", "areas", "symbols");
    // Labels make room for symbols, but must not flicker while a handle is dragged.
    clearTimeout(this.labelTimer);
    this.labelTimer = window.setTimeout(() => this.stage.request("labels"), 250);
    this.ui.update();
    this.fire("change", { stats: this.stats(), state: this.getState() });
  }

  fire(name: "ready" | "change" | "select", detail: object): void {
    this.container.dispatchEvent(new CustomEvent(`geoevents:${name}`, { bubbles: true, detail }));
  }
}
