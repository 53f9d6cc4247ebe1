// The page's configuration frame, read with defaults so that a sparse one still draws.
import type { Table } from "../words/words.ts";

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

export function readConfig(json: string): Config {
  const raw = object(JSON.parse(json));
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
      Array.isArray(bounds) && bounds.length === 4 && bounds.every((b) => Number.isFinite(b))
        ? (bounds as [number, number, number, number])
        : null,
    time:
      Number.isInteger(time["from"]) && Number.isInteger(time["to"])
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
