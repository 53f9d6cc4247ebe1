// What embedders and tests hold of one map: counts, period, filters, state.
import type { PictureWish } from "./take/picture.ts";
import type { CompareState } from "./comparing.ts";
import type { FacetFilter } from "./model/filter.ts";
import type { PlaySettings } from "./model/player.ts";

export interface Stats {
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

export interface Sort {
  column: string;
  descending: boolean;
}

export interface State {
  /** ISO days, [from, to); null is all time. */
  time: [string, string] | null;
  undated: boolean;
  filter: FacetFilter;
  center: [lon: number, lat: number];
  zoom: number;
  /** Row of the event whose card is open, or null. */
  selected: number | null;
  coordinates: Notation;
  /** Null while nothing is measured. */
  measure: Measured | null;
  /** Column that the colours tell. */
  color: string;
  /** Whether the table is open. */
  table: boolean;
  /** Column that the table is in the order of: `date`, `type`, `place`, `fatalities` and so on. */
  sort: Sort;
  /** Two periods side by side, or null. */
  compare: CompareState | null;
  /** How the period moves when it is played, and the width of the histogram's bins. */
  play: PlaySettings;
}

/** How coordinates are written. */
export type Notation = "decimal" | "dms" | "mgrs";

/** What is measured on the map: points in degrees, and whether they are closed to an area. */
export interface Measured {
  points: [lon: number, lat: number][];
  closed: boolean;
}

export type Day = number | string | Date | null;

export interface MapHandle {
  readonly container: HTMLElement;
  readonly prefix: string;
  /** Resolves after the first draw, rejects with the reason when the data cannot be read. */
  readonly ready: Promise<void>;
  /** Leaflet layers, for a layer control. */
  readonly layers: { events: object; zones: object };
  stats(): Stats;
  /** Period [from, to): day numbers, ISO dates or Dates; null is open. */
  setTime(from: Day, to: Day): void;
  /** Replaces the filters: facet -> values that pass; resolves when the words among them have been looked for. */
  setFilter(filter: FacetFilter): Promise<void>;
  setUndated(shown: boolean): void;
  /** Compares two periods side by side; null ends it. */
  setCompare(compare: CompareState | null): void;
  /** Colours the events by a column: `event_type`, `actor1`, `status` and so on. */
  setColor(column: string): void;
  /** Opens an event's card by its row in the table; null closes it. */
  select(event: number | null): Promise<void>;
  /** The map with title, legend, scale, sources and date, as a PNG or SVG file. */
  picture(wish?: PictureWish): Promise<Blob>;
  getState(): State;
  setState(state: Partial<State>): Promise<void>;
}
