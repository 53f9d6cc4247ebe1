// What stands on a map without being a part of it: in a corner, and so that the map hears nothing of it.
import type * as Leaflet from "leaflet";
import { L } from "../leaflet.ts";

/** Puts an element into a corner of a map, where Leaflet stacks controls. */
export function holdIn(map: Leaflet.Map, position: Leaflet.ControlPosition, element: HTMLElement): void {
  const Held = L.Control.extend({ onAdd: () => element }) as unknown as new (options: Leaflet.ControlOptions) => Leaflet.Control;
  map.addControl(new Held({ position }));
  quiet(element);
}

/** Keeps clicks, drags and the wheel from the map below; keys pressed in a panel must not pan it. */
export function quiet(element: HTMLElement): void {
  L.DomEvent.disableClickPropagation(element);
  // Leaflet looks for its mark above the click's target, which a panel that is refilled by the click has lost.
  element.addEventListener("click", (event) => event.stopPropagation());
  L.DomEvent.disableScrollPropagation(element);
  element.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") event.stopPropagation();
  });
}
