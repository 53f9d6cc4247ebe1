// What a page that shows maps can do with them: the types of window.geoevents, for authors of sites.
// Use it with /// <reference path="geoevents.d.ts" />, or name it in "files" of tsconfig.json.

export {};

declare global {
  interface Window {
    /** There once the script has run. */
    geoevents?: GeoEvents.Page;
  }

  /** The events of a map's element; they bubble. */
  interface HTMLElementEventMap {
    "geoevents:ready": CustomEvent<{ stats: GeoEvents.Stats }>;
    "geoevents:change": CustomEvent<{ stats: GeoEvents.Stats; state: GeoEvents.State }>;
    "geoevents:select": CustomEvent<GeoEvents.Selected>;
    /** The reader chose something that changes no number: what is measured, or how coordinates are written. */
    "geoevents:state": CustomEvent<object>;
  }

  namespace GeoEvents {
    interface Page {
      /** Version of the script. */
      readonly version: string;
      /** Resolves when every map has drawn, rejects when one cannot. */
      readonly ready: Promise<void>;
      readonly maps: MapHandle[];
      /** Draws the frames whose element ids begin with `prefix` on a Leaflet map. */
      attach(map: unknown, prefix: string): MapHandle;
      /** Draws every element with `data-geoevents` in `root` (the whole page) that is no map yet. */
      scan(root?: ParentNode): void;
    }

    interface MapHandle {
      readonly container: HTMLElement;
      readonly prefix: string;
      /** Resolves after the first draw, rejects with the reason when the data cannot be read. */
      readonly ready: Promise<void>;
      /** Leaflet layers, for a layer control. */
      readonly layers: { events: object; zones: object };
      stats(): Stats;
      /** Period [from, to): day numbers since 1970-01-01, ISO dates or Dates; null is open. */
      setTime(from: Day, to: Day): void;
      /** Replaces all filters; resolves when the words among them have been looked for. */
      setFilter(filter: Filter): Promise<void>;
      /** Whether events without a date are shown. */
      setUndated(shown: boolean): void;
      /** Compares two periods side by side; null ends it. */
      setCompare(compare: Compare | null): void;
      /** Colours the events by a column: `event_type`, `actor1`, `status` and so on. */
      setColor(column: string): void;
      /** Opens an event's card by its row in the table; null closes it. */
      select(event: number | null): Promise<void>;
      /** The map with title, legend, scale, sources and date, as a PNG or SVG file. */
      picture(wish?: PictureWish): Promise<Blob>;
      getState(): State;
      /** What a state lacks stays as it is; one with a wrong field changes nothing and throws a RangeError. */
      setState(state: Partial<State>): Promise<void>;
    }

    interface Stats {
      /** All events, placed or not. */
      events: number;
      /** Events that pass the period and the filters, placed or not. */
      visible: number;
      placed: number;
      unplaced: number;
      zones: number;
      /** Zones in force in the chosen period. */
      zonesVisible: number;
      /** Sum of the best estimates over all events, and over the visible ones. */
      fatalities: number;
      fatalitiesVisible: number;
    }

    interface State {
      /** ISO days, [from, to); null is all time. */
      time: [string, string] | null;
      undated: boolean;
      filter: Filter;
      /** Longitude, latitude in degrees. */
      center: [lon: number, lat: number];
      zoom: number;
      /** Row of the event whose card is open. */
      selected: number | null;
      coordinates: "decimal" | "dms" | "mgrs";
      /** Null while nothing is measured. */
      measure: Measured | null;
      /** Column that the colours tell. */
      color: string;
      /** Whether the table is open. */
      table: boolean;
      sort: { column: string; descending: boolean };
      /** Two periods side by side. */
      compare: Compare | null;
      play: Play;
    }

    /** Facet (`event_type`, `actor`, `source`, `place` and so on) -> values that pass, `""` for a missing one. */
    interface Filter {
      /** Least and most deaths, both within; null is open. */
      fatalities?: readonly [least: number | null, most: number | null] | null;
      /** Words to be found. */
      text?: string | null;
      [facet: string]: readonly string[] | string | readonly [number | null, number | null] | null | undefined;
    }

    interface Compare {
      /** Periods as ISO days. */
      a: readonly [string, string];
      b: readonly [string, string];
      /** Share of the map's width that is the first's. */
      split: number;
    }

    interface Play {
      mode: "window" | "cumulative";
      speed: 1 | 2 | 4;
      /** Width of the histogram's bins, which are also the steps. */
      bins: "auto" | "day" | "week" | "month" | "quarter" | "year";
    }

    interface Measured {
      points: [lon: number, lat: number][];
      closed: boolean;
    }

    interface PictureWish {
      type?: "png" | "svg";
      /** CSS pixels; as large as the map by default. */
      width?: number;
      height?: number;
      /** Pixels of a PNG for one of these. */
      scale?: number;
      /** Light colours, as for paper. */
      paper?: boolean;
    }

    /** An event by its row and id, or a zone. */
    type Selected = { event: number; event_id: string } | { zone: number; zone_id: string };

    type Day = number | string | Date | null;
  }
}
