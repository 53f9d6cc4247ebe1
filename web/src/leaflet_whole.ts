// Entry of the script that stands before the page's own where folium's layers are on the map: all of Leaflet as window.L.
import * as bundled from "leaflet/dist/leaflet-src.esm.js";
import iconRetinaUrl from "leaflet/dist/images/marker-icon-2x.png";
import iconUrl from "leaflet/dist/images/marker-icon.png";
import shadowUrl from "leaflet/dist/images/marker-shadow.png";

if (window.L === undefined) {
  // A module namespace is frozen; Leaflet plugins add to L, so it is copied into a plain object.
  const whole = { ...bundled } as unknown as typeof import("leaflet");
  // Marker images travel inside the script: a self-contained page requests nothing.
  Object.assign(whole.Icon.Default.prototype.options, { iconUrl, iconRetinaUrl, shadowUrl });
  whole.Icon.Default.imagePath = "";
  window.L = whole;
}
