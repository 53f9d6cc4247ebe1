// What the page of a text holds: the text in runs, its mentions, the places they mean, and the basemap.
import { type Config, readConfig } from "../wire/config.ts";
import { checkVersion, type Frame } from "../wire/frame.ts";
import { damaged, readFrame } from "../wire/read.ts";
import { mercator, noShapes, readShapes, type Shapes } from "../wire/shapes.ts";
import { type Base, type Label, noBase, readBase, readLabels } from "../wire/tables.ts";
import { countryName, named, say, speak } from "../words/words.ts";

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
  /** Whether something is said to be or to happen there, at least once. */
  literal: boolean;
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
  speak(config.words, config.language, config.locale);
  checkVersion(config.wire, "page");
  const read = <T>(name: string, decode: (frame: Frame) => T, none: () => T): Promise<T> => readFrame(source(name), name, decode, none);
  const [shapes, base, labels] = await Promise.all([
    read("shapes", (f) => readShapes(f, mercator), noShapes),
    read("base", (f) => readBase(f, mercator), noBase),
    read("labels", (f) => readLabels(f, mercator), (): Label[] => []),
  ]);
  try {
    return { config, ...readMentions(source("mentions"), shapes.count), shapes, base, labels };
  } catch (error) {
    throw damaged("mentions", error);
  }
}

type Told = Pick<MentionData, "runs" | "mentions"> & { places: Omit<Place, "mentions" | "literal">[] };

/** Reads runs, mentions and places; throws where one of them means another that is not there. */
function readMentions(source: string, shapes: number): Pick<MentionData, "runs" | "mentions" | "places"> {
  const { runs, mentions, places: found }: Told = JSON.parse(source);
  const places: Place[] = found.map((place) => {
    checkRow("shape", place.shape, shapes);
    for (const degrees of [place.lat, place.lon]) if (!Number.isFinite(degrees)) throw new RangeError(`a place at ${String(degrees)}`);
    return {
      ...place,
      country: countryName(place.country) ?? place.country,
      alternatives: place.alternatives.map((a) => ({ ...a, country: countryName(a.country) ?? a.country })),
      mentions: [],
      literal: false,
    };
  });
  for (const [i, mention] of mentions.entries()) {
    checkRow("place", mention.place, places.length);
    const place = places[mention.place];
    if (place === undefined) continue;
    place.mentions.push(i);
    place.literal ||= mention.literal;
  }
  for (const [text, i] of runs) {
    checkRow("mention", i, mentions.length);
    if (typeof text !== "string") throw new TypeError(`a run of ${typeof text}`);
  }
  return { runs, mentions, places };
}

/** Throws unless `row` is one of so many rows, or -1 for none. */
function checkRow(what: string, row: number, count: number): void {
  if (!Number.isInteger(row) || row < -1 || row >= count) throw new RangeError(`no ${what} ${String(row)}`);
}

/** What a place is and where it lies, from the small to the large; a part that says the same as its own name is left out. */
export function whereabouts({ name, kind, admin1, country }: Alternative): string[] {
  const parts = [kind === "" ? "" : named("reading.kind", kind), admin1, country];
  return parts.filter((part, i) => part !== "" && part !== name && parts.indexOf(part) === i);
}

/** How well a place is known, in words; "" where what it is says that already. */
export function precisionWords({ precision, kind }: Place): string {
  if (precision === "exact" || precision === "near") return named("precision", precision);
  return precision === kind ? "" : named("reading.precision", precision);
}

/** A mention in short, for those who point at it or hear it: its place, how well that is known, and in what sense. */
export function inShort(mention: Mention, place: Place | null): string {
  if (place === null) return say("reading.unresolved");
  const sense = mention.role === "place" ? "" : named("reading.role", mention.role);
  return [place.name, ...whereabouts(place), precisionWords(place), sense].filter((part) => part !== "").join(say("comma"));
}
