// The filters that are on, in words: for chips, for the line under the numbers, for pictures and print.
import type { MapView } from "../map_view.ts";
import type { FacetFilter } from "../model/filter.ts";
import type { CategoryName } from "../wire/tables.ts";
import { say } from "../words/words.ts";
import { columnWords, valueWords } from "./phrases.ts";

/** More values of a facet than this are told as one filter. */
const MOST = 3;

export interface FilterWords {
  /** What is filtered by. */
  title: string;
  /** What passes. */
  text: string;
  /** The same where there is no title before it: a value says enough alone, a number does not. */
  short: string;
  /** The filter that remains without it. */
  without: FacetFilter;
}

export function facetTitle(name: string): string {
  if (name === "actor") return say("actor");
  return name === "zone" ? say("zones_there") : columnWords(name as CategoryName);
}

/** The words for a value of a facet. */
export function facetWords(view: MapView, name: string, value: string): string {
  if (name === "zone") {
    if (value === "") return say("no_zone");
    return view.data.zones[view.finding.inZones.keys.indexOf(value)]?.name || say("unnamed");
  }
  if (name === "actor") return value === "" ? say("not_stated") : value;
  return valueWords(name as CategoryName, value);
}

export function filterWords(view: MapView): FilterWords[] {
  const { filter } = view;
  const { facets, fatalities, text } = filter.wanted;
  const words: FilterWords[] = [];
  const add = (title: string, text: string, without: FacetFilter, short = `${title}: ${text}`): void => {
    words.push({ title, text, short, without });
  };
  if (text !== "") {
    const quoted = text.includes('"') ? text : `\u201c${text}\u201d`;
    add(say("search"), quoted, { ...filter.state(), text: null }, quoted);
  }
  for (const [name, values] of facets) {
    const title = facetTitle(name);
    if (values.length === 0) add(title, say("none_chosen"), filter.with(name, null));
    else if (values.length > MOST) add(title, say("chosen", { n: values.length }), filter.with(name, null));
    else {
      for (const value of values) {
        const others = values.filter((other) => other !== value);
        const one = facetWords(view, name, value);
        // What is missing has to say what it is that is.
        add(title, one, filter.with(name, others.length > 0 ? others : null), value === "" ? undefined : one);
      }
    }
  }
  if (fatalities !== null) {
    const [low, high] = fatalities;
    const range =
      low === null ? say("at_most", { n: high ?? 0 })
      : high === null ? say("at_least", { n: low })
      : say("range", { low, high });
    add(say("fatalities"), range, { ...filter.state(), fatalities: null });
  }
  return words;
}
