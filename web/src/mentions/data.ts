// What the page of a text holds: the text in runs, its mentions, the places they mean, and the basemap.
import { type Config, readConfig } from "../wire/config.ts";
import { checkVersion, decodeFrame, type Frame } from "../wire/frame.ts";
import { mercator, noShapes, readShapes, type Shapes } from "../wire/shapes.ts";
import { type Base, type Label, noBase, readBase, readLabels } from "../wire/tables.ts";

export interface Alternative {
  name: string;
  kind: string;
  country: string;
  admin1: string;
}

export interface Place {
  name: string;
  kind: string;
  country: string;
  admin1: string;
  lat: number;
  lon: number;
  precision: string;
  km: number;
  confidence: number;
  source: string;
  alternatives: Alternative[];
  /** Row in the shapes, or -1. */
  shape: number;
  /** Its mentions, in the order of the text. */
  mentions: number[];
}

export interface Mention {
  text: string;
  literal: boolean;
  role: string;
  status: string;
  explanation: string;
  /** Row in the places, or -1. */
  place: number;
}

export interface MentionData {
  config: Config;
  /** The text in pieces, each with the mention it is, or -1. */
  runs: [string, number][];
  mentions: Mention[];
  places: Place[];
  shapes: Shapes;
  base: Base;
  labels: Label[];
}

export async function loadMentions(prefix: string): Promise<MentionData> {
  const source = (name: string): string => document.getElementById(`${prefix}-${name}`)?.textContent ?? "";
  const config = readConfig(source("config"));
  checkVersion(config.wire, "page");
  const told = JSON.parse(source("mentions")) as Pick<MentionData, "runs" | "mentions"> & {
    places: Omit<Place, "mentions">[];
  };
  const read = async <T>(name: string, decode: (frame: Frame) => T, none: T): Promise<T> => {
    const text = source(name);
    return text.trim() === "" ? none : decode(await decodeFrame(text, name));
  };
  const [shapes, base, labels] = await Promise.all([
    read("shapes", (f) => readShapes(f, mercator), noShapes()),
    read("base", (f) => readBase(f, mercator), noBase()),
    read("labels", (f) => readLabels(f, mercator), [] as Label[]),
  ]);
  const places: Place[] = told.places.map((place) => ({
    ...place,
    country: countryName(place.country),
    alternatives: place.alternatives.map((a) => ({ ...a, country: countryName(a.country) })),
    mentions: [],
  }));
  told.mentions.forEach((mention, i) => {
    if (mention.place >= 0) places[mention.place].mentions.push(i);
  });
  return { config, runs: told.runs, mentions: told.mentions, places, shapes, base, labels };
}

/** The name of a country by its ISO code; what is no code stays as it is. */
function countryName(code: string): string {
  try {
    return /^[A-Z]{2}$/.test(code) ? (new Intl.DisplayNames(["en"], { type: "region" }).of(code) ?? code) : code;
  } catch {
    return code;
  }
}
