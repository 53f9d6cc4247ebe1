// Distances, paths and areas on the WGS 84 ellipsoid, from longitudes and latitudes in degrees.

export type Position = readonly [lon: number, lat: number];

/** WGS 84: half the equatorial axis in metres, and the flattening. */
export const A = 6_378_137;
export const F = 1 / 298.257223563;
const B = A * (1 - F);
/** Square of the first eccentricity. */
export const E2 = F * (2 - F);

export const RAD = Math.PI / 180;
const { abs, atan, atan2, asin, cos, hypot, log, sin, sqrt, tan } = Math;

/**
 * Length of the shortest path in metres.
 *
 * Vincenty, "Direct and inverse solutions of geodesics on the ellipsoid", Survey Review 23 (1975), inverse formula: to a
 * millimetre. It does not settle for places almost opposite each other on the globe; for those the great circle
 * on the sphere of mean radius stands in, which is within 0.6 percent.
 */
export function distance(from: Position, to: Position): number {
  const [lon1, lat1] = from;
  const [lon2, lat2] = to;
  const l = turn(lon2 - lon1) * RAD;
  const [u1, u2] = [atan((1 - F) * tan(lat1 * RAD)), atan((1 - F) * tan(lat2 * RAD))];
  const [su1, cu1, su2, cu2] = [sin(u1), cos(u1), sin(u2), cos(u2)];
  let lambda = l;
  for (let round = 0; round < 100; round++) {
    const [sl, cl] = [sin(lambda), cos(lambda)];
    const ss = hypot(cu2 * sl, cu1 * su2 - su1 * cu2 * cl);
    const cs = su1 * su2 + cu1 * cu2 * cl;
    if (ss < 1e-15 && cs > 0) return 0;
    if (ss < 1e-15) break;
    const sigma = atan2(ss, cs);
    const sa = (cu1 * cu2 * sl) / ss;
    const ca2 = 1 - sa * sa;
    const mid = ca2 < 1e-15 ? 0 : cs - (2 * su1 * su2) / ca2;
    const c = (F / 16) * ca2 * (4 + F * (4 - 3 * ca2));
    const before = lambda;
    lambda = l + (1 - c) * F * sa * (sigma + c * ss * (mid + c * cs * (2 * mid * mid - 1)));
    if (abs(lambda) > Math.PI) break;
    if (abs(lambda - before) > 1e-12) continue;
    const k = (ca2 * (A * A - B * B)) / (B * B);
    const big = 1 + (k / 16384) * (4096 + k * (-768 + k * (320 - 175 * k)));
    const small = (k / 1024) * (256 + k * (-128 + k * (74 - 47 * k)));
    const inner = cs * (2 * mid * mid - 1) - (small / 6) * mid * (4 * ss * ss - 3) * (4 * mid * mid - 3);
    return B * big * (sigma - small * ss * (mid + (small / 4) * inner));
  }
  return ((2 * A + B) / 3) * angle(from, to);
}

/** Angle between two places seen from the centre of a sphere. */
function angle(from: Position, to: Position): number {
  const [p1, p2] = [from[1] * RAD, to[1] * RAD];
  const half = sin((p2 - p1) / 2) ** 2 + cos(p1) * cos(p2) * sin(((to[0] - from[0]) * RAD) / 2) ** 2;
  return 2 * asin(Math.min(1, sqrt(half)));
}

/** A difference of longitudes as the shorter way round, -180 to 180. */
export function turn(degrees: number): number {
  return degrees - 360 * Math.round(degrees / 360);
}

/**
 * The way along a great circle, to draw: positions a degree or so apart, without the first one. Longitudes go on from
 * the first place's, past 180 if need be. The ellipsoid's own path is nowhere further than a few kilometres from it.
 */
export function path(from: Position, to: Position): Position[] {
  const whole = angle(from, to);
  const steps = Math.max(1, Math.ceil(whole / RAD));
  const cartesian = ([lon, lat]: Position): number[] => [
    cos(lat * RAD) * cos(lon * RAD), cos(lat * RAD) * sin(lon * RAD), sin(lat * RAD),
  ];
  const [a, b] = [cartesian(from), cartesian(to)];
  const found: Position[] = [];
  let lon = from[0];
  for (let i = 1; i < steps; i++) {
    const [wa, wb] = [sin((1 - i / steps) * whole), sin((i / steps) * whole)];
    const [x, y, z] = a.map((v, at) => wa * v + wb * b[at]);
    lon += turn(atan2(y, x) / RAD - lon);
    found.push([lon, atan2(z, hypot(x, y)) / RAD]);
  }
  found.push([lon + turn(to[0] - lon), to[1]]);
  return found;
}

/**
 * Area of a polygon in square metres; its sides need not be closed and must not cross.
 *
 * The sphere of the ellipsoid's own area (Snyder, "Map Projections: a Working Manual", 1987, pages 16 and 17), on which
 * a side is a great circle: within 0.1 percent for sides up to 1,000 km.
 */
export function area(ring: readonly Position[]): number {
  const e = sqrt(E2);
  const q = (s: number): number => (1 - E2) * (s / (1 - E2 * s * s) - log((1 - e * s) / (1 + e * s)) / (2 * e));
  const pole = q(1);
  const tangent = (lat: number): number => tan(asin(Math.max(-1, Math.min(1, q(sin(lat * RAD)) / pole))) / 2);
  let excess = 0;
  let round = 0;
  ring.forEach(([lon, lat], i) => {
    const [nextLon, nextLat] = ring[(i + 1) % ring.length];
    const step = turn(nextLon - lon);
    const [t1, t2] = [tangent(lat), tangent(nextLat)];
    round += step;
    excess += 2 * atan2(tan((step * RAD) / 2) * (t1 + t2), 1 + t1 * t2);
  });
  // Once around the globe: what the sum counts lies between the polygon and the equator.
  const held = abs(round) > 180 ? 2 * Math.PI - abs(excess) : abs(excess);
  return ((A * A * pole) / 2) * Math.min(held, 4 * Math.PI - held);
}
