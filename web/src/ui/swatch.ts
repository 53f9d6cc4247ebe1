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
    cx: 13, cy: 9, r: 5, fill: doubt === ESTABLISHED ? c : "none", stroke: c, "stroke-width": doubt === DENIED ? 1 : 1.6,
    "stroke-opacity": doubt === DENIED ? 0.45 : undefined,
  });
  const lines = doubt === DISPUTED ? "M8.5 13.5l9-9" : doubt === DENIED ? "M9.9 12.1l6.2-6.2M9.9 5.9l6.2 6.2" : "";
  return svg(
    "svg",
    { width: 26, height: 18, viewBox: "0 0 26 18", "aria-hidden": "true" },
    circle,
    lines !== "" && svg("path", { d: lines, stroke: c, "stroke-width": 1.4 }),
  );
}
