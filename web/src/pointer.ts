// The pointer on a map: what a click opens, what hovering shows.
import type * as Leaflet from "leaflet";
import { L } from "./leaflet.ts";
import type { MapView } from "./map_view.ts";
import { type Pointed, pointAt } from "./pointing.ts";

export class Pointer {
  /** Place under the pointer, -1 for none. */
  place = -1;
  readonly #view: MapView;

  constructor(view: MapView) {
    this.#view = view;
  }

  listen(): void {
    const { map } = this.#view;
    map.on("click", this.#onClick, this);
    map.on("mousemove", this.#onHover, this);
    map.on("mouseout movestart", () => this.#pointTo(null, null), this);
  }

  #pointed(point: Leaflet.Point): Pointed {
    const { comparing, filter, shown, stage } = this.#view;
    const side = comparing.sideAt(point);
    const scene = shown.events ? this.#view.currentScene(side) : null;
    const zones = shown.zones ? this.#view.zonesInForce(side) : [];
    const mask = side === undefined ? filter.mask : comparing.mask(side);
    return pointAt(stage.view, stage.toCanvas(point), scene, zones, this.#view.data, mask);
  }

  #onClick(event: Leaflet.LeafletMouseEvent): void {
    if (this.#view.ui.orientation.measure.active) return;
    const hit = this.#pointed(event.containerPoint);
    if (hit.cluster !== null && this.#canSplit(hit.cluster)) {
      const b = hit.cluster;
      const copy = this.#copyOf((b[0] + b[2]) / 2);
      const sw = this.unproject(b[0], b[3], copy);
      const ne = this.unproject(b[2], b[1], copy);
      this.#view.map.fitBounds(L.latLngBounds(sw, ne), { padding: [70, 70], maxZoom: this.#view.map.getZoom() + 4 });
      return;
    }
    if (hit.events.length > 0) void this.#view.ui.reader.events(hit.events);
    else if (hit.zones.length > 0) this.#view.ui.reader.zones(hit.zones);
    else this.#view.ui.closePanel();
  }

  /** Where a place is, in the copy of the world that is nearest to the middle of the map. */
  unproject(x: number, y: number, copy = this.#copyOf(x)): Leaflet.LatLng {
    const { scale } = this.#view.stage.view;
    return this.#view.map.unproject(L.point((x + copy) * scale, y * scale), this.#view.map.getZoom());
  }

  #copyOf(x: number): number {
    const { map, stage } = this.#view;
    if (map.options.crs?.wrapLng === undefined) return 0;
    return Math.round(map.project(map.getCenter(), map.getZoom()).x / stage.view.scale - x);
  }

  /** Whether zooming in can draw a cluster's places apart. */
  #canSplit(box: readonly number[]): boolean {
    const most = Math.min(this.#view.map.getMaxZoom(), 18);
    return this.#view.map.getZoom() < most && Math.max(box[2] - box[0], box[3] - box[1]) * 256 * 2 ** most > 24;
  }

  #onHover(event: Leaflet.LeafletMouseEvent): void {
    // While something is measured, a click sets a point wherever it falls.
    const measures = this.#view.ui.orientation.measure.active;
    this.#pointTo(measures ? null : this.#pointed(event.containerPoint), event.containerPoint);
  }

  #pointTo(hit: Pointed | null, at: Leaflet.Point | null): void {
    this.#view.ui.tip.show(hit, at);
    const place = hit?.symbol?.place ?? (hit?.events.length ? this.#view.data.places.of[hit.events[0]] : -1);
    if (place === this.place) return;
    this.place = place;
    this.#view.stage.request("areas");
  }
}
