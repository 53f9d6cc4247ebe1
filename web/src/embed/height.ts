// In a frame of another page: tells that page how high the map wants to be (embed/host.ts listens there).
import type { MapView } from "../map_view.ts";
import { mercator } from "../wire/shapes.ts";
import { ASKED, TOLD } from "./messages.ts";

const [LEAST, MOST] = [440, 900];
/** Pixels above and below what the map shows: title and time bar, where they do not stand beside it. */
const AROUND = 110;
const AROUND_NARROW = 250;

/** Keeps the page around the frame up to date; does nothing in a page of its own. */
export function tellHeight(view: MapView): void {
  if (window.parent === window) return;
  let told = 0;
  const tell = (again: boolean): void => {
    const height = wanted(view);
    if (height === told && !again) return;
    told = height;
    // It says nothing but a number, so whoever embeds the map may hear it.
    window.parent.postMessage({ type: TOLD, height }, "*");
  };
  const start = (): void => {
    tell(true);
    new ResizeObserver(() => tell(false)).observe(view.container);
    window.addEventListener("message", ({ source, data }: MessageEvent<{ type?: unknown } | null>) => {
      if (source === window.parent && data?.type === ASKED) tell(true);
    });
  };
  view.ready.then(start, () => undefined);
}

/** Of the width alone: a height that followed from the frame's own would never come to rest. */
function wanted(view: MapView): number {
  const { container, data } = view;
  if (Math.abs(container.clientHeight - window.innerHeight) > 1) {
    // A body that fills its frame is as high as the frame, whatever it holds.
    return Math.ceil(Math.max(...Array.from(document.body.children, (child) => child.getBoundingClientRect().bottom + window.scrollY)));
  }
  const wide = container.clientWidth;
  const around = container.classList.contains("ge-narrow") ? AROUND_NARROW : AROUND;
  const shape = Math.min(0.75, Math.max(0.5, slope(data.config.bounds)));
  return Math.round(Math.min(MOST, Math.max(LEAST, wide * shape + around)));
}

/** Height of a box to its width, as the map shows it. */
function slope(bounds: readonly [number, number, number, number] | null): number {
  if (bounds === null) return 0.6;
  const [west, south, east, north] = bounds;
  const at = new Float64Array(4);
  mercator(west, south, at, 0);
  mercator(east < west ? east + 360 : east, north, at, 2);
  return (at[1] - at[3]) / (at[2] - at[0]) || 0.6;
}
