// The page of a text: text and map side by side; what is chosen in one is shown in the other.
import { h, link, said } from "../ui/dom.ts";
import { PlaceCard } from "./card.ts";
import { loadMentions, type MentionData } from "./data.ts";
import { PlaceMap } from "./map.ts";
import { TextPanel } from "./text.ts";
import { SAID } from "./words.ts";

export interface MentionHandle {
  readonly ready: Promise<void>;
  /** Chooses a mention by its row; null chooses none. */
  select(mention: number | null): void;
  /** Pixel of the window where the place of a mention is drawn; null where it has none. */
  pixel(mention: number): { x: number; y: number } | null;
  stats(): { mentions: number; placed: number; places: number; selected: number | null };
}

export function showMentions(prefix: string): MentionHandle {
  const root = document.getElementById(prefix);
  if (root === null) throw new Error(`The page lacks the element "${prefix}".`);
  root.classList.add("geoevents", "ge-reading");
  let data: MentionData | undefined;
  let chosen = -1;
  let built: Built | undefined;
  const start = async (): Promise<void> => {
    data = await loadMentions(prefix);
    built = build(root, data, (mention) => (chosen = mention));
    root.dataset["geReady"] = "1";
  };
  const ready = start().catch((error: unknown) => {
    const message = error instanceof Error ? error.message : String(error);
    root.replaceChildren(h("p", { class: "ge-failure", role: "alert" }, message));
    throw error;
  });
  ready.catch(() => undefined);
  return {
    ready,
    select(mention) {
      if (mention !== null && !(Number.isInteger(mention) && mention >= 0 && mention < (data?.mentions.length ?? 0))) {
        throw new RangeError(`no mention ${String(mention)}`);
      }
      built?.choose(mention ?? -1, "card");
    },
    pixel(mention) {
      const place = data?.mentions[mention]?.place ?? -1;
      return place < 0 ? null : (built?.map.pixel(place) ?? null);
    },
    stats: () => ({
      mentions: data?.mentions.length ?? 0,
      placed: data?.mentions.filter((m) => m.place >= 0).length ?? 0,
      places: data?.places.length ?? 0,
      selected: chosen < 0 ? null : chosen,
    }),
  };
}

interface Built {
  map: PlaceMap;
  choose(mention: number, from: "text" | "map" | "card"): void;
}

function build(root: HTMLElement, data: MentionData, note: (mention: number) => void): Built {
  scheme(root, data.config.theme);
  const canvas = h("div", { class: "ge-place-map", role: "application", "aria-label": SAID.map });
  const text = new TextPanel(data, (mention) => choose(mention, "text"));
  const card = new PlaceCard(data, (mention) => choose(mention, "card"), () => choose(-1, "card"));
  root.replaceChildren(
    h("main", { class: "ge-text", "aria-label": SAID.text }, header(data, text.headline), text.element, credits(data)),
    h("section", { class: "ge-place-side" }, canvas, card.element),
  );
  let chosen = -1;
  const choose = (mention: number, from: "text" | "map" | "card"): void => {
    const before = chosen;
    chosen = mention;
    note(mention);
    const place = mention < 0 ? -1 : data.mentions[mention].place;
    text.choose(mention, place < 0 ? [] : data.places[place].mentions, from !== "text");
    if (mention >= 0) card.show(mention);
    else {
      card.close();
      text.focus(before);
    }
    map.choose(place, from !== "map");
  };
  const taken = (): { left: number; bottom: number } => {
    const { offsetWidth: wide, offsetHeight: high, hidden } = card.element;
    if (hidden) return { left: 0, bottom: 0 };
    return wide > canvas.clientWidth * 0.7 ? { left: 0, bottom: high + 8 } : { left: wide + 18, bottom: 0 };
  };
  const map = new PlaceMap(canvas, data, taken, (place) => {
    const all = data.places[place].mentions;
    const at = all.indexOf(chosen);
    choose(all[(at + 1) % all.length], "map"); // the same place again: its next mention
  });
  new ResizeObserver(() => map.resized()).observe(canvas);
  const restyle = (): void => map.restyle();
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", restyle);
  matchMedia("(forced-colors: active)").addEventListener("change", restyle);
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen >= 0) choose(-1, "card");
  });
  return { map, choose };
}

function header(data: MentionData, headline: HTMLElement | null): HTMLElement {
  const placed = data.mentions.filter((m) => m.place >= 0).length;
  const numbers = [SAID.mentions(data.mentions.length)];
  if (placed > 0) numbers.push(SAID.placed(placed));
  if (placed < data.mentions.length) numbers.push(SAID.unplaced(data.mentions.length - placed));
  return h(
    "header",
    { class: "ge-text-head" },
    headline ?? (data.config.title !== "" && h("h1", { class: "ge-text-title" }, said(data.config.title))),
    h("p", { class: "ge-text-numbers" }, data.mentions.length === 0 ? SAID.none : numbers.join(" · ")),
    data.mentions.length > 0 &&
      h(
        "ul",
        { class: "ge-keys", "aria-label": SAID.legend },
        ...SAID.marks.map(([name, words]) => h("li", {}, h("i", { class: `ge-key ${name}`, "aria-hidden": "true" }), words)),
      ),
  );
}

function credits(data: MentionData): HTMLElement {
  return h(
    "details",
    { class: "ge-text-credits" },
    h("summary", {}, SAID.credits),
    h(
      "ul",
      {},
      ...data.config.attribution.map((credit) =>
        h("li", {}, link(credit.url, credit.text), credit.license !== "" && ` (${credit.license})`),
      ),
    ),
  );
}

/** Light or dark: as the page says, else as the system does, whenever it changes; paper is light. */
function scheme(root: HTMLElement, theme: "auto" | "light" | "dark"): void {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const print = matchMedia("print");
  const set = (): void => {
    root.dataset["geScheme"] = theme === "dark" || (theme === "auto" && dark.matches && !print.matches) ? "dark" : "light";
  };
  set();
  dark.addEventListener("change", set);
  print.addEventListener("change", set);
}
