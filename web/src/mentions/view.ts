// The page of a text: text and map side by side; what is chosen in one is shown in the other.
import { h } from "../ui/dom.ts";
import { fail } from "../ui/fail.ts";
import { say } from "../words/words.ts";
import { PlaceCard } from "./card.ts";
import { loadMentions, type MentionData } from "./data.ts";
import { headOf } from "./head.ts";
import { PlaceMap, type Taken } from "./map.ts";
import { followScheme } from "./scheme.ts";
import { TextPanel } from "./text.ts";

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
    root.replaceChildren();
    fail(root, message);
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
  choose(mention: number, from: Way, byKey?: boolean): void;
}

/** Where a mention was chosen. */
type Way = "text" | "map" | "card";

function build(root: HTMLElement, data: MentionData, note: (mention: number) => void): Built {
  const { direction, theme, language } = data.config;
  root.lang = language;
  root.dir = direction;
  followScheme(root, theme, () => map.restyle());
  const canvas = h("div", { class: "ge-place-map", id: "places", role: "region", "aria-label": say("reading.map") });
  const text = new TextPanel(data, (mention, byKey) => choose(mention, "text", byKey));
  const card = new PlaceCard(data, (mention) => choose(mention, "card"), () => choose(-1, "card"));
  const toMap = h("a", { class: "ge-skip", href: "#places", onClick: (event) => (event.preventDefault(), canvas.focus()) }, say("reading.to_map"));
  root.replaceChildren(
    toMap,
    h("main", { class: "ge-text", "aria-label": say("reading.text"), tabindex: 0 }, headOf(data, text.headline), text.element),
    h("div", { class: "ge-place-side" }, canvas, card.element),
  );
  let chosen = -1;
  const choose = (mention: number, from: Way, byKey = false): void => {
    const before = chosen;
    chosen = mention;
    note(mention);
    const place = mention < 0 ? -1 : data.mentions[mention].place;
    const held = card.element.contains(document.activeElement);
    text.choose(mention, place < 0 ? [] : data.places[place].mentions, from !== "text");
    root.classList.toggle("ge-has-card", mention >= 0);
    if (mention >= 0) card.show(mention, byKey);
    else {
      card.close();
      // Back to the word that the card was about, for those who came by keys.
      if (held) text.focus(before);
    }
    map.choose(place, from !== "map");
  };
  const taken = (): Taken => {
    const { offsetWidth: wide, offsetHeight: high, hidden } = card.element;
    if (hidden) return { left: 0, right: 0, bottom: 0 };
    if (wide > canvas.clientWidth * 0.7) return { left: 0, right: 0, bottom: high + 8 };
    return direction === "rtl" ? { left: 0, right: wide + 18, bottom: 0 } : { left: wide + 18, right: 0, bottom: 0 };
  };
  const map = new PlaceMap(canvas, data, taken, (place) => {
    const all = data.places[place].mentions;
    const at = all.indexOf(chosen);
    choose(all[(at + 1) % all.length], "map"); // the same place again: its next mention
  });
  new ResizeObserver(() => map.resized()).observe(canvas);
  root.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && chosen >= 0) choose(-1, "card");
  });
  return { map, choose };
}
