// The measure tool: points set by clicks or keys, the way along them, and the area once it is closed.
import type * as Leaflet from "leaflet";
import type { Measured } from "../handle.ts";
import { L } from "../leaflet.ts";
import type { MapView } from "../map_view.ts";
import { h, refill, svg } from "../ui/dom.ts";
import { say } from "../words/words.ts";
import { area, distance, path, type Position } from "./geodesy.ts";
import { inUnits, lengthWords, metresPerPixel, mileWords } from "./scale.ts";

/** A click this close to a point means that point, px. */
const NEAR = 10;
/** How far beside a spot a careful click may lie, px. */
const CLICK = 2;
/** Between the events' symbols and folium's own markers. */
const PANE = "455";

export class Measure {
  readonly element: HTMLElement;
  readonly #view: MapView;
  readonly #sum = h("p", { class: "ge-measured", "aria-live": "polite" });
  readonly #note = h("p", { class: "ge-note" });
  readonly #undoButton: HTMLButtonElement;
  readonly #closeButton: HTMLButtonElement;
  readonly #cross = h("div", { class: "ge-cross", "aria-hidden": "true" });
  /** Drawn in pixels of Leaflet's layer, anew at each zoom. */
  readonly #sheet = svg("svg", { class: "ge-measure-sheet leaflet-zoom-hide", width: 1, height: 1, "aria-hidden": "true" });
  #points: Position[] = [];
  /** How far off each point may be by the hand alone, metres; 0 for those that were given as numbers. */
  #errors: number[] = [];
  #closed = false;
  #preview: Position | null = null;
  #zoomsByDoubleClick = false;

  constructor(view: MapView) {
    this.#view = view;
    const { map, container } = view;
    const pane = map.createPane(`${view.prefix}-measure`);
    pane.style.zIndex = PANE;
    pane.style.pointerEvents = "none";
    pane.append(this.#sheet);
    const button = (words: string, run: () => void): HTMLButtonElement =>
      h("button", { type: "button", class: "ge-text-button", onClick: run }, words);
    this.#undoButton = button(say("measure_undo"), () => this.#undo());
    this.#closeButton = button(say("measure_close"), () => this.#close());
    this.element = h(
      "section",
      { class: "ge-box ge-measure", "aria-label": say("measure"), hidden: true },
      this.#sum,
      this.#note,
      h("div", { class: "ge-ways" }, this.#closeButton, this.#undoButton, button(say("measure_end"), () => this.toggle(false))),
    );
    map.on("click", (event) => this.#onClick(event));
    map.on("mousemove", (event) => this.active && this.#look(event.latlng));
    map.on("mouseout", () => this.active && this.#look(null));
    map.on("zoomend viewreset moveend", () => this.active && this.#draw());
    container.addEventListener("keydown", (event) => this.#onKey(event));
  }

  get active(): boolean {
    return this.#view.container.classList.contains("ge-measuring");
  }

  get state(): Measured | null {
    const round = (v: number): number => Math.round(v * 1e6) / 1e6;
    return this.active ? { points: this.#points.map(([lon, lat]) => [round(lon), round(lat)]), closed: this.#closed } : null;
  }

  set state(state: Measured | null) {
    if (state === null && !this.active) return;
    this.toggle(state !== null);
    if (state === null) return;
    this.#points = state.points.map(([lon, lat]) => [lon, lat]);
    this.#errors = this.#points.map(() => 0);
    this.#closed = state.closed && this.#points.length > 2;
    this.#update();
  }

  toggle(on = !this.active): void {
    const { map, container } = this.#view;
    const was = this.active;
    const held = this.element.contains(document.activeElement);
    container.classList.toggle("ge-measuring", on);
    this.element.hidden = !on;
    this.#clear();
    if (on && !was) {
      container.append(this.#cross);
      container.classList.toggle("ge-by-keys", document.activeElement?.matches(":focus-visible") ?? false);
      this.#zoomsByDoubleClick = map.doubleClickZoom?.enabled() ?? false;
      if (this.#zoomsByDoubleClick) map.doubleClickZoom.disable();
      // The keys go to the map: arrows move it, Enter sets a point at its middle.
      container.focus({ preventScroll: true });
    } else if (!on && was) {
      this.#cross.remove();
      if (this.#zoomsByDoubleClick) map.doubleClickZoom.enable();
      if (held) container.focus({ preventScroll: true });
    }
    this.#update();
    this.#view.ui.update();
  }

  #clear(): void {
    this.#points = [];
    this.#errors = [];
    this.#closed = false;
    this.#preview = null;
  }

  #onKey(event: KeyboardEvent): void {
    const { container, map } = this.#view;
    if (!this.active) return;
    const onMap = event.target === container;
    if (event.key.startsWith("Arrow")) container.classList.add("ge-by-keys");
    if (event.key === "Escape") this.toggle(false);
    else if (onMap && event.key === "Enter") {
      container.classList.add("ge-by-keys");
      this.#add(map.getCenter());
    } else if (onMap && event.key === "Backspace") this.#undo();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #onClick(event: Leaflet.LeafletMouseEvent): void {
    if (this.active) this.#add(event.latlng);
  }

  #look(at: Leaflet.LatLng | null): void {
    this.#view.container.classList.remove("ge-by-keys");
    this.#preview = at && [at.lng, at.lat];
    this.#draw();
  }

  #add(at: Leaflet.LatLng): void {
    const { map } = this.#view;
    if (this.#closed) this.#clear();
    const near = (point: Position | undefined): boolean => {
      if (!point) return false;
      const there = L.latLng(point[1], point[0] + 360 * Math.round((at.lng - point[0]) / 360));
      return map.latLngToContainerPoint(there).distanceTo(map.latLngToContainerPoint(at)) <= NEAR;
    };
    if (this.#points.length > 2 && near(this.#points[0])) return this.#close();
    // The second click of a double one.
    if (near(this.#points.at(-1))) return;
    this.#points.push([at.lng, at.lat]);
    this.#errors.push(CLICK * metresPerPixel(at.lat, map.getZoom()));
    this.#update();
  }

  #undo(): void {
    if (this.#closed) this.#closed = false;
    else {
      this.#points.pop();
      this.#errors.pop();
    }
    this.#update();
  }

  #close(): void {
    this.#closed = this.#points.length > 2;
    this.#update();
  }

  #update(): void {
    const { locale } = this.#view.data.config;
    const points = this.#points;
    const along = points.slice(1).reduce((sum, to, i) => sum + distance(points[i], to), 0);
    const length = along + (this.#closed ? distance(points[points.length - 1], points[0]) : 0);
    const words = (text: string, miles: string): string => text + (miles && ` (${miles})`);
    const sides = words(lengthWords(locale, length), mileWords(locale, length));
    refill(
      this.#sum,
      points.length < 2
        ? say(points.length === 0 ? "measure_first" : "measure_second")
        : this.#closed
          ? `${say("measure_area", { area: this.#areaWords(area(points)) })} ${say("measure_around", { length: sides })}`
          : say("measure_length", { length: sides, n: points.length }),
    );
    const error = Math.max(0, ...this.#errors);
    refill(this.#note, say("measure_how"), error > 0 && ` ${say("measure_error", { error: lengthWords(locale, error, 1) })}`);
    this.#note.hidden = points.length < 2;
    this.#undoButton.hidden = points.length === 0;
    this.#closeButton.hidden = points.length < 3 || this.#closed;
    this.#draw();
    this.#view.fire("state", {});
  }

  #areaWords(squareMetres: number): string {
    const { locale } = this.#view.data.config;
    const number = (n: number): string => new Intl.NumberFormat(locale, { maximumSignificantDigits: 4 }).format(n);
    if (squareMetres < 1e6) return inUnits(locale, squareMetres / 1e4, "hectare", 4);
    const miles = locale === "en-US" ? ` (${say("square_miles", { area: number(squareMetres / 1609.344 ** 2) })})` : "";
    return say("square_km", { area: number(squareMetres / 1e6) }) + miles;
  }

  #draw(): void {
    this.#sheet.replaceChildren();
    if (!this.active || this.#points.length === 0) return;
    const [first, ...rest] = this.#points;
    const way: Position[] = [first];
    const corners: Position[] = [first];
    for (const to of this.#closed ? [...rest, first] : rest) {
      way.push(...path(way[way.length - 1], to));
      corners.push(way[way.length - 1]);
    }
    const last = way[way.length - 1];
    const ahead = this.#preview && !this.#closed ? [last, ...path(last, this.#preview)] : [];
    const { map } = this.#view;
    const at = ([lon, lat]: Position): string => {
      const { x, y } = map.latLngToLayerPoint([lat, lon]);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    };
    const line = (name: string, positions: readonly Position[]): SVGElement =>
      svg("polyline", { class: `ge-measure-${name}`, points: positions.map(at).join(" "), fill: "none" });
    // The world is drawn more than once where it is small, and a way may leave it at the date line.
    for (const turn of [-360, 0, 360]) {
      const moved = (positions: readonly Position[]): Position[] => positions.map(([lon, lat]) => [lon + turn, lat]);
      if (this.#closed) this.#sheet.append(svg("polygon", { class: "ge-measure-area", points: moved(way).map(at).join(" ") }));
      this.#sheet.append(line("halo", moved(way)), line("line", moved(way)));
      if (ahead.length > 0) this.#sheet.append(line("ahead", moved(ahead)));
      for (const corner of moved(corners)) {
        const [cx, cy] = at(corner).split(",");
        this.#sheet.append(svg("circle", { class: "ge-measure-point", cx, cy, r: 4 }));
      }
    }
  }
}
