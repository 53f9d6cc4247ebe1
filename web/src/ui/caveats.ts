// What the numbers at the top leave out or take in: events without a place, without a number of deaths, and in doubt.
import type { Data } from "../model/data.ts";
import { say } from "../words/words.ts";
import { NULL } from "../wire/frame.ts";
import { h } from "./dom.ts";

export interface Caveats {
  unplaced: number;
  /** Events without any best estimate of deaths. */
  uncounted: number;
  /** Events that are claimed, disputed or denied, and the deaths told of them. */
  doubtful: number;
  doubtfulDeaths: number;
}

/** Of the events that pass. */
export function countCaveats({ places, events, doubt }: Pick<Data, "places" | "events" | "doubt">, mask: Uint8Array): Caveats {
  const found: Caveats = { unplaced: 0, uncounted: 0, doubtful: 0, doubtfulDeaths: 0 };
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    if (places.of[i] < 0) found.unplaced++;
    const best = events.best[i];
    if (best === NULL) found.uncounted++;
    if (doubt === null || doubt[i] === 0) continue;
    found.doubtful++;
    if (best !== NULL) found.doubtfulDeaths += best;
  }
  return found;
}

/** The lines under the numbers; none where there is nothing to say. */
export function caveatLines(found: Caveats, withDeaths: boolean, openUnplaced: () => void): HTMLElement[] {
  const words: string[] = [];
  if (found.doubtful > 0) {
    words.push(
      found.doubtfulDeaths > 0
        ? say("doubtful_with_deaths", { n: found.doubtful, deaths: found.doubtfulDeaths })
        : say("doubtful_events", { n: found.doubtful }),
    );
  }
  if (withDeaths && found.uncounted > 0) words.push(say("deaths_not_known", { n: found.uncounted }));
  const lines = words.map((line) => h("p", { class: "ge-caveat" }, line));
  if (found.unplaced > 0) {
    lines.push(
      h(
        "p",
        { class: "ge-ways" },
        h("button", { type: "button", class: "ge-text-button", onClick: openUnplaced }, say("without_place", { n: found.unplaced })),
      ),
    );
  }
  return lines;
}
