// The tool "Share": link, code to embed, data and pictures of what is shown, in the panel.
import type { MapView } from "../map_view.ts";
import { csv, fileName, geojson, save, TooLarge, visibleRows } from "../take/download.ts";
import { type PictureSize, png, svgPicture } from "../take/picture.ts";
import { say } from "../words/words.ts";
import { copyText } from "./clipboard.ts";
import { h, refill } from "./dom.ts";
import type { Panel } from "./panel.ts";

/** A4 in CSS px; times 3.125 it has 300 dots to the inch. */
const [LONG, SHORT, DPI_300] = [1122.56, 793.6, 3.125];

type Field = HTMLInputElement | HTMLTextAreaElement;

const button = (words: string, onClick: () => void): HTMLButtonElement => h("button", { type: "button", class: "ge-button", onClick }, words);

export class Share {
  readonly #view: MapView;
  readonly #panel: Panel;
  readonly #told = h("p", { class: "ge-share-told", role: "status" });
  readonly #fields: { field: Field; text(link: string): string }[] = [];
  #body: HTMLElement | null = null;
  #busy = false;
  #timer = 0;

  constructor(view: MapView, panel: Panel) {
    this.#view = view;
    this.#panel = panel;
    const later = (): void => {
      if (this.isOpen) this.#timer ||= window.setTimeout(() => void this.#fill(), 300);
    };
    for (const name of ["change", "select"]) view.container.addEventListener(`geoevents:${name}`, later);
    view.map.on("moveend", later);
  }

  get isOpen(): boolean {
    return this.#body?.isConnected === true && this.#panel.isOpen;
  }

  open(): void {
    this.#fields.length = 0;
    this.#told.textContent = "";
    this.#body = h("div", { class: "ge-panel-body ge-share" }, ...this.#address(), this.#data(), this.#picture(), this.#told);
    this.#view.mark(null, null);
    this.#panel.open(say("share"), this.#body);
    void this.#fill();
  }

  /** Puts the view as it is now into the fields. */
  async #fill(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const { permalink } = this.#view;
    const text = permalink.hasAddress ? await permalink.address() : await permalink.hash();
    for (const { field, text: of } of this.#fields) if (document.activeElement !== field) field.value = of(text);
    const n = visibleRows(this.#view).length;
    const note = this.#body?.querySelector(".ge-share-count");
    if (note) note.textContent = say("take_data_note", { n });
  }

  /** A field with its text, and a button that copies it. */
  #copy(field: Field, name: string, text: (link: string) => string, after?: () => Promise<void>): HTMLElement {
    field.readOnly = true;
    field.dir = "ltr";
    field.setAttribute("aria-label", name);
    field.addEventListener("focus", () => field.select());
    this.#fields.push({ field, text });
    const run = async (): Promise<void> => {
      await this.#fill();
      if (await copyText(field.value)) this.#tell(say("link_copied"));
      else {
        field.focus();
        this.#tell(say("copy_by_hand"));
      }
      await after?.();
    };
    const copy = button(say("copy"), () => void run());
    copy.setAttribute("aria-label", `${say("copy")}: ${name}`);
    return h("div", { class: "ge-copy" }, field, copy);
  }

  #address(): HTMLElement[] {
    const { permalink, data } = this.#view;
    const section = (title: string, note: string, ...rest: HTMLElement[]): HTMLElement =>
      h("section", {}, h("h3", {}, title), note !== "" && h("p", { class: "ge-note" }, note), ...rest);
    if (permalink.hasAddress) {
      const title = data.config.title || say("map_of_events");
      return [
        section(say("link"), say("link_note"), this.#copy(h("input", { class: "ge-field" }), say("link"), (link) => link, () => permalink.follow())),
        section(say("embed_code"), "", this.#copy(h("textarea", { class: "ge-field", rows: 3, spellcheck: "false" }), say("embed_code"), (link) => embedCode(link, title))),
      ];
    }
    const given = h("input", { class: "ge-field", "aria-label": say("view_paste"), placeholder: say("view_paste") });
    const open = (): void => {
      if (given.value.trim() !== "" && permalink.open(given.value)) this.#tell(say("view_opened"));
    };
    given.addEventListener("keydown", (event) => {
      if ((event as KeyboardEvent).key === "Enter") open();
    });
    return [
      section(
        say("view_text"),
        say("view_text_note"),
        this.#copy(h("textarea", { class: "ge-field", rows: 3, spellcheck: "false" }), say("view_text"), (text) => text),
        h("div", { class: "ge-copy" }, given, button(say("view_open"), open)),
      ),
    ];
  }

  #data(): HTMLElement {
    const view = this.#view;
    const file = (make: typeof csv, ending: string) => async (): Promise<Blob | null> =>
      make(view, (share) => this.#tell(say("working", { n: Math.round(share * 100) })), () => !this.isOpen).then((blob) => blob && this.#saved(blob, ending));
    return h(
      "section",
      {},
      h("h3", {}, say("take_data")),
      h("p", { class: "ge-note ge-share-count" }),
      h(
        "div",
        { class: "ge-choices" },
        button(say("save_as", { format: "CSV" }), () => void this.#run(file(csv, "csv"))),
        button(say("save_as", { format: "GeoJSON" }), () => void this.#run(file(geojson, "geojson"))),
      ),
      h("p", { class: "ge-note" }, say("csv_note")),
    );
  }

  #picture(): HTMLElement {
    const view = this.#view;
    const { container } = view;
    const sizes: Record<string, () => PictureSize> = {
      [say("picture.screen")]: () => ({ width: container.clientWidth, height: container.clientHeight, scale: Math.max(1, devicePixelRatio) }),
      [say("picture.social")]: () => ({ width: 1200, height: 675, scale: 1 }),
      [say("picture.a4")]: () => ({ width: LONG, height: SHORT, scale: DPI_300, paper: true }),
      [say("picture.a4_upright")]: () => ({ width: SHORT, height: LONG, scale: DPI_300, paper: true }),
    };
    const choice = h("select", { class: "ge-field", "aria-label": say("picture_size") }, ...Object.keys(sizes).map((name) => h("option", {}, name)));
    const make = (ending: string, draw: (size: PictureSize) => Promise<Blob> | Blob): HTMLButtonElement =>
      button(say("save_as", { format: ending.toUpperCase() }), () => void this.#run(async () => this.#saved(await draw(sizes[choice.value]()), ending)));
    return h(
      "section",
      {},
      h("h3", {}, say("picture")),
      h("div", { class: "ge-choices" }, choice, make("png", (size) => png(view, size)), make("svg", (size) => svgPicture(view, size))),
      view.data.config.basemap === "tiles" && h("p", { class: "ge-note" }, say("picture_tiles")),
    );
  }

  #saved(blob: Blob, ending: string): Blob {
    const name = fileName(this.#view.data.config.title, ending);
    save(blob, name);
    this.#tell(say("saved", { name }));
    return blob;
  }

  /** One file at a time. */
  async #run(make: () => Promise<Blob | null>): Promise<void> {
    if (this.#busy) return;
    this.#busy = true;
    // So that the words are there before the work begins.
    this.#tell(say("working", { n: 0 }));
    await new Promise((resolve) => setTimeout(resolve, 20));
    try {
      await make();
    } catch (error) {
      this.#tell(error instanceof TooLarge ? say("too_large") : error instanceof Error ? error.message : String(error));
    } finally {
      this.#busy = false;
    }
  }

  #tell(words: string): void {
    if (this.#told.textContent !== words) refill(this.#told, words);
  }
}

/** Code for another page. What stands in it is kept apart from that page. */
export function embedCode(link: string, title: string): string {
  const safe = (text: string): string => text.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
  return (
    `<iframe src="${safe(link)}" title="${safe(title)}" width="100%" height="600" style="border:0" loading="lazy" ` +
    `sandbox="allow-scripts allow-downloads allow-popups allow-popups-to-escape-sandbox" allow="clipboard-write" allowfullscreen></iframe>`
  );
}
