// Everything one map holds, decoded from its frames; the long texts and the reports only when asked for.
import { type Config, readConfig } from "../wire/config.ts";
import { checkVersion, decodeFrame, type Frame, NULL } from "../wire/frame.ts";
import { noShapes, type Project, readShapes, type Shapes } from "../wire/shapes.ts";
import {
  type Base, type Events, type Label, noBase, noEvents, readBase, readEvents, readLabels, readReports, readTexts,
  readZones, type Report, type Texts, type Zone,
} from "../wire/tables.ts";
import { assignSlots, OTHER } from "../palette.ts";
import { findPlaces, type Places } from "./places.ts";

export interface Data {
  config: Config;
  events: Events;
  places: Places;
  shapes: Shapes;
  zones: Zone[];
  base: Base;
  labels: Label[];
  /** Event types, most frequent first, with their colour slot. */
  types: { name: string; count: number; slot: number }[];
  /** Colour slot of each event. */
  slot: Uint8Array;
  /** First day and the day after the last of all dated events, else of the zones; null when nothing is dated. */
  span: [number, number] | null;
  undated: number;
  /** Rows of events without a known place. */
  unplaced: number[];
  texts(): Promise<Texts>;
  reports(): Promise<(event: number) => Report[]>;
}

/** Reads an element's text by frame name; null where the page lacks the frame. */
export type Source = (frame: string) => string | null;

export function pageSource(prefix: string): Source {
  return (frame) => document.getElementById(`${prefix}-${frame}`)?.textContent ?? null;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => (made ??= make());
}

export function loadConfig(source: Source, prefix: string): Config {
  const json = source("config");
  if (json === null) throw new Error(`The page lacks the map's settings (no element "${prefix}-config").`);
  const config = readConfig(json);
  checkVersion(config.wire, "map");
  return config;
}

export async function loadData(source: Source, config: Config, project: Project): Promise<Data> {
  const read = async <T>(name: string, decode: (frame: Frame) => T, none: () => T): Promise<T> => {
    const text = source(name);
    return text === null || text.trim() === "" ? none() : decode(await decodeFrame(text, name));
  };
  const [events, shapes, zones, base, labels] = await Promise.all([
    read("events", readEvents, noEvents),
    read("shapes", (f) => readShapes(f, project), noShapes),
    read("zones", readZones, () => []),
    read("base", (f) => readBase(f, project), noBase),
    read("labels", (f) => readLabels(f, project), () => []),
  ]);
  const { types, slot } = colorTypes(events);
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
    config, events, shapes, zones, base, labels, types, slot, span, undated, unplaced, places,
    texts: once(() =>
      read("text", (f) => readTexts(f, events.count), (): Texts => ({ id: () => "", notes: () => "", extra: [] })),
    ),
    reports: once(() => read("reports", readReports, () => () => [])),
  };
}

function colorTypes(events: Events): Pick<Data, "types" | "slot"> {
  const { codes, values } = events.categories.event_type;
  const counts = new Int32Array(values.length + 1);
  for (let i = 0; i < codes.length; i++) counts[codes[i] + 1]++;
  const order = values.map((_, code) => code).sort((a, b) => counts[b + 1] - counts[a + 1] || a - b);
  const slots = assignSlots(order.map((code) => values[code]));
  const slotOf = new Uint8Array(values.length + 1).fill(OTHER);
  order.forEach((code, i) => (slotOf[code + 1] = slots[i]));
  const types = order.map((code, i) => ({ name: values[code], count: counts[code + 1], slot: slots[i] }));
  if (counts[0] > 0) types.push({ name: "", count: counts[0], slot: OTHER });
  return { types, slot: Uint8Array.from(codes, (code) => slotOf[code + 1]) };
}
