// The printed page: instead of screenfuls of controls, one picture that fits, made when the browser is about to print.
import type { MapView } from "../map_view.ts";
import { h } from "../ui/dom.ts";
import { say } from "../words/words.ts";
import { pictureCanvas } from "./picture.ts";

/** Width that the sheet is laid out in, px: its words can be read on upright paper and are not huge on wide paper. */
const WIDTH = 900;
/** Pixels for each of these: 300 dpi on wide paper. */
const SCALE = 3;

export function printing(view: MapView): void {
  const { container, gone: signal } = view;
  let sheet: HTMLElement | null = null;
  const show = (): void => {
    const [wide, high] = [container.clientWidth, container.clientHeight];
    if (sheet !== null || wide === 0 || high === 0) return;
    // Of the map's own shape, within what fits on paper either way.
    const height = Math.round(WIDTH * Math.min(1.35, Math.max(0.7, high / wide)));
    const canvas = pictureCanvas(view, { width: WIDTH, height, scale: SCALE, paper: view.data.config.theme !== "dark" });
    canvas.className = "ge-sheet-picture";
    sheet = h("div", { class: "ge-sheet", role: "img", "aria-label": view.data.config.title || say("map_of_events") }, canvas);
    container.append(sheet);
    container.classList.add("ge-printing");
  };
  const hide = (): void => {
    sheet?.remove();
    sheet = null;
    container.classList.remove("ge-printing");
  };
  addEventListener("beforeprint", show, { signal });
  addEventListener("afterprint", hide, { signal });
  matchMedia("print").addEventListener("change", ({ matches }) => (matches ? show() : hide()), { signal });
}
