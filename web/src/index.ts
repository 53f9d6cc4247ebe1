// Entry: window.geoevents, and window.L where the page has none.
import "leaflet/dist/leaflet.css";
import "./style/index.css";
import { lendDollar } from "./dollar.ts";
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
      ? new Promise<void>((resolve) => document.addEventListener("DOMContentLoaded", () => resolve(), { once: true }))
      : Promise.resolve();
  let whole: Promise<void> | undefined;
  let counted = 0;
  return {
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
      maps.push(view);
      return view;
    },
  };
}

// A page with several fragments may hold the script more than once; the first one serves all maps.
window.geoevents ??= install();
lendDollar();
