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

export type Painter = (ctx: CanvasRenderingContext2D, view: View) => void;

export class Stage {
  readonly map: Leaflet.Map;
  private readonly canvases: Record<CanvasName, HTMLCanvasElement>;
  private readonly painters: Partial<Record<CanvasName, Painter>> = {};
  private readonly dirty = new Set<CanvasName>();
  private frame = 0;
  private center: Leaflet.LatLng;
  private zoom: number;
  private origin: Leaflet.Point;
  view: View;

  constructor(map: Leaflet.Map, prefix: string) {
    this.map = map;
    this.canvases = Object.fromEntries(
      CANVASES.map((name) => {
        const pane = map.createPane(`${prefix}-${name}`);
        pane.style.zIndex = String(PANES[name]);
        pane.style.pointerEvents = "none";
        const canvas = document.createElement("canvas");
        canvas.className = `ge-canvas ge-canvas-${name} leaflet-zoom-animated`;
        canvas.setAttribute("aria-hidden", "true");
        pane.append(canvas);
        return [name, canvas];
      }),
    ) as Record<CanvasName, HTMLCanvasElement>;
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    this.origin = L.point(0, 0);
    this.view = this.look();
    map.on("moveend zoomend viewreset resize", this.reset, this);
    map.on("zoomanim", this.onZoomAnim as Leaflet.LeafletEventHandlerFn, this);
    map.on("zoom", this.onZoom, this);
    map.on("move", this.onMove, this);
  }

  on(name: CanvasName, painter: Painter): void {
    this.painters[name] = painter;
  }

  /** Has the named canvases painted again with the next frame. */
  request(...names: CanvasName[]): void {
    for (const name of names.length ? names : CANVASES) this.dirty.add(name);
    this.frame ||= requestAnimationFrame(() => this.paint());
  }

  /** Paints now what was requested. */
  paint(): void {
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    for (const name of CANVASES) {
      if (!this.dirty.delete(name)) continue;
      const canvas = this.canvases[name];
      const { width, height, dpr } = this.view;
      const [w, h] = [Math.round(width * dpr), Math.round(height * dpr)];
      if (canvas.width !== w || canvas.height !== h) {
        canvas.width = w;
        canvas.height = h;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      const ctx = canvas.getContext("2d");
      if (!ctx) continue;
      ctx.setTransform(dpr, 0, 0, dpr, 0, 0);
      ctx.clearRect(0, 0, width, height);
      L.DomUtil.setTransform(canvas, this.origin, 1);
      this.painters[name]?.(ctx, this.view);
    }
  }

  /** Canvas pixels of a point of the map's container. */
  toCanvas(point: Leaflet.Point): { x: number; y: number } {
    const at = this.map.containerPointToLayerPoint(point).subtract(this.origin);
    return { x: at.x, y: at.y };
  }

  reset(): void {
    this.view = this.look();
    this.request();
    // In the same task as Leaflet's own move, or the canvases would lag a frame behind.
    this.paint();
  }

  private look(): View {
    const { map } = this;
    const size = map.getSize();
    const pad = L.point(Math.ceil(size.x * PADDING), Math.ceil(size.y * PADDING));
    this.origin = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
    this.center = map.getCenter();
    this.zoom = map.getZoom();
    const corner = map.getPixelOrigin().add(this.origin);
    const scale = 256 * 2 ** this.zoom;
    const width = size.x + 2 * pad.x;
    const height = size.y + 2 * pad.y;
    const copies: number[] = [];
    const wraps = map.options.crs?.wrapLng !== undefined;
    const from = wraps ? Math.floor(corner.x / scale) : 0;
    const to = wraps ? Math.floor((corner.x + width) / scale) : 0;
    for (let k = from; k <= to; k++) copies.push(k);
    return { zoom: this.zoom, scale, ox: corner.x, oy: corner.y, width, height, dpr: window.devicePixelRatio || 1, copies };
  }

  private transform(center: Leaflet.LatLng, zoom: number): void {
    const scale = this.map.getZoomScale(zoom, this.zoom);
    // Where the drawn corner comes to lie, as L.Renderer works it out.
    const inner = this.map as unknown as { _getNewPixelOrigin(c: Leaflet.LatLng, z: number): Leaflet.Point };
    const half = L.point(this.view.width, this.view.height).divideBy(2);
    const offset = half.multiplyBy(-scale).add(this.map.project(this.center, zoom)).subtract(inner._getNewPixelOrigin(center, zoom));
    for (const name of CANVASES) L.DomUtil.setTransform(this.canvases[name], offset, scale);
  }

  private onZoomAnim(event: Leaflet.ZoomAnimEvent): void {
    this.transform(event.center, event.zoom);
  }

  private onZoom(): void {
    this.transform(this.map.getCenter(), this.map.getZoom());
  }

  private onMove(): void {
    // A drag beyond the drawn margin: draw anew before the edge shows.
    if (this.map.getZoom() !== this.zoom) return;
    const moved = this.map.containerPointToLayerPoint([0, 0]).subtract(this.origin);
    const { width, height } = this.view;
    const size = this.map.getSize();
    if (moved.x < 0 || moved.y < 0 || moved.x + size.x > width || moved.y + size.y > height) this.reset();
  }
}
