// The address of a view: all of a reader's choices in the page's fragment, read when the page opens or the fragment changes.
import type { State } from "../handle.ts";
import type { MapView } from "../map_view.ts";
import { say } from "../words/words.ts";
import { partsOf, readFields, type Value, writeFields } from "./notation.ts";

/** The address follows the map at most this often, ms: browsers refuse more than about 100 changes in 30 s. */
const PACE = 500;

export class Permalink {
  readonly #view: MapView;
  /** The map as it was made: what a link does not say is as here. */
  readonly #made: State;
  /** Whether the address follows the map: never before a reader, or the page's maker, asked for that. */
  #following: boolean;
  #timer = 0;
  /** Grows with every link: an event that is still looked for belongs to the last one. */
  #turn = 0;

  constructor(view: MapView) {
    this.#view = view;
    this.#made = view.getState();
    this.#following = view.data.config.permalink;
    addEventListener("hashchange", () => this.read(), { signal: view.gone });
    const follow = (): void => {
      if (this.#following) this.#timer ||= window.setTimeout(() => void this.#put(), PACE);
    };
    for (const name of ["change", "select", "state"]) view.container.addEventListener(`geoevents:${name}`, follow);
    view.map.on("moveend", follow);
  }

  /** Whether the page has an address that others can open. */
  get hasAddress(): boolean {
    return /^(https?|file):$/.test(location.protocol);
  }

  /** Name of this map in the fragment: bare where it is the page's only one. */
  get #key(): string {
    return (window.geoevents?.maps.length ?? 1) > 1 ? `ge.${encodeURIComponent(this.#view.prefix)}` : "ge";
  }

  /** Opens the view that the page's fragment asks for, if it asks for one. */
  read(): void {
    const first = window.geoevents?.maps[0] === this.#view;
    const text = partsOf(location.hash, this.#key).own ?? (first ? partsOf(location.hash, "ge").own : null);
    if (text !== null) this.open(text);
  }

  /** Opens the view of a text, with or without its `#ge=`; one that is wrong changes nothing and is told. */
  open(text: string): boolean {
    const { notice } = this.#view.ui;
    notice.dismiss();
    this.#turn++;
    try {
      const { event, ...fields } = readFields(/(?:^|[#&])ge(?:\.[^=&]*)?=([^&]*)/.exec(text.trim())?.[1] ?? text.trim());
      if (event !== undefined && typeof event !== "string") throw new RangeError("its event has no name");
      const { selected } = fields;
      const state = { ...this.#made, ...fields, ...(event === undefined ? {} : { selected: null }) } as Partial<State>;
      // No card is to be open: then none is closed, for another panel may stand there.
      if (state.selected === null && this.#view.selection.event === null) delete state.selected;
      const done = this.#view.setState(state);
      done.catch(notice.fail);
      if (event !== undefined) this.#select(event, Number(selected), fields["center"] !== undefined).catch(notice.fail);
      return true;
    } catch (error) {
      notice.tell(say("link_refused"), error instanceof Error ? error.message : String(error));
      return false;
    }
  }

  /** Opens an event's card by its id: its row may have changed since the link was made. */
  async #select(id: string, guess: number, stay: boolean): Promise<void> {
    const turn = this.#turn;
    const texts = await this.#view.data.texts();
    if (turn !== this.#turn) return;
    const { count } = this.#view.data.events;
    let row = guess >= 0 && guess < count && texts.id(guess) === id ? guess : 0;
    while (row < count && texts.id(row) !== id) row++;
    if (row < count) await this.#view.select(row, stay);
    else this.#view.ui.notice.tell(say("link_event_gone"), id);
  }

  /** The view as it is now, as it stands in a fragment. */
  async text(): Promise<string> {
    const state = this.#view.getState();
    const fields: Record<string, Value> = {};
    for (const [name, value] of Object.entries(state) as [keyof State, Value][]) {
      if (JSON.stringify(value) !== JSON.stringify(this.#made[name])) fields[name] = value;
    }
    if (state.selected !== null) {
      // Where the texts cannot be read, the row has to do.
      const id = await this.#view.data.texts().then((texts) => texts.id(state.selected ?? -1), () => "");
      if (id !== "") fields["event"] = id;
    }
    // Where the map was made to look depends on the screen, so a link always says it; last, as it ends in no bracket.
    const { center, zoom, ...rest } = fields;
    return writeFields({ ...rest, center: center ?? state.center, zoom: Math.round(Number(zoom ?? state.zoom) * 100) / 100 });
  }

  /** The fragment with this view in it, beside what else stands there. */
  async hash(): Promise<string> {
    const own = await this.text();
    const others = partsOf(location.hash, this.#key).others.filter((part) => !part.startsWith("ge="));
    return `#${[...others, `${this.#key}=${own}`].join("&")}`;
  }

  /** The address of this view. */
  async address(): Promise<string> {
    return location.href.replace(/#.*$/s, "") + (await this.hash());
  }

  /** Makes the page's own address follow the map from now on: the reader has asked for a link. */
  follow(): Promise<void> {
    this.#following = true;
    return this.#put();
  }

  async #put(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const hash = await this.hash();
    try {
      if (this.hasAddress && hash !== location.hash) history.replaceState(history.state, "", hash);
    } catch {
      // A sandboxed page has no history of its own; its link can be copied all the same.
    }
  }
}
