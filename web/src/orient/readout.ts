// Coordinates under the pointer, or of the map's middle for those without one, and the scale bar beside them.
import type * as Leaflet from "leaflet";
import type { Notation } from "../handle.ts";
import type { Config } from "../wire/config.ts";
import { copyText } from "../ui/clipboard.ts";
import { h } from "../ui/dom.ts";
import { letterOf } from "../ui/map_keys.ts";
import { say } from "../words/words.ts";
import { decimal, dms } from "./dms.ts";
import { mgrs } from "./mgrs.ts";
import { lengthWords, metresPerPixel, mileWords, niceLength } from "./scale.ts";

export const NOTATIONS: readonly Notation[] = ["decimal", "dms", "mgrs"];

/** The scale bar is at most this wide, px; on a narrow map, the second. */
const MOST = [96, 64] as const;

/** Where the same number of pixels is this much longer at one edge than at the other, the bar says where it holds. */
const VARIES = 1.15;

/** The map that is read from, of events or of a text. */
export interface Readable {
  map: Leaflet.Map;
  container: HTMLElement;
  data: { config: Pick<Config, "locale"> };
  /** Tells those who hold the map that its state has changed. */
  fire(name: "state", detail: object): void;
}

export class Readout {
  readonly element: HTMLElement;
  readonly #view: Readable;
  readonly #where = h("span", { class: "ge-where" });
  readonly #numbers = h("bdi", { dir: "ltr" });
  readonly #told = h("span", { class: "ge-told", role: "status" });
  readonly #button: HTMLButtonElement;
  readonly #bar = h("span", { class: "ge-scale-bar" });
  readonly #words = h("span", {});
  readonly #scale: HTMLElement;
  #chosen: Notation = "decimal";
  /** Pixels of the container; null where there is no pointer on the map. */
  #pointer: Leaflet.Point | null = null;
  #frame = 0;
  #timer = 0;

  constructor(view: Readable) {
    this.#view = view;
    this.#button = h(
      "button",
      { type: "button", class: "ge-coordinates", onClick: (event) => this.#press(event as MouseEvent) },
      this.#where,
      " ",
      this.#numbers,
    );
    this.#scale = h("span", { class: "ge-scale", role: "img" }, this.#words, this.#bar);
    this.element = h("div", { class: "ge-readout" }, this.#told, this.#button, this.#scale);
    const { map, container } = view;
    const fingers = matchMedia("(hover: none)");
    map.on("mousemove", (event) => {
      if (!fingers.matches) this.#follow(event.containerPoint);
    });
    map.on("mouseout", () => this.#follow(null));
    map.on("move zoomend resize", () => this.#request());
    container.addEventListener("keydown", (event) => {
      if (event.target !== container) return;
      // Who moves the map by keys looks at its middle.
      if (event.key.startsWith("Arrow")) this.#follow(null);
      if (letterOf(event) === "C" && !event.ctrlKey && !event.metaKey && !event.altKey && !event.repeat) void this.#copy();
    });
    this.draw();
  }

  get notation(): Notation {
    return this.#chosen;
  }

  set notation(notation: Notation) {
    this.#chosen = notation;
    this.draw();
    this.#view.fire("state", {});
  }

  #follow(point: Leaflet.Point | null): void {
    this.#pointer = point;
    this.#request();
  }

  #request(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.draw();
    });
  }

  #press(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return void this.#copy();
    this.notation = NOTATIONS[(NOTATIONS.indexOf(this.#chosen) + 1) % NOTATIONS.length];
  }

  async #copy(): Promise<void> {
    const text = this.#text().replaceAll("\u2212", "-");
    this.#told.textContent = (await copyText(text)) ? say("copied", { text }) : say("not_copied");
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#told.replaceChildren(), 2500);
  }

  #text(): string {
    const { map } = this.#view;
    const { lat, lng } = this.#pointer ? map.containerPointToLatLng(this.#pointer) : map.getCenter();
    const zoom = map.getZoom();
    const pixel = 360 / (256 * 2 ** zoom);
    if (Math.abs(lat) > 90) return "";
    if (this.#chosen === "decimal") return decimal(lng, lat, pixel);
    if (this.#chosen === "dms") return dms(lng, lat, pixel);
    // The square is the smallest that is no smaller than a pixel: 10 km, 1 km and so on to 1 m.
    return mgrs(lng, lat, Math.max(0, Math.min(5, 5 - Math.ceil(Math.log10(metresPerPixel(lat, zoom))))));
  }

  draw(): void {
    const text = this.#text();
    this.#numbers.textContent = text;
    this.#where.textContent = this.#pointer ? "" : say("centre");
    // What is seen comes first, as the button may be called by it.
    const seen = this.#pointer ? text : `${say("centre")} ${text}`;
    const name = `${seen}. ${this.#pointer ? say("coordinates") : say("coordinates_centre")}. ${say("coordinates_help")}`;
    this.#button.setAttribute("aria-label", name);
    this.#button.title = say("coordinates_help");
    this.#drawScale();
  }

  #drawScale(): void {
    const { map, data, container } = this.#view;
    const { locale } = data.config;
    const most = MOST[container.classList.contains("ge-narrow") ? 1 : 0];
    const { lat } = map.getCenter();
    const bounds = map.getBounds();
    const edge = (at: number): number => Math.cos((Math.max(-85, Math.min(85, at)) * Math.PI) / 180);
    const [north, middle, south] = [edge(bounds.getNorth()), edge(lat), edge(bounds.getSouth())];
    const uneven = Math.max(north, middle, south) / Math.min(north, middle, south) > VARIES;
    const perPixel = metresPerPixel(Math.max(-85, Math.min(85, lat)), map.getZoom());
    const metres = niceLength(perPixel * most);
    const miles = mileWords(locale, metres, 2);
    const length = lengthWords(locale, metres) + (miles && ` (${miles})`);
    const rounded = Math.round(Math.abs(lat));
    const words = uneven ? say("scale_at", { length, lat: `${rounded}\u00b0${rounded === 0 ? "" : lat < 0 ? "S" : "N"}` }) : length;
    if (words !== this.#words.textContent) {
      this.#words.textContent = words;
      this.#scale.setAttribute("aria-label", say("scale", { length: words }));
    }
    this.#bar.style.inlineSize = `${metres / perPixel}px`;
  }
}
