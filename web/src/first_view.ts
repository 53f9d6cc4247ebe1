// The view that a map opens with: all of its data, clear of what stands on the map; and what stays in sight when its size changes.
import type * as Leaflet from "leaflet";
import { L } from "./leaflet.ts";
import type { MapView } from "./map_view.ts";

/** West, south, east, north; a box whose west is greater than its east lies across the date line. */
export type Box = readonly [west: number, south: number, east: number, north: number];

/**
 * Chooses the first view, and again when the map gets another size before anybody has moved it: frames and hidden parts of
 * pages start with none. What it returns chooses again when the room on the map has changed, and says whether it did.
 */
export function showFirst(view: MapView, box: Box): () => boolean {
  const { container, map, gone } = view;
  let center: Leaflet.LatLng, zoom: number, fitted: string;
  const size = (): string => `${container.clientWidth} ${container.clientHeight}`;
  const show = (): boolean => {
    fit(view, box);
    [center, zoom, fitted] = [map.getCenter(), map.getZoom(), size()];
    return true;
  };
  const untouched = (): boolean =>
    view.selection.event === null && map.getZoom() === zoom && map.project(map.getCenter()).distanceTo(map.project(center)) <= 2;
  show();
  const watch = new ResizeObserver(() => {
    if (container.clientHeight === 0 || size() === fitted) return;
    if (!untouched()) return watch.disconnect();
    view.ui.layout();
    show();
  });
  watch.observe(container);
  gone.addEventListener("abort", () => watch.disconnect());
  return () => untouched() && show();
}

/** A map that gets another size, as on a phone that is turned, keeps the chosen event in sight. */
export function keepInSight(view: MapView): void {
  view.map.on("resize", ({ oldSize, newSize }) => {
    const { event } = view.selection;
    const at = event !== null && view.pixelOf(event)?.add(oldSize.subtract(newSize).divideBy(2));
    if (!at || !L.bounds([0, 0], oldSize).contains(at)) return;
    view.ui.layout();
    view.reveal(event);
  });
}

function fit({ map, ui }: MapView, [west, south, east, north]: Box): void {
  map.invalidateSize({ animate: false }); // a frame may have found its size since the map was made
  const room = ui.taken();
  const bounds = L.latLngBounds([south, west], [north, east < west ? east + 360 : east]);
  map.fitBounds(bounds, {
    paddingTopLeft: [room.left + 12, room.top + 12],
    paddingBottomRight: [room.right + 12, room.bottom + 12],
    maxZoom: 11,
    animate: false,
  });
  // A world smaller than its frame shows nothing but its own copies; what fills the frame clears no boxes.
  const { x, y } = map.getSize();
  const least = Math.ceil(Math.log2(Math.max(y, x * 0.75) / 256) - 0.2);
  if (map.getZoom() < least) map.setView(bounds.getCenter(), least, { animate: false });
}
