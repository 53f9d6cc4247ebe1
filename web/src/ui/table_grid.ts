// The grid of the table: a heading that stays, rows of which only those in sight exist, one cell that has the focus.
import type { Sort } from "../handle.ts";
import { h, svg } from "./dom.ts";
import { say } from "../words/words.ts";
import type { Column } from "./table_columns.ts";
import { VirtualRows } from "./virtual_rows.ts";

/** Row of the heading, among the rows from 0 on. */
const HEAD = -1;
/** Width of a column on a narrow map, where cells have two lines, as a share of its width elsewhere. */
const NARROW = 0.78;

export interface GridHooks {
  label: string;
  describedBy: string;
  /** The reader opens an event. */
  open(event: number): void;
  sort(column: string): void;
  /** Row in the table of events of the one whose card is open. */
  chosen(): number | null;
}

export class TableGrid {
  /** What scrolls, both ways. */
  readonly box: HTMLElement;
  readonly #columns: readonly Column[];
  readonly #hooks: GridHooks;
  readonly #heads: HTMLElement[];
  readonly #head: HTMLElement;
  readonly #empty: HTMLElement;
  readonly #virtual: VirtualRows;
  #rows: Int32Array = new Int32Array(0);
  /** The cell that has the focus, or gets it. */
  #at = { row: 0, column: 0 };

  constructor(columns: readonly Column[], hooks: GridHooks) {
    this.#columns = columns;
    this.#hooks = hooks;
    this.#heads = columns.map((column, i) =>
      h(
        "div",
        { class: cellClass(column), role: "columnheader", "aria-colindex": i + 1 },
        h(
          "button",
          { type: "button", class: "ge-sort", tabindex: -1, onClick: () => hooks.sort(column.id) },
          h("span", { class: "ge-column-name" }, column.name),
          svg("svg", { viewBox: "0 0 8 8", width: 8, height: 8, class: "ge-sort-arrow", "aria-hidden": "true" }, svg("path", { d: "M4 1l3.5 6h-7z" })),
        ),
      ),
    );
    this.#head = h("div", { class: "ge-row ge-table-head", role: "row", "aria-rowindex": 1 }, ...this.#heads);
    const body = h("div", { class: "ge-rows", role: "rowgroup" });
    this.#empty = h("p", { class: "ge-note ge-table-empty" }, say("no_events"));
    const grid = h(
      "div",
      { class: "ge-grid", role: "grid", "aria-label": hooks.label, "aria-describedby": hooks.describedBy, "aria-colcount": columns.length, "aria-readonly": "true" },
      h("div", { class: "ge-heads", role: "rowgroup" }, this.#head),
      body,
    );
    this.box = h("div", { class: "ge-table" }, grid, this.#empty);
    for (const [name, share] of [["", 1], ["-narrow", NARROW]] as const) {
      const widths = columns.map(({ width }) => Math.round(width * share));
      grid.style.setProperty(`--ge-columns${name}`, widths.map((width) => `minmax(${width}px, ${width}fr)`).join(" "));
      grid.style.setProperty(`--ge-table-width${name}`, `${widths.reduce((sum, width) => sum + width, 0)}px`);
    }
    this.#virtual = new VirtualRows(this.box, body, {
      make: (index) => this.#make(index),
      cover: () => this.#head.offsetHeight,
    });
    body.addEventListener("click", (event) => this.#clicked(event));
    body.addEventListener("mouseover", (event) => tellWhole(event.target));
    grid.addEventListener("focusin", (event) => this.#focused(event.target));
    grid.addEventListener("keydown", (event) => this.#key(event));
  }

  /** The events that should stay where they are when others come or go: that of the focus, that at the top. */
  anchors(): number[] {
    const top = this.#rows[Math.floor(this.#virtual.top / this.#virtual.height)] ?? -1;
    return [this.#rows[this.#at.row] ?? -1, top];
  }

  /** Other rows in the same order; `at` is where the anchors are now. */
  replace(rows: Int32Array, at: readonly number[]): void {
    const high = this.#virtual.height;
    const { top } = this.#virtual;
    const held = this.#at.row !== HEAD && this.#virtual.sees(this.#at.row);
    const before = held ? this.#at.row : Math.floor(top / high);
    const now = held ? at[0] : at[1];
    const row = this.#at.row === HEAD ? HEAD : Math.min(Math.max(0, at[0]), rows.length - 1);
    this.#fill(rows, row, top <= 0 || now < 0 ? 0 : top + (now - before) * high);
  }

  /** All rows in another order: from the top, and the heading tells which. */
  sorted(sort: Sort, rows: Int32Array): void {
    this.#columns.forEach((column, i) => {
      const chosen = column.id === sort.column;
      this.#heads[i].setAttribute("aria-sort", chosen ? (sort.descending ? "descending" : "ascending") : "none");
    });
    this.#fill(rows, this.#at.row === HEAD ? HEAD : Math.min(0, rows.length - 1), 0);
  }

  /** Makes the cells anew where they stand. */
  redraw(): void {
    this.#fill(this.#rows, this.#at.row, this.#virtual.top);
  }

  /** Marks the row of an event and brings it into sight. */
  mark(event: number | null): void {
    for (const [index, element] of this.#virtual.elements()) element.setAttribute("aria-selected", String(this.#rows[index] === event));
    const index = event === null ? -1 : this.#rows.indexOf(event);
    if (index >= 0) this.#move(index, this.#at.column, this.box.contains(document.activeElement));
  }

  focus(): void {
    this.#move(this.#at.row, this.#at.column, true);
  }

  #fill(rows: Int32Array, row: number, top: number): void {
    const held = this.box.contains(document.activeElement) && !this.#head.contains(document.activeElement);
    this.#rows = rows;
    this.#at = { ...this.#at, row };
    this.box.firstElementChild?.setAttribute("aria-rowcount", String(rows.length + 1));
    this.#virtual.body.hidden = rows.length === 0;
    this.#empty.hidden = rows.length > 0;
    this.#virtual.fill(rows.length, top);
    this.#stop(true);
    if (held) this.#cell()?.focus({ preventScroll: true });
  }

  #make(index: number): HTMLElement {
    const event = this.#rows[index];
    const cells = this.#columns.map((column, i) =>
      h(
        "div",
        { class: cellClass(column), role: "gridcell", "aria-colindex": i + 1, tabindex: index === this.#at.row && i === this.#at.column ? 0 : -1 },
        ...column.cell(event),
      ),
    );
    return h(
      "div",
      { class: "ge-row", role: "row", "aria-rowindex": index + 2, "aria-selected": String(event === this.#hooks.chosen()), "data-index": index },
      ...cells,
    );
  }

  /** The element of the cell that has the focus or gets it: of the heading it is the button. */
  #cell(): HTMLElement | null {
    const { row, column } = this.#at;
    if (row === HEAD) return this.#heads[column].querySelector("button");
    return (this.#virtual.pin(row)?.children[column] as HTMLElement | undefined) ?? null;
  }

  /** Whether the Tab key stops at the cell; it does at one alone. */
  #stop(on: boolean): void {
    this.#cell()?.setAttribute("tabindex", on ? "0" : "-1");
  }

  #move(row: number, column: number, focus: boolean): void {
    this.#stop(false);
    this.#at = { row: Math.max(HEAD, Math.min(row, this.#rows.length - 1)), column };
    if (this.#at.row >= 0) this.#virtual.reveal(this.#at.row);
    this.#stop(true);
    const cell = this.#cell();
    if (!focus || cell === null) return;
    cell.focus({ preventScroll: true });
    this.#revealColumn(cell);
  }

  /** Scrolls sideways as little as needed; the first column stays where it is and covers others. */
  #revealColumn(cell: HTMLElement): void {
    if (this.#at.column === 0) return;
    const rtl = getComputedStyle(this.box).direction === "rtl";
    const box = this.box.getBoundingClientRect();
    const { left, right } = cell.getBoundingClientRect();
    const held = this.#heads[0].offsetWidth;
    const [low, high] = [box.left + (rtl ? 0 : held), box.left + this.box.clientWidth - (rtl ? held : 0)];
    if (left < low) this.box.scrollLeft -= low - left;
    else if (right > high) this.box.scrollLeft += Math.min(right - high, left - low);
  }

  #key(event: KeyboardEvent): void {
    if (event.altKey || event.metaKey) return;
    const { row, column } = this.#at;
    const [last, end] = [this.#columns.length - 1, this.#rows.length - 1];
    const step = getComputedStyle(this.box).direction === "rtl" ? -1 : 1;
    const sideways = (by: number): [number, number] => [row, Math.min(last, Math.max(0, column + by))];
    const moves: Partial<Record<string, () => [number, number]>> = {
      ArrowDown: () => [row + 1, column],
      ArrowUp: () => [row - 1, column],
      ArrowRight: () => sideways(step),
      ArrowLeft: () => sideways(-step),
      PageDown: () => [Math.min(end, row + this.#virtual.page), column],
      PageUp: () => [Math.max(Math.min(0, row), row - this.#virtual.page), column],
      Home: () => (event.ctrlKey ? [0, 0] : [row, 0]),
      End: () => (event.ctrlKey ? [end, last] : [row, last]),
    };
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      this.#move(...move(), true);
    } else if ((event.key === "Enter" || event.key === " ") && row >= 0) {
      event.preventDefault();
      this.#hooks.open(this.#rows[row]);
    }
  }

  /** The focus has come to a cell by other ways than the keys. */
  #focused(target: EventTarget | null): void {
    const cell = target instanceof Element ? target.closest(".ge-cell") : null;
    const line = cell?.parentElement;
    if (!cell || !line) return;
    const row = line === this.#head ? HEAD : Number((line as HTMLElement).dataset["index"]);
    const column = [...line.children].indexOf(cell);
    if (row === this.#at.row && column === this.#at.column) return;
    this.#stop(false);
    this.#at = { row, column };
    this.#stop(true);
  }

  #clicked(event: Event): void {
    const line = (event.target as Element).closest<HTMLElement>(".ge-row");
    // Words being marked, to be copied, are no click.
    if (!line || getSelection()?.isCollapsed === false) return;
    this.#hooks.open(this.#rows[Number(line.dataset["index"])]);
  }
}

const cellClass = ({ figures }: Column): string => (figures ? "ge-cell ge-figures" : "ge-cell");

/** What is cut off is told whole under the pointer. */
function tellWhole(target: EventTarget | null): void {
  const cell = target instanceof Element ? target.closest<HTMLElement>(".ge-cell") : null;
  if (!cell || cell.title !== "") return;
  const cut = [...cell.children].some((child) => child.scrollWidth > child.clientWidth + 1 && child.clientWidth > 0) || cell.scrollWidth > cell.clientWidth + 1;
  if (cut) cell.title = cell.textContent ?? "";
}
