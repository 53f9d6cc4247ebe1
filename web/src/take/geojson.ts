// Shapes and events as GeoJSON (RFC 7946): rings wound and grouped as it asks, events without a place with no geometry.
import { LINE, POINT, type Shapes } from "../wire/shapes.ts";
import { plainReport, type Table } from "./columns.ts";

type Position = [number, number];
export interface Geometry {
  type: string;
  coordinates: unknown;
}

/** Twice the signed area: above 0 where a ring runs counterclockwise. */
function area(ring: readonly Position[]): number {
  let sum = 0;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) sum += ring[j][0] * ring[i][1] - ring[i][0] * ring[j][1];
  return sum;
}

function inside(ring: readonly Position[], [x, y]: Position): boolean {
  let odd = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) odd = !odd;
  }
  return odd;
}

interface Ring {
  ring: Position[];
  size: number;
  box: [number, number, number, number];
}

/** A position truly inside a ring: halfway between two of its edges, where a line through no position of it crosses them. */
function middle(ring: readonly Position[]): Position {
  const ys = [...new Set(ring.map(([, y]) => y))].sort((a, b) => a - b);
  const y = (ys[0] + (ys[1] ?? ys[0])) / 2;
  const xs: number[] = [];
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [[xi, yi], [xj, yj]] = [ring[i], ring[j]];
    if (yi > y !== yj > y) xs.push(((xj - xi) * (y - yi)) / (yj - yi) + xi);
  }
  xs.sort((a, b) => a - b);
  return [(xs[0] + xs[1]) / 2, y];
}

/** Rings do not cross, but may touch: their middles decide. */
function within(inner: Ring, outer: Ring): boolean {
  const [a, b] = [inner.box, outer.box];
  if (a[0] < b[0] || a[1] < b[1] || a[2] > b[2] || a[3] > b[3]) return false;
  return inside(outer.ring, middle(inner.ring));
}

/** Polygons of rings that are filled by the even-odd rule: what lies in an odd number of others is a hole. */
export function polygons(rings: readonly Position[][]): Position[][][] {
  const sorted: Ring[] = rings
    .filter((ring) => ring.length > 2)
    .map((ring) => {
      const [xs, ys] = [ring.map(([x]) => x), ring.map(([, y]) => y)];
      const least = (v: number[]): number => v.reduce((a, b) => Math.min(a, b));
      const most = (v: number[]): number => v.reduce((a, b) => Math.max(a, b));
      return { ring, size: Math.abs(area(ring)), box: [least(xs), least(ys), most(xs), most(ys)] as Ring["box"] };
    })
    .sort((a, b) => b.size - a.size);
  const found: { outer: Ring; parts: Position[][] }[] = [];
  sorted.forEach((one, i) => {
    const around = sorted.slice(0, i).filter((other) => within(one, other));
    const hole = around.length % 2 === 1;
    const wound = area(one.ring) > 0 === hole ? [...one.ring].reverse() : one.ring;
    const closed = [...wound, wound[0]];
    if (hole) found.find(({ outer }) => outer === around[around.length - 1])?.parts.push(closed);
    else found.push({ outer: one, parts: [closed] });
  });
  return found.map(({ parts }) => parts);
}

/** A shape of the wire, decoded in degrees. */
export function geometryOf(shapes: Shapes, shape: number): Geometry {
  const { first, start, xy, type } = shapes;
  const parts: Position[][] = [];
  for (let p = first[shape]; p < first[shape + 1]; p++) {
    const part: Position[] = [];
    for (let i = start[p]; i < start[p + 1]; i++) part.push([xy[2 * i], xy[2 * i + 1]]);
    parts.push(part);
  }
  const one = (name: string, coordinates: readonly unknown[]): Geometry =>
    coordinates.length === 1 ? { type: name, coordinates: coordinates[0] } : { type: `Multi${name}`, coordinates };
  if (type[shape] === POINT) return one("Point", parts.flat());
  return type[shape] === LINE ? one("LineString", parts) : one("Polygon", polygons(parts));
}

/** One event; `geometry` is JSON already, for many share one. */
export function feature(table: Table, row: number, geometry: string): string {
  const properties: Record<string, unknown> = Object.fromEntries(table.columns.map(({ name, at }) => [name, at(row)]));
  properties["reports"] = table.reports(row).map(plainReport);
  const id = properties["event_id"];
  const named = id === null ? "" : `"id":${JSON.stringify(id)},`;
  return `{"type":"Feature",${named}"geometry":${geometry},"properties":${JSON.stringify(properties)}}`;
}
