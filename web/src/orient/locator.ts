// The locator: where in the world the view lies, drawn small from the same basemap.
import type * as Leaflet from "leaflet";
import { L } from "../leaflet.ts";
import { paintBasemap } from "../paint/basemap.ts";
import type { Theme } from "../paint/theme.ts";
import type { View } from "../paint/view.ts";
import { h } from "../ui/dom.ts";
import type { Config } from "../wire/config.ts";
import type { Base } from "../wire/tables.ts";

const [WIDE, HIGH] = [132, 92];

/** A view wider than this says itself where it lies. */
const CONTINENT_DEG = 50;
/** Of a map lower than this, the locator would take too much. */
const LOW = 480;
/** So many zoom levels out, but never further in than this: a region that a reader knows. */
const [OUT, CLOSEST] = [5, 2.2];
const LEAST_PX = 7;

/** The map whose place in the world is shown, of events or of a text. */
export interface Located {
  map: Leaflet.Map;
  container: HTMLElement;
  theme: Theme;
  data: { config: Pick<Config, "basemap">; base: Base };
}

export class Locator {
  /** A second way to move the map, for the pointer only: keys move the map itself. */
  readonly element: HTMLElement;
  readonly #canvas = h("canvas", {});
  readonly #view: Located;
  #drawn: View | null = null;
  #timer = 0;

  constructor(view: Located) {
    this.#view = view;
    this.element = h("div", { class: "ge-locator", "aria-hidden": "true", hidden: true }, this.#canvas);
    this.#canvas.addEventListener("click", (event) => this.#go(event));
    view.map.on("moveend resize", () => this.request());
  }

  request(): void {
    // The map itself comes first.
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.draw(), 120);
  }

  #fits(): boolean {
    const { map, data, container } = this.#view;
    const bounds = map.getBounds();
    return (
      data.config.basemap === "offline" && map.options.crs?.code === "EPSG:3857" && data.base.shapes.count > 0 &&
      !container.classList.contains("ge-narrow") && container.clientHeight >= LOW &&
      bounds.getEast() - bounds.getWest() < CONTINENT_DEG
    );
  }

  draw(): void {
    const fits = this.#fits();
    this.element.hidden = !fits;
    const ctx = fits ? this.#canvas.getContext("2d") : null;
    if (!ctx) return;
    const { map, theme, data } = this.#view;
    const dpr = window.devicePixelRatio || 1;
    this.#canvas.width = Math.round(WIDE * dpr);
    this.#canvas.height = Math.round(HIGH * dpr);
    ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    const whole = 256 * 2 ** map.getZoom();
    const zoom = Math.max(0, Math.min(map.getZoom() - OUT, CLOSEST));
    const scale = 256 * 2 ** zoom;
    const bounds = map.getPixelBounds();
    const centre = bounds.getCenter().divideBy(whole);
    const ox = centre.x * scale - WIDE / 2;
    // Not beyond the ends of the world.
    const oy = Math.max(0, Math.min(scale - HIGH, centre.y * scale - HIGH / 2));
    const copies: number[] = [];
    for (let k = Math.floor(ox / scale); k <= Math.floor((ox + WIDE) / scale); k++) copies.push(k);
    this.#drawn = { zoom, scale, ox, oy, width: WIDE, height: HIGH, dpr, copies };
    paintBasemap(ctx, this.#drawn, data.base, theme);
    const [min, max] = [bounds.min, bounds.max].map((corner) => (corner ?? L.point(0, 0)).divideBy(whole).multiplyBy(scale));
    const [w, high] = [Math.max(LEAST_PX, max.x - min.x), Math.max(LEAST_PX, max.y - min.y)];
    const [x, y] = [(min.x + max.x - w) / 2 - ox, (min.y + max.y - high) / 2 - oy];
    ctx.fillStyle = ctx.strokeStyle = theme.accent;
    ctx.globalAlpha = 0.16;
    ctx.fillRect(x, y, w, high);
    ctx.globalAlpha = 1;
    ctx.lineWidth = 1.5;
    ctx.strokeRect(x, y, w, high);
  }

  #go(event: MouseEvent): void {
    const drawn = this.#drawn;
    if (!drawn) return;
    const { map } = this.#view;
    const at = L.point(drawn.ox + event.offsetX, drawn.oy + event.offsetY).divideBy(drawn.scale);
    map.panTo(map.unproject(at.multiplyBy(256 * 2 ** map.getZoom()), map.getZoom()), {
      animate: !matchMedia("(prefers-reduced-motion: reduce)").matches,
    });
  }
}
