// Military Grid Reference System of a place on WGS 84: UTM between 80 S and 84 N, UPS around the poles.
//
// Sources: NGA.STND.0037 (2014), "The Universal Grids and the Transverse Mercator and Polar Stereographic Map
// Projections", for zones, bands and letters; Karney, "Transverse Mercator with an accuracy of a few nanometers", Journal
// of Geodesy 85 (2011), equations 7 to 35, for Krueger's series (here to n^4: far below a millimetre within a zone).
import { A, E2, F, RAD, turn } from "./geodesy.ts";

const { abs, asinh, atan2, atanh, cos, cosh, exp, floor, hypot, PI, sin, sinh, sqrt, tan } = Math;

const BANDS = "CDEFGHJKLMNPQRSTUVWX";
const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ";
const ROWS = 20;
const SQUARE = 100_000;
/** Columns of UPS leave out letters that could be taken for those of UTM. */
const POLAR_COLUMNS = "ABCFGHJKLPQRSTUXYZ";

const N = F / (2 - F);
const RADIUS = (A / (1 + N)) * (1 + N ** 2 / 4 + N ** 4 / 64);
const ALPHA = [
  N / 2 - (2 / 3) * N ** 2 + (5 / 16) * N ** 3 + (41 / 180) * N ** 4,
  (13 / 48) * N ** 2 - (3 / 5) * N ** 3 + (557 / 1440) * N ** 4,
  (61 / 240) * N ** 3 - (103 / 140) * N ** 4,
  (49561 / 161280) * N ** 4,
];

/** The zone of 6 degrees, with the exceptions for the south of Norway and for Svalbard. */
export function zoneOf(lon: number, lat: number): number {
  const zone = Math.min(60, floor((lon + 180) / 6) + 1);
  if (lat >= 56 && lat < 64 && lon >= 3 && lon < 12) return 32;
  if (lat >= 72 && lon >= 0 && lon < 42) return lon < 9 ? 31 : lon < 21 ? 33 : lon < 33 ? 35 : 37;
  return zone;
}

/** Easting and northing of UTM in metres, the northing counted from the equator: below zero south of it. */
export function utm(lon: number, lat: number, zone: number): [easting: number, northing: number] {
  const e = sqrt(E2);
  const l = turn(lon - (6 * zone - 183)) * RAD;
  const tau = tan(lat * RAD);
  const sigma = sinh(e * atanh((e * tau) / sqrt(1 + tau * tau)));
  const conformal = tau * sqrt(1 + sigma * sigma) - sigma * sqrt(1 + tau * tau);
  const xi = atan2(conformal, cos(l));
  const eta = asinh(sin(l) / hypot(conformal, cos(l)));
  let [x, y] = [eta, xi];
  ALPHA.forEach((a, i) => {
    const j = 2 * (i + 1);
    y += a * sin(j * xi) * cosh(j * eta);
    x += a * cos(j * xi) * sinh(j * eta);
  });
  return [500_000 + 0.9996 * RADIUS * x, 0.9996 * RADIUS * y];
}

/** Easting and northing of UPS in metres: polar stereographic, scale 0.994 at the pole. */
export function ups(lon: number, lat: number): [easting: number, northing: number] {
  const e = sqrt(E2);
  const phi = abs(lat) * RAD;
  const t = tan(PI / 4 - phi / 2) * exp(e * atanh(e * sin(phi)));
  const rho = (2 * A * 0.994 * t) / sqrt((1 + e) ** (1 + e) * (1 - e) ** (1 - e));
  const l = lon * RAD;
  return [2_000_000 + rho * sin(l), 2_000_000 + (lat < 0 ? 1 : -1) * rho * cos(l)];
}

/**
 * The reference of the square that holds a place, cut off and not rounded, as the system asks.
 *
 * `digits` for each of easting and northing: 5 is a metre, 0 a square of 100 km.
 */
export function mgrs(longitude: number, latitude: number, digits = 5): string {
  let lon = turn(longitude);
  if (lon === 180) lon = -180;
  let [head, column, row] = ["", "", ""];
  let [east, north] = [0, 0];
  if (latitude >= -80 && latitude < 84) {
    const zone = zoneOf(lon, latitude);
    [east, north] = utm(lon, latitude, zone);
    const band = BANDS[Math.min(19, floor((latitude + 80) / 8))];
    head = `${String(zone).padStart(2, "0")}${band} `;
    column = LETTERS[((zone - 1) % 3) * 8 + floor(east / SQUARE) - 1];
    // 100 squares of 100 km from the equator down to the south's own origin are whole rounds of the 20 letters.
    const at = floor(north / SQUARE) + (zone % 2 === 0 ? 5 : 0);
    row = LETTERS[((at % ROWS) + ROWS) % ROWS];
  } else {
    [east, north] = ups(lon, latitude);
    const [right, top] = [floor(east / SQUARE) - 20, floor(north / SQUARE)];
    head = `${latitude < 0 ? (right < 0 ? "A" : "B") : right < 0 ? "Y" : "Z"} `;
    column = POLAR_COLUMNS[(right + POLAR_COLUMNS.length) % POLAR_COLUMNS.length];
    row = LETTERS[top - (latitude < 0 ? 8 : 13)];
  }
  if (digits === 0) return `${head}${column}${row}`;
  const cut = (metres: number): string => {
    const rest = floor(metres) - SQUARE * floor(metres / SQUARE);
    return String(rest).padStart(5, "0").slice(0, digits);
  };
  return `${head}${column}${row} ${cut(east)} ${cut(north)}`;
}
