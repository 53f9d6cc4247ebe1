// What is painted on each canvas of a map, and from what.
import type { MapView } from "./map_view.ts";
import { ESTABLISHED } from "./model/coloring.ts";
import { paintBasemap } from "./paint/basemap.ts";
import { paintAreas } from "./paint/events.ts";
import { Occupied, paintLabels } from "./paint/labels.ts";
import type { Area } from "./paint/scene.ts";
import { Splitting } from "./paint/splitting.ts";
import { paintSymbols } from "./paint/symbols.ts";
import { paintZoneNames, paintZones } from "./paint/zones.ts";
import type { Side } from "./stage.ts";
import { compact } from "./ui/dom.ts";

export function paintOn(map: MapView): void {
  const { stage } = map;
  const splitting = new Splitting();
  map.map.on("zoomanim", () => splitting.begin());
  /** Those of the scene, and the uncertain place of the chosen event where a cluster holds it. */
  const areas = (side: Side): readonly Area[] => {
    const drawn = map.currentScene(side).areas;
    const { places, slot, doubt } = map.data;
    const { event } = map.selection;
    const passes = map.comparing.on ? map.comparing.mask(side) : map.filter.mask;
    if (event === null || passes[event] === 0) return drawn;
    const place = places.of[event];
    if (place < 0 || places.exact[place] || drawn.some((area) => area.place === place)) return drawn;
    return [...drawn, { place, n: 1, ink: { slot: slot[event], doubt: doubt?.[event] ?? ESTABLISHED, sure: 1 } }];
  };
  const { config } = map.data;
  stage.on("base", (ctx, view) => {
    paintBasemap(ctx, view, map.data.base, map.theme);
  }, () => config.basemap !== "offline");
  stage.on("zones", (ctx, view, side) => {
    paintZones(ctx, view, map.zonesInForce(side), map.data.shapes, map.theme, map.selection.zone ?? -1);
  }, (side) => !map.shown.zones || map.zonesInForce(side).length === 0);
  stage.on("areas", (ctx, view, side) => {
    const { places, shapes } = map.data;
    paintAreas(ctx, view, areas(side), {
      theme: map.theme,
      places,
      shapes,
      strong: [map.selectedPlace(), map.pointer.place],
    });
  }, (side) => !map.shown.events || areas(side).length === 0);
  stage.on("labels", (ctx, view, side) => {
    const taken = new Occupied();
    if (stage.pictured) {
      // The scale's corner.
      const x0 = map.container.dir === "rtl" ? 0 : view.width - 170;
      taken.add({ label: true, x0, y0: view.height - 52, x1: x0 + 170, y1: view.height });
    } else {
      // What would stand half under a box has no name.
      const around = map.container.getBoundingClientRect();
      for (const box of map.container.querySelectorAll(".leaflet-control, .ge-time")) {
        const { left, top, width, height } = box.getBoundingClientRect();
        const { x, y } = stage.toCanvas([left - around.left, top - around.top]);
        taken.add({ label: true, x0: x, y0: y, x1: x + width, y1: y + height });
      }
    }
    if (map.shown.events) {
      for (const s of map.currentScene(side).symbols) {
        const high = s.kind === "badge" ? 10 : s.r;
        // The name of a town may begin right beside its dot.
        const [wide, tall] = s.r >= 5 ? [s.r, high] : [2.5, 2.5];
        taken.add({ x0: s.x - wide, y0: s.y - tall, x1: s.x + wide, y1: s.y + tall });
      }
    }
    if (map.shown.zones) paintZoneNames(ctx, view, map.zonesInForce(side), map.data.shapes, map.theme, taken);
    paintLabels(ctx, view, map.data.labels, map.theme, taken, config.language);
  });
  stage.on("symbols", (ctx, view, side) => {
    const scene = map.currentScene(side);
    // Only what is seen on the screen moves: not a picture, and not the sides of a comparison.
    const moves = !stage.pictured && !map.comparing.on;
    const key = `${map.filter.revision} ${map.data.coloring.column}`;
    const selectedPlace = map.selectedPlace();
    paintSymbols(ctx, view, moves ? splitting.symbols(scene, view, key, () => stage.request("symbols")) : scene.symbols, {
      theme: map.theme,
      count: compact(config.locale),
      places: map.data.places,
      selectedPlace,
      selectedCluster: scene.clusterOf[selectedPlace] ?? -1,
    });
  }, (side) => !map.shown.events || map.currentScene(side).symbols.length === 0);
}
