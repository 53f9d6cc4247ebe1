// Who made what the map shows: one line that is always there, the full words on request.
import type { Credit } from "../wire/config.ts";
import type { Category } from "../wire/frame.ts";
import { say } from "../words/words.ts";
import { h, link, said } from "./dom.ts";

const MOST = 3;

/** Who the events are from: the sources that most of them name, and how many others there are. */
export function sourcesOf({ codes, values }: Category): string[] {
  const counts = new Int32Array(values.length);
  for (const code of codes) if (code >= 0) counts[code]++;
  const order = values.map((_, code) => code).filter((code) => counts[code] > 0).sort((a, b) => counts[b] - counts[a]);
  // They share a line with others: no letter of one may turn the next around.
  const plain = order.slice(0, MOST).map((code) => values[code].replace(/[\u202a-\u202e\u2066-\u2069]/g, ""));
  const names = plain.map((name) => (name.length > 64 ? `${name.slice(0, 63)}…` : name));
  return order.length > MOST ? [...names, say("other_values", { n: order.length - MOST })] : names;
}

export function creditsOf(attribution: readonly Credit[], sources: readonly string[] = []): HTMLElement {
  const line = h("div", { class: "ge-credits" });
  if (sources.length > 0) line.append(h("span", {}, `${say("source")}: `, said(sources.join(say("comma")))));
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9.]/g, "");
  for (const { text, url, license } of attribution) {
    const words = license && !plain(text).includes(plain(license)) ? `${text} (${license})` : text;
    line.append(h("span", {}, url ? link(url, words) : said(words)));
  }
  line.append(h("span", {}, link("https://leafletjs.com", "Leaflet")));
  // The line that is always there names every source; those under a licence that asks for it, with their licence.
  const names = attribution.map(({ name, license }) => {
    const asked = license.startsWith("CC") && !plain(name).includes(plain(license));
    return (asked ? `${name} (${license.replaceAll("-", " ")})` : name).replaceAll(" ", "\u00a0");
  });
  const all = [...(sources.length > 0 ? [sources.join(say("comma"))] : []), ...names];
  const short = all.length > 0 ? said(all.join(" · ")) : say("map_data");
  return h("details", { class: "ge-attribution" }, h("summary", {}, short), line);
}
