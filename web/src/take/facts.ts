// What a picture shows, in words: how many events, of which period, through which filters.
import type { MapView } from "../map_view.ts";
import type { CategoryName } from "../wire/tables.ts";
import { type Key, say } from "../words/words.ts";
import { valueWords } from "../ui/phrases.ts";

/** Of more values than this, a filter only says how many there are. */
const MOST_NAMED = 6;

export function facts(view: MapView): string[] {
  const { filter, data, ui } = view;
  const stats = view.stats();
  const found: string[] = [];
  if (stats.events > 0) {
    found.push(stats.visible === stats.events ? say("events", { n: stats.events }) : say("shown_of", { shown: stats.visible, all: stats.events }));
  }
  if (stats.fatalitiesVisible > 0) found.push(`${say("deaths", { n: stats.fatalitiesVisible })} (${say("best_estimate")})`);
  const nowhere = data.unplaced.reduce((n, row) => n + filter.mask[row], 0);
  if (nowhere > 0) found.push(say("without_place", { n: nowhere }));
  const periods = filter.compared ?? [filter.period ?? data.span];
  const spans = periods.flatMap((span) => (span === null ? [] : [ui.phrases.period(span[0], span[1])]));
  if (spans.length > 0) found.push(spans.join(" | "));
  return [...found, ...filterWords(view)];
}

/** The filters that are on, period apart. */
export function filterWords({ filter, ui, data }: MapView): string[] {
  const { facets, fatalities, text } = filter.wanted;
  const found: string[] = [];
  for (const [name, values] of facets) {
    const words = values.slice(0, MOST_NAMED).map((value) => {
      if (name === "zone") return data.zones.find(({ id }) => id === value)?.name || value;
      return valueWords((name === "actor" ? "actor1" : name) as CategoryName, value);
    });
    const more = values.length - words.length;
    const what = name === "zone" ? say("zones") : name === "actor" ? say("who") : say(`column.${name}` as Key);
    found.push(`${what}: ${[...words, ...(more > 0 ? [`+${ui.phrases.number(more)}`] : [])].join(", ") || "\u2013"}`);
  }
  if (fatalities !== null) {
    const [low, high] = fatalities;
    if (low !== null) found.push(`${say("fatalities")}: ${say("at_least", { n: low })}`);
    if (high !== null) found.push(`${say("fatalities")}: ${say("at_most", { n: high })}`);
  }
  if (text !== "") found.push(`\u201c${text}\u201d`);
  return found;
}
