// Entry: window.geoevents, and window.L where the page has none.
import "leaflet/dist/leaflet.css";
import "./style/index.css";
import { lendDollar } from "./dollar.ts";
import { findFragments } from "./embed/fragments.ts";
import { tellHeight } from "./embed/height.ts";
import type { MapHandle } from "./handle.ts";
import "./leaflet.ts";
import { MapView } from "./map_view.ts";

export interface GeoEvents {
  /** Version of this script. */
  readonly version: string;
  /** Resolves when every attached map has drawn, rejects when one cannot. */
  readonly ready: Promise<void>;
  readonly maps: MapHandle[];
  /** Draws the frames whose element ids begin with `prefix` on a Leaflet map. */
  attach(map: unknown, prefix: string): MapHandle;
  /** Draws every element with `data-geoevents` in `root` (the whole page) that is no map yet: for elements that come later. */
  scan(root?: ParentNode): void;
}

declare global {
  interface Window {
    geoevents?: GeoEvents;
  }
}

function install(): GeoEvents {
  const maps: MapView[] = [];
  // Maps are attached by scripts further down the page: only after them is it known which there are.
  const parsed =
    document.readyState === "loading"
      ? new Promise<void>((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true })).then(() => page.scan())
      : Promise.resolve();
  let whole: Promise<void> | undefined;
  let counted = 0;
  const page: GeoEvents = {
    version: __VERSION__,
    maps,
    get ready() {
      if (whole === undefined || counted !== maps.length) {
        counted = maps.length;
        const all = async (): Promise<void> => {
          await parsed;
          for (let done = 0; done < maps.length; done++) await maps[done].ready;
        };
        whole = all();
        whole.catch(() => undefined);
      }
      return whole;
    },
    attach(map, prefix) {
      const view = new MapView(map as ConstructorParameters<typeof MapView>[0], prefix);
      if (maps.push(view) === 1) tellHeight(view);
      return view;
    },
    scan(root = document) {
      findFragments(root, page.attach);
    },
  };
  return page;
}

// A page with several fragments may hold the script more than once; the first one serves all maps.
window.geoevents ??= install();
if (document.readyState !== "loading") window.geoevents.scan();
lendDollar();
