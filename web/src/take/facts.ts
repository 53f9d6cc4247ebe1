// What a picture shows, in words: numbers and period (of either side, where two are compared), what they leave open, the filters.
import type { MapView } from "../map_view.ts";
import { filterWords } from "../ui/filter_words.ts";

const words = (nodes: Iterable<Node>): string[] => [...nodes].map((one) => (one.textContent ?? "").replace(/\s+/g, " ").trim());

/** The sides of a comparison as the page tells them: letter, period and numbers of each; none where nothing is compared. */
export function sidesOf({ container }: MapView): string[][] {
  return [...container.querySelectorAll(".ge-compared:not([hidden]) .ge-compared-side")].map((side) => words(side.children));
}

export function facts(view: MapView): string[] {
  const { filter, data, ui, container } = view;
  const all = (selector: string): string[] => words(container.querySelectorAll(selector));
  const span = filter.period ?? data.span;
  // A letter turns no line of words that are written from the right.
  const turn = container.dir === "rtl" ? "\u200f" : "";
  const sides = sidesOf(view).map(([letter, ...told]) => `${turn}${letter}: ${turn}${told.join(", ")}`).join("; ");
  return [
    ...(sides ? [sides, ...all(".ge-compared .ge-note")] : [...words(container.querySelector(".ge-numbers")?.childNodes ?? []), span ? ui.phrases.period(...span) : ""]),
    ...all(".ge-summary > :not(.ge-numbers)"),
    ...filterWords(view).map(({ title, text }) => (text.startsWith(title) ? text : `${title}: ${text}`)),
  ].filter((one) => one !== "");
}
