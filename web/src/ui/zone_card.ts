// What is known of a zone.
import type { Zone } from "../wire/tables.ts";
import { zoneColor } from "../palette.ts";
import { h, link, said } from "./dom.ts";
import type { Phrases } from "./phrases.ts";
import { named, say } from "../words/words.ts";

export function zoneCard(zone: Zone, phrases: Phrases): HTMLElement {
  const rows: (HTMLElement | null)[] = [
    fact(say("validity"), h("span", {}, phrases.validity(zone.from, zone.to))),
    zone.boundaryStatus ? fact(say("boundary"), said(named("boundary_status", zone.boundaryStatus))) : null,
    zone.party ? fact(say("party"), said(zone.party)) : null,
    zone.legalBasis ? fact(say("legal_basis"), said(zone.legalBasis)) : null,
    zone.guarantors ? fact(say("guarantors"), said(zone.guarantors)) : null,
    zone.source ? fact(say("source"), link(zone.source, zone.source)) : null,
  ];
  return h(
    "div",
    { class: "ge-panel-body" },
    h("p", { class: "ge-kicker" }, zoneSwatch(zone), said(named("zone_kind", zone.kind))),
    h("h3", { class: "ge-card-title" }, said(zone.name || say("unnamed"))),
    h("dl", { class: "ge-facts" }, ...rows.flatMap((r) => (r ? [...r.children] : []))),
  );
}

export function zoneSwatch(zone: Pick<Zone, "kind" | "boundaryStatus">): HTMLElement {
  const dashed = zone.boundaryStatus === "illustrative" ? " ge-dashed" : "";
  const swatch = h("span", { class: `ge-zone-swatch${dashed}`, "aria-hidden": "true" });
  swatch.style.setProperty("--ge-here", `var(${zoneColor(zone.kind)})`);
  return swatch;
}

function fact(name: string, value: HTMLElement): HTMLElement {
  return h("div", {}, h("dt", {}, name), h("dd", {}, value));
}
