// The small mark beside an event's words: its colour, and by its form whether it is established, claimed, disputed or denied.
import { DENIED, DISPUTED, ESTABLISHED } from "../model/coloring.ts";
import type { Data } from "../model/data.ts";
import { h, svg } from "./dom.ts";

const FORMS = ["", " ge-claimed", " ge-disputed", " ge-denied"];

/** An event's mark in lists and cards. */
export function swatch(data: Data, row: number): HTMLElement {
  return slotSwatch(data.slot[row], data.doubt?.[row] ?? ESTABLISHED);
}

/** A mark of one colour, with the form of a doubt. */
export function slotSwatch(slot: number, doubt: number = ESTABLISHED): HTMLElement {
  return h("span", { class: `ge-swatch ge-s${slot}${FORMS[doubt]}`, "aria-hidden": "true" });
}

/** The same forms as the canvas draws them, for the legend. */
export function doubtSymbol(doubt: number): SVGSVGElement {
  const c = "currentColor";
  const circle = svg("circle", {
    cx: 13, cy: 9, r: 5, fill: doubt === ESTABLISHED ? c : "none", stroke: c, "stroke-width": 1.6,
    "stroke-dasharray": doubt === DENIED ? "1.2 1.6" : undefined,
  });
  const lines = doubt === DISPUTED ? "M8.5 13.5l9-9" : doubt === DENIED ? "M10.3 11.7l5.4-5.4M10.3 6.3l5.4 5.4" : "";
  return svg(
    "svg",
    { width: 26, height: 18, viewBox: "0 0 26 18", "aria-hidden": "true" },
    circle,
    lines !== "" && svg("path", { d: lines, stroke: c, "stroke-width": 1.4 }),
  );
}
