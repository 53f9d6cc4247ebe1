// A row of facts in a card.
import { h } from "./dom.ts";

/** A row of facts; none where nothing is known. */
export function fact(name: string, ...values: (HTMLElement | string | false)[]): HTMLElement[] {
  const known = values.filter((value) => value !== false && value !== "");
  return known.length === 0 ? [] : [h("dt", {}, name), h("dd", {}, ...known)];
}
