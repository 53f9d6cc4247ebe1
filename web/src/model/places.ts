// Unique places of the events: everything that happened at one spot or in one region is drawn once, with a count.
import type { Events } from "../wire/tables.ts";
import { NULL } from "../wire/frame.ts";
import { Numbering } from "../wire/numbering.ts";
import type { Project, Shapes } from "../wire/shapes.ts";

/** Equator's length in metres on the sphere Web Mercator uses. */
const EQUATOR_M = 40_075_016.69;
/** Radius of a place, in metres, up to which a dot tells no more than is known: that of a town. */
const SPOT_M = 5_000;

export interface Places {
  count: number;
  /** Unit coordinates of the representative point. */
  x: Float64Array;
  y: Float64Array;
  /** Row in the shapes, or -1 where the place is a point with a radius. */
  shape: Int32Array;
  /** Radius of uncertainty in unit coordinates; 0 when unknown. */
  radius: Float64Array;
  /** Half the larger side of the place in unit coordinates. */
  reach: Float64Array;
  /** 1 where the place named is meant itself, so that a dot is honest. */
  exact: Uint8Array;
  /** Place of each event, -1 for none. */
  of: Int32Array;
  /** Events of place p: `rows[first[p] .. first[p + 1]]`. */
  first: Int32Array;
  rows: Int32Array;
}

/** Radius in unit coordinates of `metres` at unit latitude `y` of Web Mercator. */
export function unitRadius(metres: number, y: number): number {
  return (metres / EQUATOR_M) * Math.cosh(Math.PI * (1 - 2 * y));
}

export function findPlaces(events: Events, shapes: Shapes, project: Project): Places {
  const { count, lon, lat, shape, uncM } = events;
  const precision = events.categories.precision;
  const exactCode = precision.values.indexOf("exact");
  const of = new Int32Array(count).fill(-1);
  const lead: number[] = [];
  const byShape = new Int32Array(shapes.count).fill(-1);
  const byPoint = new Numbering();
  const placeOfPoint: number[] = [];
  // Where the precision is not stated, a wide radius says that no single spot is meant.
  const isExact = (row: number): boolean =>
    precision.codes[row] < 0 ? uncM[row] === NULL || uncM[row] <= SPOT_M : precision.codes[row] === exactCode;
  for (let i = 0; i < count; i++) {
    if (lon[i] === NULL || lat[i] === NULL) continue;
    const s = shape[i];
    if (s !== NULL && s >= 0 && s < shapes.count) {
      if (byShape[s] < 0) byShape[s] = lead.push(i) - 1;
      of[i] = byShape[s];
      continue;
    }
    // One spot known in two ways is two places.
    const how = uncM[i] === NULL ? -2 : uncM[i] * 2;
    const known = byPoint.of(lon[i], lat[i], (how + (isExact(i) ? 1 : 0)) | 0);
    if (known === placeOfPoint.length) placeOfPoint.push(lead.push(i) - 1);
    of[i] = placeOfPoint[known];
  }

  const n = lead.length;
  const places: Places = {
    count: n,
    x: new Float64Array(n),
    y: new Float64Array(n),
    shape: new Int32Array(n).fill(-1),
    radius: new Float64Array(n),
    reach: new Float64Array(n),
    exact: new Uint8Array(n),
    of,
    first: new Int32Array(n + 1),
    rows: new Int32Array(0),
  };
  const at = new Float64Array(2);
  for (let p = 0; p < n; p++) {
    const row = lead[p];
    project(lon[row] / 1e5, lat[row] / 1e5, at, 0);
    places.x[p] = at[0];
    places.y[p] = at[1];
    places.radius[p] = uncM[row] === NULL ? 0 : unitRadius(uncM[row], at[1]);
    const s = shape[row];
    if (s !== NULL && s >= 0 && s < shapes.count) {
      places.shape[p] = s;
      const b = shapes.box.subarray(s * 4, s * 4 + 4);
      places.reach[p] = Math.max(b[2] - b[0], b[3] - b[1]) / 2;
    } else {
      places.reach[p] = places.radius[p];
      places.exact[p] = isExact(row) ? 1 : 0;
    }
  }
  for (let i = 0; i < count; i++) if (of[i] >= 0) places.first[of[i] + 1]++;
  for (let p = 0; p < n; p++) places.first[p + 1] += places.first[p];
  places.rows = new Int32Array(places.first[n]);
  const fill = places.first.slice();
  for (let i = 0; i < count; i++) if (of[i] >= 0) places.rows[fill[of[i]]++] = i;
  return places;
}
