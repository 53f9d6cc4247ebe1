// The keys of the legend: how well places are known, how sure it is that something happened, sizes of dots.
import type { Data } from "../model/data.ts";
import { DENIED, DOUBTS, ESTABLISHED } from "../model/coloring.ts";
import { dotRadius, LARGE_FROM, SMALL_UP_TO } from "../paint/scene.ts";
import { named, say } from "../words/words.ts";
import { LINE, POLYGON } from "../wire/shapes.ts";
import { h, svg } from "./dom.ts";
import type { Phrases } from "./phrases.ts";

/** The last: an exact place that has an extent, which shows when the map is close. */
const [EXACT, CIRCLE, AREA, BAND, EXTENT] = [1, 2, 4, 8, 16];

/** How each place is drawn, as one of the bits above. */
export function placeKinds(data: Data): Uint8Array {
  const { places, shapes } = data;
  return Uint8Array.from({ length: places.count }, (_, p) => {
    const s = places.shape[p];
    if (s < 0) return !places.exact[p] ? CIRCLE : places.radius[p] > 0 ? EXACT | EXTENT : EXACT;
    return shapes.type[s] === POLYGON ? AREA : shapes.type[s] === LINE ? BAND : EXACT;
  });
}

export interface Drawn {
  /** Bits of the kinds of places that are drawn. */
  kinds: number;
  /** A bit for each doubt (`1 << doubt`) there is about events that are drawn or listed. */
  doubts: number;
  /** Whether two events or more have a place. */
  several: boolean;
  /** Most deaths in one event. */
  most: number;
}

/** What the events that pass the filters need a key for. */
export function findDrawn(data: Data, mask: Uint8Array, kinds: Uint8Array): Drawn {
  const { places, doubt, events } = data;
  const drawn: Drawn = { kinds: 0, doubts: 0, several: false, most: 0 };
  let placed = 0;
  for (let i = 0; i < mask.length; i++) {
    if (!mask[i]) continue;
    drawn.doubts |= 1 << (doubt === null ? ESTABLISHED : doubt[i]);
    if (events.best[i] > drawn.most) drawn.most = events.best[i];
    const p = places.of[i];
    if (p < 0) continue;
    placed++;
    drawn.kinds |= kinds[p];
  }
  drawn.several = placed > 1;
  return drawn;
}

const c = "currentColor";

export function precisionKey({ kinds, several }: Drawn, cluster: boolean): HTMLElement | null {
  if (kinds === 0) return null;
  const [exact, circle, area, band, extent] = [EXACT, CIRCLE, AREA, BAND, EXTENT].map((bit) => (kinds & bit) !== 0);
  const rows: (HTMLElement | false)[] = [
    exact &&
      key(
        say(extent ? "place.extent" : "place.exact"),
        svg("circle", { cx: 13, cy: 9, r: extent ? 3.6 : 5, fill: c }),
        ...(extent ? [svg("circle", { cx: 13, cy: 9, r: 8, fill: "none", stroke: c, "stroke-opacity": 0.7, "stroke-dasharray": "1.5 2.5" })] : []),
      ),
    circle && key(say("place.radius"), svg("circle", { cx: 13, cy: 9, r: 8, fill: c, "fill-opacity": 0.22, stroke: c, "stroke-dasharray": "1.5 2.5" })),
    area &&
      key(
        say("place.area"),
        svg("path", { d: "M2 4l8-2 13 3-2 9-10 3-8-4z", fill: c, "fill-opacity": 0.12, stroke: c }),
        svg("path", { d: "M5 14L14 3M9 16l10-12M15 16l7-9", stroke: c, "stroke-opacity": 0.6, fill: "none" }),
      ),
    band &&
      key(
        say("place.band"),
        svg("path", { d: "M3 13C8 3 14 16 23 5", stroke: c, "stroke-opacity": 0.25, "stroke-width": 7, fill: "none", "stroke-linecap": "round" }),
        svg("path", { d: "M3 13C8 3 14 16 23 5", stroke: c, fill: "none" }),
      ),
    (circle || area) &&
      key(say("place.ring"), svg("circle", { cx: 13, cy: 9, r: 5, fill: c, "fill-opacity": 0.4, stroke: c, "stroke-width": 2, "stroke-dasharray": "3 2" })),
    (circle || area || band) &&
      key(
        say("place.badge"),
        svg("rect", { x: 4, y: 2, width: 18, height: 14, rx: 3, fill: "none", stroke: c, "stroke-width": 1.5, "stroke-dasharray": "3 2" }),
        svg("text", { x: 13, y: 12.5, "text-anchor": "middle", "font-size": 9, "font-weight": 600, fill: c }, "3"),
      ),
    several &&
      cluster &&
      key(
        say("place.cluster"),
        svg("circle", { cx: 13, cy: 9, r: 7, fill: "none", stroke: c, "stroke-width": 2.4 }),
        svg("text", { x: 13, y: 12, "text-anchor": "middle", "font-size": 8.5, "font-weight": 600, fill: c }, "7"),
      ),
  ];
  return section(say("places"), h("ul", { class: "ge-plain ge-keys" }, ...rows));
}

/** What strikes through a dot, by doubt. */
const STRIKES = ["", "", "M9.5 12.5l7-7", "M10.5 11.5l5-5M10.5 6.5l5 5"];

/** Only where something is in doubt: else there is nothing to tell apart. */
export function doubtKey({ doubts, several }: Drawn, cluster: boolean): HTMLElement | null {
  if (doubts >> 1 === 0) return null;
  const words = [say("established"), named("status", "claimed"), named("status", "disputed"), named("status", "denied")];
  const rows: HTMLElement[] = [];
  for (let doubt = ESTABLISHED; doubt < DOUBTS; doubt++) {
    // As pictures, not as the marks of cards: what is printed has them too.
    const d = `M8 9a5 5 0 1 0 10 0a5 5 0 1 0-10 0${STRIKES[doubt]}`;
    if ((doubts >> doubt) & 1) rows.push(key(words[doubt], svg("path", { d, fill: doubt === ESTABLISHED ? c : "none", stroke: c, "stroke-width": doubt === DENIED ? 1.1 : 1.8 })));
  }
  if (several && cluster && doubts & 1) {
    rows.push(
      key(
        say("doubtful_part"),
        svg("path", { d: "M13 3a6 6 0 0 0 0 12", fill: "none", stroke: c, "stroke-width": 3.4 }),
        svg("path", { d: "M13 1.6a7.4 7.4 0 0 1 0 14.8", fill: "none", stroke: c, "stroke-width": 1.1 }),
      ),
    );
  }
  return section(say("how_sure"), h("ul", { class: "ge-plain ge-keys" }, ...rows));
}

export function sizeKey({ most }: Drawn, phrases: Phrases): HTMLElement | null {
  if (most <= SMALL_UP_TO) return null;
  const steps = [SMALL_UP_TO, 30, 100].filter((n, i) => i === 0 || n <= most);
  const words = steps.map((n, i) => (i === 0 ? say("up_to", { n }) : phrases.number(n)));
  let x = 2;
  const circles = steps.flatMap((n, i) => {
    const r = dotRadius(n);
    const at = x + r;
    x = at + r + 20 + words[i].length * 6.5;
    return [
      svg("circle", { cx: at, cy: 17, r, fill: "none", stroke: c }),
      svg("text", { x: at + r + 5, y: 21, "font-size": 11.5, fill: c }, words[i]),
    ];
  });
  const picture = svg("svg", { class: "ge-sizes", width: x, height: 34, viewBox: `0 0 ${x} 34` }, ...circles);
  picture.setAttribute("role", "img");
  picture.setAttribute("aria-label", `${say("size")}: ${words.join(", ")}`);
  const capped = most > LARGE_FROM && h("p", { class: "ge-note" }, say("capped", { n: LARGE_FROM }));
  return section(say("size"), picture, capped);
}

export function section(title: string, ...children: (Node | false)[]): HTMLElement {
  return h("section", { class: "ge-legend-section" }, h("h2", {}, title), ...children);
}

function key(text: string, ...picture: SVGElement[]): HTMLElement {
  return h("li", {}, svg("svg", { width: 26, height: 18, viewBox: "0 0 26 18", "aria-hidden": "true" }, ...picture), h("span", {}, text));
}
