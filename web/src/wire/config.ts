// The page's configuration frame, read with defaults so that a sparse one still draws.
import type { Table } from "../words/words.ts";
import { MOST_LON } from "./shapes.ts";
import { LAST_DAY } from "./tables.ts";

export interface Credit {
  /** Short name of the source. */
  name: string;
  text: string;
  url: string;
  license: string;
}

export interface Config {
  wire: number;
  version: string;
  title: string;
  subtitle: string;
  bounds: [number, number, number, number] | null;
  time: { from: number; to: number } | null;
  attribution: Credit[];
  /** Names of the further columns of the cards, as the frame of texts has them. */
  cardColumns: string[];
  theme: "auto" | "light" | "dark";
  cluster: boolean;
  /** Whether the page's address follows the map from the start. */
  permalink: boolean;
  /** The column that the colours tell. */
  color: string;
  locale: string;
  /** Language of the page's own words, a BCP 47 tag. */
  language: string;
  direction: "ltr" | "rtl";
  words: Table;
  basemap: "offline" | "none" | "tiles";
}

type Loose = Record<string, unknown>;
const object = (v: unknown): Loose => (v !== null && typeof v === "object" ? (v as Loose) : {});
const text = (v: unknown): string => (typeof v === "string" ? v : "");
const oneOf = <T extends string>(v: unknown, allowed: readonly T[], fallback: T): T =>
  allowed.includes(v as T) ? (v as T) : fallback;

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (cause) {
    // Its words are among what cannot be read.
    throw new Error("The page's settings are damaged. Make the page again, or fetch it again from where it came.", { cause });
  }
}

export function readConfig(json: string): Config {
  const raw = object(parsed(json));
  const options = object(raw["options"]);
  const time = object(raw["time"]);
  const language = object(raw["language"]);
  const bounds = raw["bounds"];
  const locale = text(options["locale"]) || "en";
  let known = "en";
  try {
    known = Intl.getCanonicalLocales(locale)[0] ?? "en";
  } catch {
    // An unknown locale is no reason to show nothing.
  }
  return {
    wire: Number(raw["wire"]),
    version: text(raw["version"]),
    title: text(raw["title"]),
    subtitle: text(raw["subtitle"]),
    bounds:
      Array.isArray(bounds) && bounds.length === 4 && bounds.every((b, i) => typeof b === "number" && Math.abs(b) <= (i % 2 === 0 ? MOST_LON : 90))
        ? (bounds as [number, number, number, number])
        : null,
    time:
      [time["from"], time["to"]].every((day) => Number.isInteger(day) && Math.abs(day as number) <= LAST_DAY)
        ? { from: time["from"] as number, to: time["to"] as number }
        : null,
    attribution: (Array.isArray(raw["attribution"]) ? raw["attribution"] : []).map((a: unknown) => {
      const credit = object(a);
      const words = text(credit["text"]);
      return { name: text(credit["name"]) || words, text: words, url: text(credit["url"]), license: text(credit["license"]) };
    }),
    cardColumns: (Array.isArray(raw["card_columns"]) ? raw["card_columns"] : []).map(text).filter((name) => name !== ""),
    theme: oneOf(options["theme"], ["auto", "light", "dark"] as const, "auto"),
    cluster: options["cluster"] !== false,
    permalink: options["permalink"] === true,
    color: text(options["color"]),
    locale: known,
    language: text(language["tag"]) || "en",
    direction: oneOf(language["direction"], ["ltr", "rtl"] as const, "ltr"),
    words: object(language["words"]) as Table,
    basemap: oneOf(object(raw["basemap"])["kind"], ["offline", "none", "tiles"] as const, "none"),
  };
}
