// The table of the events that pass: a drawer over the lower part of the map, for reading, sorting and screen readers.
import type * as Leaflet from "leaflet";
import type { Sort } from "../handle.ts";
import type { MapView } from "../map_view.ts";
import { allRows, inOrder, passing } from "../model/order.ts";
import { say } from "../words/words.ts";
import { h, iconButton, refill } from "./dom.ts";
import type { Panel } from "./panel.ts";
import type { Phrases } from "./phrases.ts";
import { type Column, columnsOf, needsTexts } from "./table_columns.ts";
import { TableGrid } from "./table_grid.ts";
import { heightHandle } from "./table_height.ts";

/** Height of a map below which the table takes it whole, px. */
const LEAST = 580;
/** And below which even the time bar has no room for its bars until they are asked for: a page at 400 %. */
const TINY = 340;

export class Table {
  readonly element: HTMLElement;
  readonly #view: MapView;
  readonly #caption: HTMLElement;
  readonly #columns: Column[];
  readonly #grid: TableGrid;
  readonly #layout: () => void;
  #texts: Awaited<ReturnType<MapView["data"]["texts"]>> | null = null;
  #opener: Element | null = null;
  sort: Sort = { column: "date", descending: false };
  /** Px of the map's lower part that it takes; none where it covers the map whole. */
  height = 0;
  /** The map's centre before the table opened, and the one that it was given then. */
  #centers: Leaflet.LatLng[] = [];
  /** All events in the order chosen. */
  #order: Int32Array | null = null;
  /** What the rows were made from: filters that are the same need no other rows. */
  #made = "";
  #turn = 0;

  constructor(view: MapView, phrases: Phrases, layout: () => void) {
    this.#view = view;
    this.#layout = layout;
    this.#columns = columnsOf(view.data, phrases, () => this.#texts);
    this.#caption = h("p", { class: "ge-table-caption" });
    const hint = h("p", { id: `${view.prefix}-table-keys`, hidden: true }, say("table_keys"));
    this.#grid = new TableGrid(this.#columns, {
      label: say("table_title"),
      describedBy: hint.id,
      open: (event) => this.#openCard(event),
      sort: (column) => void this.sortBy(column, this.sort.column === column && !this.sort.descending),
      chosen: () => this.#view.selection.event,
    });
    this.element = h(
      "section",
      { class: "ge-drawer", "aria-label": say("table"), hidden: true },
      heightHandle((share) => {
        this.element.style.setProperty("--ge-drawer-share", String(share));
        this.#layout();
      }),
      h(
        "header",
        { class: "ge-drawer-head" },
        h("h2", { class: "ge-panel-title" }, say("table_title")),
        this.#caption,
        iconButton("close", say("close"), () => this.close()),
      ),
      hint,
      this.#grid.box,
    );
    this.element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      this.close();
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  flip(): void {
    if (this.isOpen) this.close();
    else this.open(true);
  }

  put(open: boolean): void {
    if (open) this.open();
    else this.close();
  }

  /** Whether the map is too small for both: the table then takes it whole, below the title. */
  fit(narrow: boolean): boolean {
    const { container } = this.#view;
    const low = container.clientHeight < LEAST;
    container.classList.toggle("ge-low", low);
    container.classList.toggle("ge-tiny", container.clientHeight < TINY);
    container.classList.toggle("ge-table-whole", this.isOpen && (narrow || low));
    return narrow || low;
  }

  /** Makes room for the panel beside it. */
  place(whole: boolean, panel: Panel): number {
    const { element } = this;
    const beside = panel.isOpen && !whole ? panel.element : null;
    const atLeft = beside !== null && beside.offsetLeft <= 0;
    element.style.left = beside !== null && atLeft ? `${beside.offsetWidth}px` : "0";
    element.style.right = beside !== null && !atLeft ? `${beside.offsetWidth}px` : "0";
    this.height = this.isOpen && !whole ? element.offsetHeight : 0;
    return this.height;
  }

  /** Shows the table; `focus` puts the reader into its first row, or that of the open card. */
  open(focus = false): void {
    if (this.isOpen) return;
    this.#opener = document.activeElement;
    this.element.hidden = false;
    this.#layout();
    this.update();
    this.marked();
    const { map } = this.#view;
    if (!this.#view.refit() && focus) {
      // What was in the middle of the map is to be in the middle of what is left of it.
      const center = map.getCenter();
      map.panBy([0, this.height / 2], { animate: false });
      this.#centers = [center, map.getCenter()];
    }
    if (focus) this.#grid.focus();
    if (this.#texts === null && this.#columns.some(needsTexts)) void this.#readTexts().then(() => this.#grid.redraw());
    this.#view.announce();
  }

  close(): void {
    if (!this.isOpen) return;
    const held = this.element.contains(document.activeElement);
    this.element.hidden = true;
    this.#layout();
    const { container, map } = this.#view;
    const [before, since] = this.#centers;
    // A view that the reader has chosen since then stays.
    if (!this.#view.refit() && since?.equals(map.getCenter())) map.setView(before, map.getZoom(), { animate: false });
    this.#centers = [];
    if (held) (this.#opener instanceof HTMLElement && this.#opener.isConnected ? this.#opener : container).focus({ preventScroll: true });
    this.#view.announce();
  }

  /** Ids of the columns that can be sorted by. */
  get sortable(): string[] {
    return this.#columns.map((column) => column.id);
  }

  /** Puts the rows in order; a column of the cards is first decoded. */
  async sortBy(column: string, descending: boolean): Promise<void> {
    const found = this.#columns.find(({ id }) => id === column);
    if (!found) return;
    const turn = ++this.#turn;
    if (needsTexts(found)) await this.#readTexts();
    if (turn !== this.#turn || (needsTexts(found) && this.#texts === null)) return;
    if (column === this.sort.column && descending === this.sort.descending) return;
    this.sort = { column, descending };
    this.#order = null;
    this.update();
    this.#view.announce();
  }

  /** Follows the filters and the period; what is in sight stays there where it can. */
  update(): void {
    if (!this.isOpen) return;
    const { filter, data } = this.#view;
    const made = `${filter.revision} ${data.coloring.column} ${this.sort.column} ${this.sort.descending}`;
    if (made === this.#made) return;
    this.#made = made;
    const again = this.#order === null;
    this.#order ??= this.#sorted();
    const { rows, at } = passing(this.#order, filter.mask, this.#grid.anchors());
    if (again) this.#grid.sorted(this.sort, rows);
    else this.#grid.replace(rows, at);
    const unplaced = data.unplaced.reduce((n, row) => n + filter.mask[row], 0);
    const shown = rows.length === data.events.count ? say("events", { n: rows.length }) : say("shown_of", { shown: rows.length, all: data.events.count });
    refill(this.#caption, shown, unplaced > 0 && say("comma") + say("table_unplaced", { n: unplaced }));
  }

  /** Another event's card is open, or none: its row is marked and comes into sight. */
  marked(): void {
    if (this.isOpen) this.#grid.mark(this.#view.selection.event);
  }

  #sorted(): Int32Array {
    const column = this.#columns.find(({ id }) => id === this.sort.column) ?? this.#columns[0];
    return inOrder(allRows(this.#view.data.events.count), column.keys(), this.sort.descending);
  }

  async #readTexts(): Promise<void> {
    this.#texts ??= (await this.#view.data.texts().catch(this.#view.ui.notice.fail)) ?? null;
  }

  #openCard(event: number): void {
    void this.#view.ui.reader.events([event]).then(() => {
      this.#view.ui.panel.element.querySelector<HTMLElement>(".ge-panel-title")?.focus({ preventScroll: true });
    });
  }
}
