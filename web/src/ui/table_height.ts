// The handle at the upper edge of the table's drawer: by pointer and by keys it says what share of the map the table takes.
import { say } from "../words/words.ts";
import { h } from "./dom.ts";

const [LEAST, FIRST, MOST] = [0.2, 0.45, 0.85];
const STEP = 0.05;

export function heightHandle(changed: (share: number) => void): HTMLElement {
  let share = FIRST;
  const set = (wanted: number): void => {
    share = Math.min(MOST, Math.max(LEAST, wanted));
    handle.setAttribute("aria-valuenow", String(Math.round(share * 100)));
    changed(share);
  };
  const handle = h("div", {
    class: "ge-drawer-handle",
    role: "separator",
    tabindex: 0,
    "aria-orientation": "horizontal",
    "aria-label": say("table_height"),
    "aria-valuemin": LEAST * 100,
    "aria-valuemax": MOST * 100,
    "aria-valuenow": FIRST * 100,
  });
  handle.addEventListener("keydown", (event) => {
    const to: Partial<Record<string, number>> = { ArrowUp: share + STEP, ArrowDown: share - STEP, Home: LEAST, End: MOST };
    const wanted = to[event.key];
    if (wanted === undefined) return;
    event.preventDefault();
    set(wanted);
  });
  handle.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
  });
  handle.addEventListener("pointermove", (event) => {
    const drawer = handle.parentElement;
    if (!handle.hasPointerCapture(event.pointerId) || !drawer?.offsetParent) return;
    set((drawer.getBoundingClientRect().bottom - event.clientY) / drawer.offsetParent.clientHeight);
  });
  return handle;
}
