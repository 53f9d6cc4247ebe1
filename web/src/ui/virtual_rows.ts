// Rows of one height in a scrolled box, of which only those in sight are elements: a million of them cost as much as thirty.
import { scaled, type Stretch, stretched } from "../model/stretch.ts";

/** Rows made above and below what is in sight, so that none is missing while the browser scrolls ahead of the script. */
const SPARE = 6;
/** After so long without scrolling the scroll bar may be put right, ms. */
const QUIET = 140;

export interface RowsOf {
  /** The element of a row. */
  make(index: number): HTMLElement;
  /** Height at the box's top that a fixed heading covers, px. */
  cover?(): number;
}

export class VirtualRows {
  /** Holds the rows; as high as all of them together, or as browsers can bear. */
  readonly body: HTMLElement;
  readonly #box: HTMLElement;
  readonly #of: RowsOf;
  readonly #made = new Map<number, HTMLElement>();
  #count = 0;
  #high = 32;
  /** How far the rows stand above where the scroll bar has them, px. */
  #shift = 0;
  #last = 0;
  #pinned = -1;
  #timer = 0;

  constructor(box: HTMLElement, body: HTMLElement, of: RowsOf) {
    this.#box = box;
    this.body = body;
    this.#of = of;
    box.addEventListener("scroll", () => this.#scrolled());
    new ResizeObserver(() => {
      if (box.clientHeight > 0) this.#resize();
    }).observe(box);
  }

  /** Other rows: all elements are made anew, with `top` px of them scrolled out of sight. */
  fill(count: number, top: number): void {
    this.#count = count;
    this.#high = this.#rowHeight();
    for (const element of this.#made.values()) element.remove();
    this.#made.clear();
    this.body.style.height = `${this.#stretch().shown}px`;
    this.top = top;
  }

  /** The box or the height of a row has changed. */
  #resize(): void {
    const [index, high] = [this.top / this.#high, this.#rowHeight()];
    if (high !== this.#high) this.fill(this.#count, index * high);
    else this.#draw();
  }

  /** Height of a row, px. */
  get height(): number {
    return this.#high;
  }

  /** Px of all rows that are scrolled out of sight at the top. */
  get top(): number {
    return this.#at() + this.#shift;
  }

  set top(top: number) {
    const stretch = this.#stretch();
    const wanted = Math.max(-this.#before(), Math.min(top, Math.max(0, stretch.whole - stretch.view)));
    this.#box.scrollTop = Math.round(scaled(stretch, wanted)) + this.#before();
    // The browser may have rounded or held it.
    this.#last = this.#at();
    this.#shift = stretch.factor === 1 || wanted <= 0 ? 0 : wanted - this.#last;
    this.#draw(true);
  }

  /** Whole rows that fit into what is in sight. */
  get page(): number {
    return Math.max(1, Math.floor(this.#view() / this.#high));
  }

  /** Scrolls as little as needed for a row to be in sight whole. */
  reveal(index: number): void {
    const { top } = this;
    const [first, last] = [index * this.#high, (index + 1) * this.#high - this.#view()];
    if (first < top) this.top = first;
    else if (last > top) this.top = last;
  }

  /** Whether a row is in sight, if only in part. */
  sees(index: number): boolean {
    return (index + 1) * this.#high > this.top && index * this.#high < this.top + this.#view();
  }

  /** The element of a row, which stays when scrolled out of sight: it has the focus, or may get it. */
  pin(index: number): HTMLElement | undefined {
    this.#pinned = index;
    this.#draw();
    return this.#made.get(index);
  }

  /** The rows that are elements now. */
  elements(): IterableIterator<[number, HTMLElement]> {
    return this.#made.entries();
  }

  /** As the style sheet has it: touch needs more. */
  #rowHeight(): number {
    return Number.parseFloat(getComputedStyle(this.body).getPropertyValue("--ge-row-height")) || this.#high;
  }

  #cover(): number {
    return this.#of.cover?.() ?? 0;
  }

  /** Px that can be scrolled before the first row is at the top. */
  #before(): number {
    return this.body.offsetTop - this.#cover();
  }

  #at(): number {
    return this.#box.scrollTop - this.#before();
  }

  #view(): number {
    return Math.max(0, this.#box.clientHeight - this.#cover());
  }

  #stretch(): Stretch {
    return stretched(this.#count * this.#high, this.#view());
  }

  #scrolled(): void {
    const at = this.#at();
    const stretch = this.#stretch();
    // A little is meant as it is; further than a page is a jump, in which the bar tells the share of the whole.
    if (Math.abs(at - this.#last) > stretch.view || at < 0) this.#shift = (stretch.factor - 1) * Math.max(0, at);
    this.#last = at;
    this.#draw(true);
    clearTimeout(this.#timer);
    if (stretch.factor > 1) this.#timer = window.setTimeout(() => this.#settle(), QUIET);
  }

  /** Puts the scroll bar where the rows in sight are in the whole, without moving them. */
  #settle(): void {
    const { top } = this;
    if (this.#box.clientHeight > 0 && Math.abs(scaled(this.#stretch(), top) - this.#at()) >= 1) this.top = top;
  }

  #draw(moved = false): void {
    const { top } = this;
    const high = this.#high;
    const from = Math.max(0, Math.floor(top / high) - SPARE);
    const to = Math.min(this.#count, Math.ceil((top + this.#view()) / high) + SPARE);
    const keep = (index: number): boolean => (index >= from && index < to) || index === this.#pinned;
    for (const [index, element] of this.#made) {
      if (!keep(index)) {
        element.remove();
        this.#made.delete(index);
      } else if (moved) element.style.top = `${index * high - this.#shift}px`;
    }
    // In the order of the rows, for those who read the elements one after another.
    const indices = Array.from({ length: Math.max(0, to - from) }, (_, i) => from + i);
    if (this.#pinned >= 0 && this.#pinned < from) indices.unshift(this.#pinned);
    else if (this.#pinned >= to && this.#pinned < this.#count) indices.push(this.#pinned);
    let before: HTMLElement | null = null;
    for (const index of indices) {
      let element = this.#made.get(index);
      if (!element) {
        element = this.#of.make(index);
        element.style.top = `${index * high - this.#shift}px`;
        this.#made.set(index, element);
        if (before) before.after(element);
        else this.body.prepend(element);
      }
      before = element;
    }
  }
}
