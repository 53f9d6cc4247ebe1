// The map beside a text: its places as symbols and areas, and which of them a click means.
import type * as Leaflet from "leaflet";
import { L } from "../leaflet.ts";
import { paintBasemap } from "../paint/basemap.ts";
import { Locator } from "../orient/locator.ts";
import { Readout } from "../orient/readout.ts";
import { type Box, Occupied, paintLabels, write } from "../paint/labels.ts";
import { readTheme, type Theme } from "../paint/theme.ts";
import { inSight, trace, type View } from "../paint/view.ts";
import { Stage } from "../stage.ts";
import { holdIn } from "../ui/corner.ts";
import { creditsOf } from "../ui/credits.ts";
import { say } from "../words/words.ts";
import { distance2, holds, mercator, POLYGON } from "../wire/shapes.ts";
import type { MentionData, Place } from "./data.ts";
import { drawSymbol } from "./symbols.ts";

/** Pixels from a symbol that still mean it. */
const NEAR = 16;
/** Shapes smaller than this on the screen are a symbol only. */
const LEAST = 18;
/** A map less wide than this has no room for the locator, px. */
const NARROW = 460;

/** Pixels that the card takes at three sides of the map. */
export interface Taken {
  left: number;
  right: number;
  bottom: number;
}

export class PlaceMap {
  readonly map: Leaflet.Map;
  readonly container: HTMLElement;
  readonly data: MentionData;
  theme: Theme;
  readonly #stage: Stage;
  readonly #at: Float64Array;
  readonly #taken: () => Taken;
  readonly #locator: Locator;
  readonly #readout: Readout;
  #chosen = -1;

  constructor(element: HTMLElement, data: MentionData, taken: () => Taken, onChoose: (place: number) => void) {
    this.container = element;
    this.#taken = taken;
    this.data = data;
    this.map = L.map(element, { zoomControl: false, attributionControl: false, minZoom: 1, maxZoom: 14, worldCopyJump: true });
    this.map.setView([20, 0], 2, { animate: false });
    this.#at = new Float64Array(data.places.length * 2);
    data.places.forEach((p, i) => mercator(p.lon, p.lat, this.#at, 2 * i));
    this.theme = readTheme(element, true);
    this.#stage = new Stage(this.map, "places");
    this.#stage.on("base", (ctx, view) => paintBasemap(ctx, view, data.base, this.theme));
    this.#stage.on("areas", (ctx, view) => this.#paintAreas(ctx, view));
    this.#stage.on("labels", (ctx, view) => this.#paintNames(ctx, view));
    this.#stage.on("symbols", (ctx, view) => this.#paintSymbols(ctx, view));
    element.classList.toggle("ge-narrow", element.clientWidth < NARROW);
    this.#readout = new Readout(this);
    this.#locator = new Locator(this);
    this.#corner(creditsOf(data.config.attribution));
    this.#corner(this.#readout.element);
    L.control.zoom({ position: this.#side(), zoomInTitle: say("zoom_in"), zoomOutTitle: say("zoom_out") }).addTo(this.map);
    this.#corner(this.#locator.element);
    this.home();
    this.map.on("click", (event: Leaflet.LeafletMouseEvent) => {
      const found = this.#placeAt(event);
      if (found >= 0) onChoose(found);
    });
    this.map.on("mousemove", (event: Leaflet.LeafletMouseEvent) => {
      element.classList.toggle("ge-pointing", this.#placeAt(event) >= 0);
    });
  }

  /** Where the map's controls stand, as on the map of events: at the end of the line. */
  #side(): "bottomleft" | "bottomright" {
    return this.data.config.direction === "rtl" ? "bottomleft" : "bottomright";
  }

  #corner(element: HTMLElement): void {
    holdIn(this.map, this.#side(), element);
  }

  /** Nobody is told what the reader's map looks like. */
  fire(): void {}

  /** Shows what the text is about. */
  home(): void {
    const box = this.data.config.bounds;
    // A box whose west is greater than its east lies across the date line.
    const east = box && (box[2] < box[0] ? box[2] + 360 : box[2]);
    if (box) this.map.fitBounds([[box[1], box[0]], [box[3], east as number]], { padding: [36, 36], maxZoom: 9, animate: false });
    this.#stage.begin();
  }

  /** Pixel of the window where a place is drawn. */
  pixel(place: number): { x: number; y: number } {
    const { lat, lon } = this.data.places[place];
    const at = this.map.latLngToContainerPoint([lat, lon]);
    const box = this.container.getBoundingClientRect();
    return { x: box.left + at.x, y: box.top + at.y };
  }

  choose(place: number, move: boolean): void {
    this.#chosen = place;
    if (place >= 0 && move) this.#reveal(this.data.places[place]);
    this.#stage.request("areas", "symbols", "labels");
  }

  restyle(): void {
    this.theme = readTheme(this.container, true);
    this.#stage.request();
    this.#stage.paint(); // at once: the printer does not wait for the next frame
    this.#locator.request();
  }

  resized(): void {
    this.container.classList.toggle("ge-narrow", this.container.clientWidth < NARROW);
    this.map.invalidateSize({ animate: false });
    this.#stage.reset();
  }

  /** Goes where a place can be seen: all of an area, the surroundings of a spot; stays where it can be seen already. */
  #reveal(place: Place): void {
    const { box, type } = this.data.shapes;
    const b = place.shape * 4;
    const wide = place.shape >= 0 && type[place.shape] !== 1 && box[b + 2] - box[b] < 0.5;
    const animate = !matchMedia("(prefers-reduced-motion: reduce)").matches;
    const bounds = wide
      ? L.latLngBounds(this.#unproject(box[b], box[b + 3]), this.#unproject(box[b + 2], box[b + 1]))
      : L.latLng(place.lat, place.lon).toBounds(Math.max(20, place.km) * 2500);
    const { left, right, bottom } = this.#taken();
    const size = this.map.getSize();
    const pixels = L.bounds([
      this.map.latLngToContainerPoint(bounds.getNorthWest()), this.map.latLngToContainerPoint(bounds.getSouthEast()),
    ]);
    // Large enough to be seen, all of it in sight and not under the card: the reader keeps their bearings.
    const free = L.bounds([left, 0], [size.x - right, size.y - bottom]);
    const large = Math.max(pixels.getSize().x / size.x, pixels.getSize().y / size.y) > 0.06;
    if (large && free.contains(pixels)) return;
    const options = { paddingTopLeft: L.point(left + 32, 32), paddingBottomRight: L.point(right + 32, bottom + 24), maxZoom: 9 };
    if (animate) this.map.flyToBounds(bounds, { ...options, duration: 0.6 });
    else this.map.fitBounds(bounds, { ...options, animate: false });
  }

  #unproject(x: number, y: number): Leaflet.LatLng {
    const lat = (Math.atan(Math.sinh(Math.PI * (1 - 2 * y))) * 180) / Math.PI;
    return L.latLng(lat, (x - 0.5) * 360);
  }

  #placeAt(event: Leaflet.LeafletMouseEvent): number {
    const { view } = this.#stage;
    const at = this.#stage.toCanvas(event.containerPoint);
    let best = -1;
    let least = NEAR ** 2;
    this.data.places.forEach((_, i) => {
      for (const k of view.copies) {
        const d = (this.#px(view, i, k) - at.x) ** 2 + (this.#py(view, i) - at.y) ** 2;
        if (d < least) [best, least] = [i, d];
      }
    });
    if (best >= 0) return best;
    const { shapes, places } = this.data;
    let [x, y] = [(at.x + view.ox) / view.scale, (at.y + view.oy) / view.scale];
    x -= Math.floor(x);
    let smallest = Infinity;
    places.forEach((place, i) => {
      if (place.shape < 0 || place.precision === "country") return;
      const b = place.shape * 4;
      const size = (shapes.box[b + 2] - shapes.box[b]) * (shapes.box[b + 3] - shapes.box[b + 1]);
      const line = shapes.type[place.shape] !== POLYGON;
      const hit = line
        ? distance2(shapes, place.shape, x, y) < (8 / view.scale) ** 2
        : holds(shapes, place.shape, x, y);
      if (hit && size < smallest) [best, smallest] = [i, size];
    });
    return best;
  }

  #px(view: View, place: number, k: number): number {
    return (this.#at[2 * place] + k) * view.scale - view.ox;
  }

  #py(view: View, place: number): number {
    return this.#at[2 * place + 1] * view.scale - view.oy;
  }

  #color(place: Place): string {
    return this.theme.types[place.literal ? 1 : 4];
  }

  #paintAreas(ctx: CanvasRenderingContext2D, view: View): void {
    const { shapes, places } = this.data;
    const order = places.map((_, i) => i).sort((a, b) => Number(a === this.#chosen) - Number(b === this.#chosen));
    for (const i of order) {
      const place = places[i];
      if (place.shape < 0) continue;
      const b = place.shape * 4;
      const span = Math.max(shapes.box[b + 2] - shapes.box[b], shapes.box[b + 3] - shapes.box[b + 1]) * view.scale;
      const chosen = i === this.#chosen;
      if (span < LEAST) continue;
      if (!chosen && (place.precision === "country" || !place.literal)) continue; // all that is spoken of would hide the map
      for (const k of view.copies) {
        if (!inSight(view, shapes.box, b, k)) continue;
        ctx.beginPath();
        trace(ctx, view, shapes, place.shape, k);
        ctx.fillStyle = ctx.strokeStyle = chosen ? this.theme.types[0] : this.#color(place);
        if (shapes.type[place.shape] === POLYGON) {
          ctx.globalAlpha = chosen ? 0.2 : 0.06;
          ctx.fill("evenodd");
        }
        ctx.globalAlpha = chosen ? 1 : 0.5;
        ctx.lineWidth = chosen ? 2.25 : 1.2;
        ctx.setLineDash(place.precision === "near" ? [5, 4] : []);
        ctx.stroke();
        ctx.setLineDash([]);
        ctx.globalAlpha = 1;
      }
    }
  }

  #paintSymbols(ctx: CanvasRenderingContext2D, view: View): void {
    const { places } = this.data;
    const order = places.map((_, i) => i).sort((a, b) => Number(a === this.#chosen) - Number(b === this.#chosen));
    for (const i of order) {
      const place = places[i];
      const chosen = i === this.#chosen;
      for (const k of view.copies) {
        const [x, y] = [this.#px(view, i, k), this.#py(view, i)];
        if (x < -20 || y < -20 || x > view.width + 20 || y > view.height + 20) continue;
        drawSymbol(ctx, x, y, place.precision, chosen ? this.theme.types[0] : this.#color(place), this.theme.surface, chosen);
      }
    }
  }

  #paintNames(ctx: CanvasRenderingContext2D, view: View): void {
    const taken = new Occupied();
    const own = this.data.places.map((place, i) => ({ place, i }));
    own.sort((a, b) => Number(b.i === this.#chosen) - Number(a.i === this.#chosen) || b.place.mentions.length - a.place.mentions.length);
    const symbol = (x: number, y: number): Box => ({ x0: x - 8, y0: y - 8, x1: x + 8, y1: y + 8 });
    for (const { i } of own) for (const k of view.copies) taken.add(symbol(this.#px(view, i, k), this.#py(view, i)));
    const edge = (view.width - this.map.getSize().x) / 2;
    ctx.textBaseline = "middle";
    ctx.lineJoin = "round";
    for (const { place, i } of own) {
      const chosen = i === this.#chosen;
      if (place.precision === "country" && !chosen) continue;
      const font = (ctx.font = `${chosen ? 650 : 600} 12.5px ${this.theme.font}`);
      const wide = ctx.measureText(place.name).width;
      for (const k of view.copies) {
        const [x, y] = [this.#px(view, i, k), this.#py(view, i)];
        if (x < 0 || x > view.width) continue;
        // Beside the symbol, where nothing else is; rather where the map's edge does not cut it.
        const boxes = [x + 11, x - 11 - wide].map((x0) => ({ x0: x0 - 1, y0: y - 8, x1: x0 + wide + 3, y1: y + 8 }));
        const free = boxes.filter((box) => !taken.meets(box));
        const box = free.find(({ x0, x1 }) => x0 >= edge && x1 <= view.width - edge) ?? free[0];
        if (box === undefined) continue;
        taken.add(box);
        ctx.strokeStyle = this.theme.halo;
        ctx.lineWidth = 3.5;
        ctx.fillStyle = chosen ? this.theme.types[0] : this.theme.ink;
        ctx.textAlign = "left";
        write(ctx, place.name, box.x0 + 1, y, font, 0);
      }
    }
    paintLabels(ctx, view, this.data.labels, this.theme, taken, this.data.config.language);
  }
}
