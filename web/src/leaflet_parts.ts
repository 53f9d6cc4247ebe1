// The parts of Leaflet that a page without folium's layers needs, under the names they have in Leaflet: maps with all
// their handlers, controls, coordinates in Web Mercator. Vectors, markers, popups, tiles and other projections are half of
// Leaflet, and not drawn with here; nor does a page ask where its reader is.
import { Control, control } from "leaflet/src/control/Control.js";
import { Attribution, attribution } from "leaflet/src/control/Control.Attribution.js";
import { Scale, scale } from "leaflet/src/control/Control.Scale.js";
import { Zoom, zoom } from "leaflet/src/control/Control.Zoom.js";
import { CRS } from "leaflet/src/geo/crs/CRS.js";
import { Earth } from "leaflet/src/geo/crs/CRS.Earth.js";
import { EPSG3857 } from "leaflet/src/geo/crs/CRS.EPSG3857.js";

Object.assign(CRS, { Earth, EPSG3857 });
Object.assign(Control, { Attribution, Scale, Zoom });
Object.assign(control, { attribution, scale, zoom });

export { Control, control };
export * from "leaflet/src/core/index.js";
export * from "leaflet/src/dom/index.js";
export { LatLng, toLatLng as latLng } from "leaflet/src/geo/LatLng.js";
export { LatLngBounds, toLatLngBounds as latLngBounds } from "leaflet/src/geo/LatLngBounds.js";
export { CRS };
export { Bounds, toBounds as bounds } from "leaflet/src/geometry/Bounds.js";
export { Point, toPoint as point } from "leaflet/src/geometry/Point.js";
export { toTransformation as transformation, Transformation } from "leaflet/src/geometry/Transformation.js";
export { Layer } from "leaflet/src/layer/Layer.js";
export * from "leaflet/src/map/index.js";
