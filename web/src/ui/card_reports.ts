// The reports of an event: who says so, who denies it, side by side where they do not agree, and where their figures differ.
import { differing, type Figure, monthNames } from "../model/figures.ts";
import { NULL } from "../wire/frame.ts";
import type { Report } from "../wire/tables.ts";
import { has, named, say } from "../words/words.ts";
import { h, link, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";

type Item = { report: Report; marked: readonly Figure[] };

export function reportSection(reports: readonly Report[], phrases: Phrases): HTMLElement | null {
  if (reports.length === 0) return null;
  const marked = differing(reports.map((r) => r.quote), monthNames(["en", phrases.locale]));
  const items = reports.map((report, i) => ({ report, marked: marked[i] }));
  const list = (some: readonly Item[]): HTMLElement =>
    h("ul", { class: "ge-reports" }, ...some.map(({ report, marked }) => reportItem(report, marked, phrases)));
  const [deny, decline] = ["denies", "declines"].map((stance) => items.filter(({ report }) => report.stance === stance));
  const tell = items.filter((item) => !deny.includes(item) && !decline.includes(item));
  const side = (title: string, some: readonly Item[]): HTMLElement | false =>
    some.length > 0 && h("div", { class: "ge-voice" }, h("h5", {}, title), list(some));
  const opposed = tell.length > 0 && deny.length > 0;
  return h(
    "section",
    { class: opposed ? "ge-opposed" : "" },
    h("h4", {}, say("reports", { n: reports.length })),
    opposed
      ? h("div", { class: "ge-voices" }, side(say("tell_it"), tell), side(say("deny_it"), deny), side(say("decline"), decline))
      : list(items),
    marked.some((figures) => figures.length > 0) && h("p", { class: "ge-note" }, say("figures_differ")),
  );
}

function reportItem(r: Report, marked: readonly Figure[], phrases: Phrases): HTMLElement {
  const stance = named("stance", r.stance);
  const head = h("p", { class: "ge-report-head" });
  if (r.attributedTo !== "") head.append(h("strong", {}, said(r.attributedTo)));
  if (stance !== "") head.append(h("span", { class: `ge-stance ge-stance-${has("stance", r.stance) ? r.stance : "other"}` }, said(stance)));
  const foot = h("p", { class: "ge-report-foot" });
  const told = r.source || r.url;
  const from = link(r.url, told);
  if (told !== "") foot.append(from);
  if (r.url !== "" && r.url !== told && !from.matches("a")) foot.append(" ", said(r.url));
  if (r.day !== NULL) foot.append(h("time", {}, phrases.short(r.day)));
  return h(
    "li",
    { class: "ge-report" },
    head.childNodes.length > 0 && head,
    r.quote !== "" && h("blockquote", { dir: "auto" }, quote(r.quote, marked)),
    foot.childNodes.length > 0 && foot,
  );
}

/** Quoted words with some of their figures marked. */
function quote(text: string, marked: readonly Figure[]): HTMLElement {
  const words = said("");
  let at = 0;
  for (const { start, end } of marked) {
    words.append(text.slice(at, start), h("mark", { class: "ge-differs" }, text.slice(start, end)));
    at = end;
  }
  words.append(text.slice(at));
  return words;
}
