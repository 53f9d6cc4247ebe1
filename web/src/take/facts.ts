// What a picture shows, in words: the numbers of the header, the period, what the numbers leave open, the filters.
import type { MapView } from "../map_view.ts";
import { filterWords } from "../ui/filter_words.ts";

export function facts(view: MapView): string[] {
  const { filter, data, ui, container } = view;
  const numbers: ChildNode[] = [];
  const caveats: ChildNode[] = [];
  for (const part of container.querySelector(".ge-summary")?.children ?? []) {
    if (part.matches(".ge-numbers")) numbers.push(...part.childNodes);
    else caveats.push(part);
  }
  const words = (nodes: ChildNode[]): string[] => nodes.map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());
  const spans = (filter.compared ?? [filter.period ?? data.span]).map((span) => (span === null ? "" : ui.phrases.period(span[0], span[1])));
  return [
    ...words(numbers),
    spans.join(" | "),
    ...words(caveats),
    ...filterWords(view).map(({ title, text }) => (text.startsWith(title) ? text : `${title}: ${text}`)),
  ].filter((one) => one !== "");
}
