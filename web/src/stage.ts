// The canvases on a Leaflet map: one layer that keeps them in place while the map is dragged and zoomed.
import type * as Leaflet from "leaflet";
import { L } from "./leaflet.ts";
import type { View } from "./paint/view.ts";

/** Canvas name -> z-index of its pane. Below 200 lie raster tiles, from 400 on folium's own vector layers. */
const PANES = { base: 150, zones: 340, areas: 350, labels: 360, symbols: 450 } as const;
export type CanvasName = keyof typeof PANES;
export const CANVASES = Object.keys(PANES) as CanvasName[];

/** Room around the map that is drawn too, as a share of its size. */
const PADDING = 0.12;

/** Which of two compared pictures: 0 is the left one, and the only one where none are compared. */
export type Side = 0 | 1;
export type Painter = (ctx: CanvasRenderingContext2D, view: View, side: Side) => void;
/** What is drawn for each side; the ground below is the same. */
const DIVIDED: readonly CanvasName[] = ["zones", "areas", "labels", "symbols"];

export class Stage {
  readonly map: Leaflet.Map;
  readonly #canvases: Record<CanvasName, HTMLCanvasElement>;
  /** A second set over the first, where two pictures are compared: each is cut to its side of the map. */
  readonly #others: Partial<Record<CanvasName, HTMLCanvasElement>> = {};
  readonly #prefix: string;
  readonly #painters: Partial<Record<CanvasName, Painter>> = {};
  readonly #empty: Partial<Record<CanvasName, ((side: Side) => boolean) | undefined>> = {};
  readonly #dirty = new Set<CanvasName>();
  /** Where the map is divided, as a share of its width. */
  #cut: number | null = null;
  #frame = 0;
  #held = true;
  #center: Leaflet.LatLng;
  #zoom: number;
  #origin: Leaflet.Point;
  view: View;
  /** Whether what is painted now is a picture, not the screen. */
  pictured = false;

  constructor(map: Leaflet.Map, prefix: string) {
    this.map = map;
    this.#prefix = prefix;
    this.#canvases = Object.fromEntries(
      CANVASES.map((name) => [name, this.#make(name, name)]),
    ) as Record<CanvasName, HTMLCanvasElement>;
    this.#center = map.getCenter();
    this.#zoom = map.getZoom();
    this.#origin = L.point(0, 0);
    this.view = this.#look();
    map.on("moveend zoomend viewreset resize", this.reset, this);
    map.on("zoomanim", this.#onZoomAnim as Leaflet.LeafletEventHandlerFn, this);
    map.on("zoom", this.#onZoom, this);
    map.on("move", this.#onMove, this);
  }

  /** `empty` says of a side that there is nothing to paint: an empty canvas costs as much to show as a full one. */
  on(name: CanvasName, painter: Painter, empty?: (side: Side) => boolean): void {
    this.#painters[name] = painter;
    this.#empty[name] = empty;
  }

  #make(name: CanvasName, pane: string): HTMLCanvasElement {
    const made = this.map.createPane(`${this.#prefix}-${pane}`);
    made.style.zIndex = String(PANES[name]);
    made.style.pointerEvents = "none";
    const canvas = document.createElement("canvas");
    canvas.className = `ge-canvas ge-canvas-${name} leaflet-zoom-animated`;
    canvas.setAttribute("aria-hidden", "true");
    made.append(canvas);
    return canvas;
  }

  /** Divides the map at `x` px of its container: painters then paint twice, for side 0 and side 1; null ends it. */
  divide(x: number | null): void {
    const fresh = (x !== null) !== (this.#others.symbols !== undefined);
    for (const name of DIVIDED) {
      const first = this.#canvases[name].parentElement as HTMLElement;
      if (x === null) {
        first.style.clipPath = "";
        const second = this.#others[name];
        if (second) second.width = second.height = 0;
        second?.parentElement?.remove();
        delete this.#others[name];
        continue;
      }
      // A pane has no size of its own: the cut is told in the pixels it is placed in, which move with the map.
      const { x: left, y: top } = this.map.containerPointToLayerPoint([0, 0]);
      const size = this.map.getSize();
      const cut = (from: number, to: number): string =>
        `polygon(${[[from, 0], [to, 0], [to, size.y], [from, size.y]].map(([px, py]) => `${px + left}px ${py + top}px`).join()})`;
      first.style.clipPath = cut(0, x);
      const second = (this.#others[name] ??= this.#make(name, `${name}-b`));
      (second.parentElement as HTMLElement).style.clipPath = cut(x, size.x);
    }
    this.#cut = x === null ? null : x / this.map.getSize().x;
    if (fresh) this.request(...DIVIDED);
  }

  /** Has the named canvases painted again with the next frame. */
  request(...names: CanvasName[]): void {
    for (const name of names.length ? names : CANVASES) this.#dirty.add(name);
    this.#frame ||= requestAnimationFrame(() => this.paint());
  }

  /** Paints everything, and from now on whatever is requested: before, the map only finds its first view. */
  begin(): void {
    this.#held = false;
    this.request();
    this.paint();
  }

  /** Nothing is painted any more. */
  end(): void {
    this.#held = true;
    cancelAnimationFrame(this.#frame);
  }

  /** Paints now what was requested. */
  paint(): void {
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    if (this.#held) return;
    for (const name of CANVASES) {
      if (!this.#dirty.delete(name)) continue;
      this.#draw(name, this.#canvases[name], 0);
      const other = this.#others[name];
      if (other) this.#draw(name, other, 1);
    }
  }

  #draw(name: CanvasName, canvas: HTMLCanvasElement, side: Side): void {
    const nothing = this.#empty[name]?.(side) ?? false;
    canvas.style.display = nothing ? "none" : "";
    if (nothing) {
      // Nor does it keep its pixels.
      if (canvas.width > 1) canvas.width = canvas.height = 1;
      return;
    }
    const { width, height, dpr } = this.view;
    const [w, h] = [Math.round(width * dpr), Math.round(height * dpr)];
    if (canvas.width !== w || canvas.height !== h) {
      canvas.width = w;
      canvas.height = h;
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    }
    const ctx = canvas.getContext("2d");
    if (!ctx) return;
    ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
    ctx.clearRect(0, 0, width, height);
    L.DomUtil.setTransform(canvas, this.#origin, 1);
    this.#painters[name]?.(ctx, this.view, side);
  }

  /** Paints all of it on another canvas, as `view` sees it: for pictures. */
  paintOn(ctx: CanvasRenderingContext2D, view: View): void {
    const own = this.view;
    this.view = view;
    this.pictured = true;
    try {
      for (const name of CANVASES) {
        const cut = DIVIDED.includes(name) && this.#cut !== null ? this.#cut * view.width : null;
        for (const side of cut === null ? ([0] as const) : ([0, 1] as const)) {
          ctx.save();
          if (cut !== null) {
            ctx.beginPath();
            ctx.rect(side * cut, 0, side === 0 ? cut : view.width - cut, view.height);
            ctx.clip();
          }
          if (!this.#empty[name]?.(side)) this.#painters[name]?.(ctx, view, side);
          ctx.restore();
        }
      }
    } finally {
      this.view = own;
      this.pictured = false;
    }
  }

  /** Canvas pixels of a point of the map's container. */
  toCanvas(point: Leaflet.PointExpression): { x: number; y: number } {
    const at = this.map.containerPointToLayerPoint(point).subtract(this.#origin);
    return { x: at.x, y: at.y };
  }

  reset(): void {
    this.view = this.#look();
    this.request();
    // In the same task as Leaflet's own move, or the canvases would lag a frame behind.
    this.paint();
  }

  #look(): View {
    const { map } = this;
    const size = map.getSize();
    const pad = L.point(Math.ceil(size.x * PADDING), Math.ceil(size.y * PADDING));
    this.#origin = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    this.#center = map.getCenter();
    this.#zoom = map.getZoom();
    const corner = map.getPixelOrigin().add(this.#origin);
    const scale = 256 * 2 ** this.#zoom;
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    const copies: number[] = [];
    const wraps = map.options.crs?.wrapLng !== undefined;
    const from = wraps ? Math.floor(corner.x / scale) : 0;
    const to = wraps ? Math.floor((corner.x + width) / scale) : 0;
    for (let k = from; k <= to; k++) copies.push(k);
    return { zoom: this.#zoom, scale, ox: corner.x, oy: corner.y, width, height, dpr: window.devicePixelRatio || 1, copies };
  }

  #transform(center: Leaflet.LatLng, zoom: number): void {
    const scale = this.map.getZoomScale(zoom, this.#zoom);
    // Where the drawn corner comes to lie, as L.Renderer works it out.
    const inner = this.map as unknown as { _getNewPixelOrigin(c: Leaflet.LatLng, z: number): Leaflet.Point };
    const half = L.point(this.view.width, this.view.height).divideBy(2);
    const offset = half.multiplyBy(-scale).add(this.map.project(this.#center, zoom)).subtract(inner._getNewPixelOrigin(center, zoom));
    for (const canvas of [...Object.values(this.#canvases), ...Object.values(this.#others)]) L.DomUtil.setTransform(canvas, offset, scale);
  }

  #onZoomAnim(event: Leaflet.ZoomAnimEvent): void {
    this.#transform(event.center, event.zoom);
  }

  #onZoom(): void {
    this.#transform(this.map.getCenter(), this.map.getZoom());
  }

  #onMove(): void {
    // A drag beyond the drawn margin: draw anew before the edge shows.
    if (this.map.getZoom() !== this.#zoom) return;
    const moved = this.map.containerPointToLayerPoint([0, 0]).subtract(this.#origin);
    const { width, height } = this.view;
    const size = this.map.getSize();
    if (moved.x < 0 || moved.y < 0 || moved.x + size.x > width || moved.y + size.y > height) this.reset();
  }
}
