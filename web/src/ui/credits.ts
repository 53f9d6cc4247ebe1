// Who made what the map shows: one line that is always there, the full words on request.
import type { Credit } from "../wire/config.ts";
import { say } from "../words/words.ts";
import { h, link, said } from "./dom.ts";

export function creditsOf(attribution: readonly Credit[]): HTMLElement {
  const line = h("div", { class: "ge-credits" });
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
  const short = names.length > 0 ? said(names.join(" · ")) : say("map_data");
  return h("details", { class: "ge-attribution" }, h("summary", {}, short), line);
}
