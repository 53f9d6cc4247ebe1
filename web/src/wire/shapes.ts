// Geometries of the wire, decoded once into unit coordinates of the map's projection (x right, y down, world = 1).
import type { Frame } from "./frame.ts";

export const POINT = 1;
export const LINE = 2;
export const POLYGON = 3;

/** Projects degrees to unit coordinates, writing x and y at `out[o]`, `out[o + 1]`. */
export type Project = (lon: number, lat: number, out: Float64Array, o: number) => void;

const MAX_LAT = 85.0511287798;
/** What lies on both sides of the date line goes on beyond 180 degrees, but not for several turns. */
export const MOST_LON = 720;

/** Web Mercator with the world as the unit square. */
export const mercator: Project = (lon, lat, out, o) => {
  const clamped = Math.max(-MAX_LAT, Math.min(MAX_LAT, lat));
  const sin = Math.sin((clamped * Math.PI) / 180);
  out[o] = lon / 360 + 0.5;
  out[o + 1] = 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI);
};

/** Many shapes: shape `i` has parts `first[i] .. first[i + 1]`, part `p` has positions `start[p] .. start[p + 1]`. */
export interface Shapes {
  count: number;
  type: Uint8Array;
  first: Int32Array;
  start: Int32Array;
  /** x, y of every position. */
  xy: Float64Array;
  /** min x, min y, max x, max y of every shape. */
  box: Float64Array;
}

interface ListBatch {
  length: number;
  offsets: ArrayLike<number>;
  children: { values: ArrayLike<number> }[];
}

/** All values of a list column, row after row, and where each row's begin. */
function lists(frame: Frame, name: string): { values: ArrayLike<number>; offsets: Int32Array } {
  const batches = (frame.table.getChild(name)?.data ?? []) as unknown as ListBatch[];
  const offsets = new Int32Array(frame.rows + 1);
  const values: number[] = [];
  let row = 0;
  for (const batch of batches) {
    const inner = batch.children[0].values;
    if (batches.length === 1) return { values: inner, offsets: Int32Array.from(batch.offsets) };
    for (let i = Number(batch.offsets[0]); i < Number(batch.offsets[batch.length]); i++) values.push(inner[i]);
    for (let i = 0; i < batch.length; i++, row++) {
      offsets[row + 1] = offsets[row] + Number(batch.offsets[i + 1]) - Number(batch.offsets[i]);
    }
  }
  return { values, offsets };
}

export function readShapes(frame: Frame, project: Project): Shapes {
  const count = frame.rows;
  const scale = Number(frame.meta("scale") ?? 1e5);
  const parts = lists(frame, "parts");
  const starts = lists(frame, "starts").values;
  const steps = lists(frame, "steps").values;
  const start = new Int32Array(parts.offsets[count] + 1);
  for (let p = 0; p < start.length - 1; p++) {
    if (!(parts.values[p] > 0)) throw new RangeError(`part ${p}: ${parts.values[p]} positions`);
    start[p + 1] = start[p] + parts.values[p];
  }
  const xy = new Float64Array(start[start.length - 1] * 2);
  const box = new Float64Array(count * 4);
  let o = 0;
  let s = 0;
  for (let shape = 0; shape < count; shape++) {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let p = parts.offsets[shape]; p < parts.offsets[shape + 1]; p++) {
      let lon = starts[2 * p];
      let lat = starts[2 * p + 1];
      for (let i = start[p]; i < start[p + 1]; i++, o += 2) {
        if (i > start[p]) {
          lon += steps[s++];
          lat += steps[s++];
        }
        // Also where there are too few positions, and these are no numbers.
        if (!(Math.abs(lon) <= MOST_LON * scale && Math.abs(lat) <= 90 * scale)) throw new RangeError(`shape ${shape}: ${lon}, ${lat}`);
        project(lon / scale, lat / scale, xy, o);
        if (xy[o] < x0) x0 = xy[o];
        if (xy[o] > x1) x1 = xy[o];
        if (xy[o + 1] < y0) y0 = xy[o + 1];
        if (xy[o + 1] > y1) y1 = xy[o + 1];
      }
    }
    box.set([x0, y0, x1, y1], shape * 4);
  }
  return { count, type: Uint8Array.from(frame.ints("type")), first: parts.offsets, start, xy, box };
}

export function noShapes(): Shapes {
  return {
    count: 0,
    type: new Uint8Array(0),
    first: new Int32Array(1),
    start: new Int32Array(1),
    xy: new Float64Array(0),
    box: new Float64Array(0),
  };
}

/** Whether a polygon shape holds a position (even-odd rule over all its rings). */
export function holds(shapes: Shapes, shape: number, x: number, y: number): boolean {
  const b = shape * 4;
  if (x < shapes.box[b] || y < shapes.box[b + 1] || x > shapes.box[b + 2] || y > shapes.box[b + 3]) return false;
  if (shapes.type[shape] !== POLYGON) return false;
  const { xy, start } = shapes;
  let inside = false;
  for (let p = shapes.first[shape]; p < shapes.first[shape + 1]; p++) {
    const from = start[p];
    const to = start[p + 1];
    for (let i = from, j = to - 1; i < to; j = i++) {
      const yi = xy[2 * i + 1];
      const yj = xy[2 * j + 1];
      if (yi > y !== yj > y && x < ((xy[2 * j] - xy[2 * i]) * (y - yi)) / (yj - yi) + xy[2 * i]) inside = !inside;
    }
  }
  return inside;
}

/** How much of a shape's positions a polygon holds: all, some or none. */
export function share(shapes: Shapes, inner: number, outer: number): "all" | "some" | "none" {
  let inside = 0;
  const from = shapes.start[shapes.first[inner]];
  const to = shapes.start[shapes.first[inner + 1]];
  for (let i = from; i < to; i++) if (holds(shapes, outer, shapes.xy[2 * i], shapes.xy[2 * i + 1])) inside++;
  return inside === 0 ? "none" : inside === to - from ? "all" : "some";
}

/** Square of the distance from a position to the nearest edge or position of a shape, in unit coordinates. */
export function distance2(shapes: Shapes, shape: number, x: number, y: number): number {
  const { xy, start } = shapes;
  const type = shapes.type[shape];
  let best = Infinity;
  for (let p = shapes.first[shape]; p < shapes.first[shape + 1]; p++) {
    const from = start[p];
    const to = start[p + 1];
    for (let i = from; i < to; i++) {
      // The edge that ends at i; a line's and a point's first position has none.
      const j = i > from ? i - 1 : type === POLYGON ? to - 1 : i;
      const ax = xy[2 * j];
      const ay = xy[2 * j + 1];
      const dx = type === POINT ? 0 : xy[2 * i] - ax;
      const dy = type === POINT ? 0 : xy[2 * i + 1] - ay;
      const bx = type === POINT ? xy[2 * i] : ax;
      const by = type === POINT ? xy[2 * i + 1] : ay;
      const length = dx * dx + dy * dy;
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - bx) * dx + (y - by) * dy) / length));
      const d = (x - bx - t * dx) ** 2 + (y - by - t * dy) ** 2;
      if (d < best) best = d;
    }
  }
  return best;
}
