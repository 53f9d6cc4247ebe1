// What is painted on each canvas of a map, and from what.
import type { MapView } from "./map_view.ts";
import { paintBasemap } from "./paint/basemap.ts";
import { paintAreas } from "./paint/events.ts";
import { Occupied, paintLabels } from "./paint/labels.ts";
import { paintSymbols } from "./paint/symbols.ts";
import { paintZoneNames, paintZones } from "./paint/zones.ts";
import { compact } from "./ui/dom.ts";

export function paintOn(map: MapView): void {
  const { stage } = map;
  const { config } = map.data;
  stage.on("base", (ctx, view) => {
    paintBasemap(ctx, view, map.data.base, map.theme);
  }, () => config.basemap !== "offline");
  stage.on("zones", (ctx, view, side) => {
    paintZones(ctx, view, map.zonesInForce(side), map.data.shapes, map.theme, map.selection.zone ?? -1);
  }, (side) => !map.shown.zones || map.zonesInForce(side).length === 0);
  stage.on("areas", (ctx, view, side) => {
    const { places, shapes } = map.data;
    paintAreas(ctx, view, map.currentScene(side).areas, {
      theme: map.theme,
      places,
      shapes,
      strong: [map.selectedPlace(), map.pointer.place],
    });
  }, (side) => !map.shown.events || map.currentScene(side).areas.length === 0);
  stage.on("labels", (ctx, view, side) => {
    const taken = new Occupied();
    if (map.shown.events) {
      for (const s of map.currentScene(side).symbols) {
        const high = s.kind === "badge" ? 10 : s.r;
        if (s.r >= 5) taken.add({ x0: s.x - s.r, y0: s.y - high, x1: s.x + s.r, y1: s.y + high });
      }
    }
    if (map.shown.zones) paintZoneNames(ctx, view, map.zonesInForce(side), map.data.shapes, map.theme, taken);
    paintLabels(ctx, view, map.data.labels, map.theme, taken, config.language);
  });
  stage.on("symbols", (ctx, view, side) => {
    paintSymbols(ctx, view, map.currentScene(side), {
      theme: map.theme,
      count: compact(config.locale),
      places: map.data.places,
      selectedPlace: map.selectedPlace(),
    });
  }, (side) => !map.shown.events || map.currentScene(side).symbols.length === 0);
}
