// The Leaflet this page uses: the one already there (a plain folium.Map brings its own, a map with folium's layers has
// all of it before this script), else the parts of it that the page itself needs.
import * as parts from "./leaflet_parts.ts";

type Leaflet = typeof import("leaflet");

declare global {
  interface Window {
    L?: Leaflet;
  }
}

function own(): Leaflet {
  // A module namespace is frozen; what is added to L is added to a plain object.
  const copy = { ...parts } as unknown as Leaflet;
  window.L = copy;
  return copy;
}

export let L: Leaflet = window.L ?? own();

/** Goes over to the Leaflet that made a map: on a plain folium.Map it may have been loaded after this script. */
export function adopt(map: object): void {
  if (window.L !== undefined && window.L !== L && map instanceof window.L.Map) L = window.L;
}
