// What a picture shows, in words: the numbers of the header with their caveats, the period, the filters.
import type { MapView } from "../map_view.ts";
import { filterWords } from "../ui/filter_words.ts";

export function facts(view: MapView): string[] {
  const { filter, data, ui, container } = view;
  const told: ChildNode[] = [];
  for (const part of container.querySelector(".ge-summary")?.children ?? []) {
    told.push(...(part.matches(".ge-numbers") ? part.childNodes : [part]));
  }
  const spans = (filter.compared ?? [filter.period ?? data.span]).map((span) => (span === null ? "" : ui.phrases.period(span[0], span[1])));
  return [
    ...told.map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim()),
    spans.join(" | "),
    ...filterWords(view).map(({ title, text }) => (text.startsWith(title) ? text : `${title}: ${text}`)),
  ].filter((words) => words !== "");
}
