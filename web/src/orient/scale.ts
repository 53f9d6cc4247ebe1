// The scale bar: how long a round number of metres is at the middle of the map.
import { distance } from "./geodesy.ts";

/** The longest of 1, 2 and 5 times a power of ten that is no more than `most`. */
export function niceLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const lead = most / power;
  return (lead >= 5 ? 5 : lead >= 2 ? 2 : 1) * power;
}

/** Metres that a pixel to the east spans at a latitude, on the ellipsoid. */
export function metresPerPixel(lat: number, zoom: number): number {
  const degrees = 360 / (256 * 2 ** zoom);
  // Of a short step, so that the parallel and the shortest path are the same to a part in a million.
  const step = Math.min(degrees, 0.1);
  return (distance([0, lat], [step, lat]) / step) * degrees;
}

/** A length or an area in the units and digits of a locale: metres and kilometres, or feet and miles. */
export function inUnits(locale: string, value: number, unit: string, digits: number): string {
  return new Intl.NumberFormat(locale, { style: "unit", unit, maximumSignificantDigits: digits }).format(value);
}

/** A length in words: metres below a kilometre. */
export function lengthWords(locale: string, metres: number, digits = 4): string {
  return metres < 1000 ? inUnits(locale, metres, "meter", digits) : inUnits(locale, metres / 1000, "kilometer", digits);
}

/** The same in miles, for readers of the United States; empty for all others. */
export function mileWords(locale: string, metres: number, digits = 4): string {
  if (locale !== "en-US") return "";
  const miles = metres / 1609.344;
  return miles < 0.2 ? inUnits(locale, metres / 0.3048, "foot", digits) : inUnits(locale, miles, "mile", digits);
}
