// Coordinates as people write them: decimal degrees; degrees, minutes and seconds. No more digits than a pixel is worth.
import { turn } from "./geodesy.ts";

/** Decimal places of a degree at which a step is no more than `degrees`: 0 to 5 (about a metre). */
export function decimals(degrees: number): number {
  return Math.max(0, Math.min(5, Math.ceil(-Math.log10(degrees))));
}

export function decimal(lon: number, lat: number, pixel: number): string {
  const places = decimals(pixel);
  // -0.0 is no place of its own.
  const write = (value: number): string => value.toFixed(places).replace(/^-(0\.?0*)$/, "$1").replace("-", "\u2212");
  return `${write(lat)}, ${write(turn(lon))}`;
}

export function dms(lon: number, lat: number, pixel: number): string {
  return `${angle(lat, "N", "S", pixel)} ${angle(turn(lon), "E", "W", pixel)}`;
}

/** Down to minutes, seconds or tenths of them; carried over, so that no 60 is written. */
function angle(value: number, positive: string, negative: string, pixel: number): string {
  const per = pixel > 1 / 60 ? 60 : pixel > 1 / 3600 ? 3600 : 36_000;
  const all = Math.round(Math.abs(value) * per);
  const two = (n: number): string => String(n).padStart(2, "0");
  const minutes = Math.floor(all / (per / 60));
  let text = `${Math.floor(minutes / 60)}\u00b0${two(minutes % 60)}\u2032`;
  if (per > 60) text += two(Math.floor((all % (per / 60)) / (per / 3600)));
  if (per > 3600) text += `.${all % 10}`;
  if (per > 60) text += "\u2033";
  return text + (value < 0 && all > 0 ? negative : positive);
}
