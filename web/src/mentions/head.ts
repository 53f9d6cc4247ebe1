// The head of the text: its title, how many places it names, and what its marks mean.
import { h, said } from "../ui/dom.ts";
import { say } from "../words/words.ts";
import { inShort, type MentionData } from "./data.ts";

/** Marks in the text and on the map, by the classes of their pictures. */
type Mark = "exact" | "near" | "area" | "country" | "other" | "unresolved";

export function headOf(data: MentionData, headline: HTMLElement | null): HTMLElement {
  const { mentions, config } = data;
  const placed = mentions.filter((m) => m.place >= 0).length;
  const numbers = [say("reading.mentions", { n: mentions.length })];
  if (placed > 0) numbers.push(say("reading.placed", { n: placed }));
  if (placed < mentions.length) numbers.push(say("reading.unplaced", { n: mentions.length - placed }));
  const none = data.runs.length === 0 ? say("reading.empty") : say("reading.none");
  const marks = marksOf(data);
  return h(
    "header",
    { class: "ge-text-head" },
    headline ?? h("h1", { class: "ge-text-title" }, config.title === "" ? say("reading.title") : said(config.title)),
    h("p", { class: "ge-text-numbers" }, mentions.length === 0 ? none : numbers.join(" · ")),
    marks.length > 0 &&
      h(
        "ul",
        { class: "ge-keys", "aria-label": say("legend") },
        ...marks.map((mark) => h("li", {}, h("i", { class: `ge-key ge-key-${mark}`, "aria-hidden": "true" }), wordsOf(mark))),
      ),
  );
}

/** The marks that this text has: a key explains what is there, and nothing else. */
function marksOf({ mentions, places }: MentionData): Mark[] {
  const there = new Set<Mark>();
  for (const mention of mentions) {
    if (mention.place < 0) there.add("unresolved");
    else if (!mention.literal) there.add("other");
    const { precision } = places[mention.place] ?? { precision: "" };
    if (precision === "exact" || precision === "near" || precision === "country") there.add(precision);
    else if (precision !== "") there.add("area");
  }
  return (["exact", "near", "area", "country", "other", "unresolved"] as const).filter((mark) => there.has(mark));
}

function wordsOf(mark: Mark): string {
  return mark === "exact" ? say("place.exact") : say(`reading.key.${mark}`);
}

/** Which marks a mention has in the text: its kind, and how well its place is known. */
export function markOf(data: MentionData, i: number): { kind: "literal" | "other" | "unresolved"; precision: string; title: string } {
  const mention = data.mentions[i];
  const place = mention.place < 0 ? null : data.places[mention.place];
  return {
    kind: place === null ? "unresolved" : mention.literal ? "literal" : "other",
    precision: place === null ? "unresolved" : place.precision,
    title: inShort(mention, place),
  };
}
