// The small mark beside an event's words: its colour, and by its form whether it is established, claimed, disputed or denied.
import { ESTABLISHED } from "../model/coloring.ts";
import type { Data } from "../model/data.ts";
import { h } from "./dom.ts";

const FORMS = ["", " ge-claimed", " ge-disputed", " ge-denied"];

/** An event's mark in lists and cards. */
export function swatch(data: Data, row: number): HTMLElement {
  return slotSwatch(data.slot[row], data.doubt?.[row] ?? ESTABLISHED);
}

/** A mark of one colour, with the form of a doubt. */
export function slotSwatch(slot: number, doubt: number = ESTABLISHED): HTMLElement {
  return h("span", { class: `ge-swatch ge-s${slot}${FORMS[doubt]}`, "aria-hidden": "true" });
}
