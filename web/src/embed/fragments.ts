// Maps without a line of script of their own: elements such as <div id="a" data-geoevents="a-0123.bin"> become maps.
import type * as Leaflet from "leaflet";
import { L } from "../leaflet.ts";
import { fail } from "../ui/fail.ts";

const found = new WeakSet<Element>();

/** Makes a Leaflet map of every such element in `root` that is none yet, and hands it on with the element's id. */
export function findFragments(root: ParentNode, attach: (map: Leaflet.Map, prefix: string) => void): void {
  for (const element of root.querySelectorAll<HTMLElement>("div[data-geoevents]")) {
    if (found.has(element)) continue;
    found.add(element);
    try {
      make(element, attach);
    } catch (error) {
      // One that is wrong keeps no other from being a map.
      element.classList.add("geoevents");
      element.replaceChildren();
      fail(element, error instanceof Error ? error.message : String(error));
    }
  }
}

function make(element: HTMLElement, attach: (map: Leaflet.Map, prefix: string) => void): void {
  if (element.id === "" || document.getElementById(element.id) !== element) element.id = freeId();
  const { crs, ...options } = JSON.parse(element.dataset["map"] ?? "{}") as Omit<Leaflet.MapOptions, "crs"> & { crs?: string };
  const known = L.CRS as unknown as Record<string, Leaflet.CRS>;
  const height = element.dataset["height"];
  if (height) element.style.height = height;
  element.replaceChildren(); // what it says where scripts are off
  attach(L.map(element, { ...options, crs: known[crs !== undefined && Object.hasOwn(known, crs) ? crs : "EPSG3857"] }), element.id);
}

function freeId(): string {
  let n = 1;
  while (document.getElementById(`geoevents-${n}`) !== null) n++;
  return `geoevents-${n}`;
}
