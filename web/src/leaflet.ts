// The Leaflet this page uses: the one already there (a plain folium.Map brings its own), else the bundled one.
import * as bundled from "leaflet/dist/leaflet-src.esm.js";
import iconRetinaUrl from "leaflet/dist/images/marker-icon-2x.png";
import iconUrl from "leaflet/dist/images/marker-icon.png";
import shadowUrl from "leaflet/dist/images/marker-shadow.png";

type Leaflet = typeof import("leaflet");

declare global {
  interface Window {
    L?: Leaflet;
  }
}

function own(): Leaflet {
  // A module namespace is frozen; Leaflet plugins add to L, so it is copied into a plain object.
  const copy = { ...bundled } as unknown as Leaflet;
  // Marker images travel inside the script: a self-contained page requests nothing.
  Object.assign(copy.Icon.Default.prototype.options, { iconUrl, iconRetinaUrl, shadowUrl });
  copy.Icon.Default.imagePath = "";
  window.L = copy;
  return copy;
}

export let L: Leaflet = window.L ?? own();

/** Goes over to the Leaflet that made a map: on a plain folium.Map it may have been loaded after this script. */
export function adopt(map: object): void {
  if (window.L !== undefined && window.L !== L && map instanceof window.L.Map) L = window.L;
}
