// A map in the midst of a longer page: the wheel and a finger scroll that page, until they are meant for the map.
import type { MapView } from "../map_view.ts";

/** Whether the map is but a part of what is read: in a frame, lower than the window, or on a page that scrolls. */
function within({ container }: MapView): boolean {
  const high = Math.min(container.clientHeight, 2 * innerHeight - document.documentElement.scrollHeight);
  return window.parent !== window || high < innerHeight - 1;
}

/**
 * The wheel zooms once the map was clicked, until the pointer leaves it, or with Ctrl (which is what pinching a touchpad
 * sends); two fingers move the map, one scrolls the page. A page of the map's own is not affected.
 */
export function shareGestures(view: MapView): void {
  const { container, map } = view;
  let meant = false;
  container.addEventListener("pointerdown", () => (meant = true), true);
  container.addEventListener("pointerleave", () => (meant = false));
  const onWheel = (event: WheelEvent): void => {
    if (!meant && !event.ctrlKey && !event.metaKey && within(view)) event.stopPropagation();
  };
  container.addEventListener("wheel", onWheel, { capture: true, passive: true });
  if (!map.dragging.enabled()) return;
  // What a finger may do is decided before it is down, so this is put right whenever a pointer comes.
  let yielded = false;
  const drag = ({ pointerType }: { pointerType: string }): void => {
    const yields = pointerType === "touch" && within(view);
    // Only what was done here is undone: others, such as tools to draw with, hold the map still as well.
    if (yields === yielded || (yields && !map.dragging.enabled())) return;
    yielded = yields;
    map.dragging[yields ? "disable" : "enable"]();
  };
  drag({ pointerType: matchMedia("(pointer: coarse)").matches ? "touch" : "" });
  container.addEventListener("pointerover", drag, true);
}
