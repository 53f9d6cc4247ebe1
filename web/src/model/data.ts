// Everything one map holds, decoded from its frames; the long texts and the reports only when asked for.
import type { Source } from "../embed/source.ts";
import { type Config, readConfig } from "../wire/config.ts";
import { checkVersion, type Frame, NULL } from "../wire/frame.ts";
import { readFrame } from "../wire/read.ts";
import { noShapes, type Project, readShapes, type Shapes } from "../wire/shapes.ts";
import {
  type Base, type CategoryName, type Events, type Label, noBase, noEvents, readBase, readEvents, readLabels, readReports, readTexts,
  readZones, type Report, type Texts, type Zone,
} from "../wire/tables.ts";
import { SLOTS } from "../palette.ts";
import { colorBy, type Coloring, DOUBTS, findDoubt, isColorColumn, mixInk } from "./coloring.ts";
import { findPlaces, type Places } from "./places.ts";

export interface Data {
  config: Config;
  events: Events;
  places: Places;
  shapes: Shapes;
  zones: Zone[];
  base: Base;
  labels: Label[];
  /** What the colours say; `recolor` replaces it. */
  coloring: Coloring;
  /** Colour slot of each event. */
  slot: Uint8Array;
  /** Doubt about each event (model/coloring.ts); null where there is none about any. */
  doubt: Uint8Array | null;
  /** Colour and doubt of each event in one number below `inks`. */
  ink: Uint8Array;
  inks: number;
  /** First day and the day after the last of all dated events, else of the zones; null when nothing is dated. */
  span: [number, number] | null;
  undated: number;
  /** Rows of events without a known place. */
  unplaced: number[];
  texts(): Promise<Texts>;
  /** The shapes in degrees. */
  outlines(): Promise<Shapes>;
  reports(): Promise<(event: number) => Report[]>;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

export function loadConfig(source: Source, prefix: string): Config {
  const json = source("config");
  if (typeof json !== "string") throw new Error(`The page lacks the map's settings (no element "${prefix}-config").`);
  const config = readConfig(json);
  checkVersion(config.wire, "map");
  return config;
}

export async function loadData(source: Source, config: Config, project: Project): Promise<Data> {
  const read = <T>(name: string, decode: (frame: Frame) => T, none: () => T): Promise<T> => readFrame(source(name), name, decode, none);
  const [events, shapes, zones, base, labels] = await Promise.all([
    read("events", readEvents, noEvents),
    read("shapes", (f) => readShapes(f, project), noShapes),
    read("zones", readZones, () => []),
    read("base", (f) => readBase(f, project), noBase),
    read("labels", (f) => readLabels(f, project), () => []),
  ]);
  const slot = new Uint8Array(events.count);
  const coloring = colorBy(events, isColorColumn(events, config.color) ? config.color : "event_type", slot);
  const doubt = findDoubt(events.categories.status);
  const ink = doubt === null ? slot : new Uint8Array(events.count);
  if (doubt !== null) mixInk(slot, doubt, ink);
  let span: [number, number] | null = null;
  let undated = 0;
  const unplaced: number[] = [];
  const places = findPlaces(events, shapes, project);
  for (let i = 0; i < events.count; i++) {
    if (places.of[i] < 0) unplaced.push(i);
    if (events.from[i] === NULL) undated++;
    else if (span === null) span = [events.from[i], events.to[i]];
    else {
      if (events.from[i] < span[0]) span[0] = events.from[i];
      if (events.to[i] > span[1]) span[1] = events.to[i];
    }
  }
  // Without dated events the zones' validity is what time there is.
  if (span === null && config.time !== null) span = [config.time.from, config.time.to];
  return {
    config, events, shapes, zones, base, labels, coloring, slot, doubt, ink, inks: doubt === null ? SLOTS : SLOTS * DOUBTS, span, undated, unplaced, places,
    outlines: once(() => {
      const degrees: Project = (lon, lat, out, o) => {
        out[o] = lon;
        out[o + 1] = lat;
      };
      return read("shapes", (f) => readShapes(f, degrees), noShapes);
    }),
    texts: once(() =>
      read("text", (f) => readTexts(f, events.count), (): Texts => ({ id: () => "", notes: () => "", extra: [] })),
    ),
    reports: once(() => read("reports", readReports, () => () => [])),
  };
}

/** Colours the events by another column; the arrays of slots and inks stay the same, so that whoever holds them follows. */
export function recolor(data: Data, column: CategoryName): void {
  data.coloring = colorBy(data.events, column, data.slot);
  if (data.doubt !== null) mixInk(data.slot, data.doubt, data.ink);
}
