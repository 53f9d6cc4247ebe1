// The histogram: events per bin of time, stacked by colour, with the chosen period or the two compared ones behind them.
import type { MapView } from "../map_view.ts";
import type { Period } from "../model/filter.ts";
import { type Tally, tally } from "../model/tally.ts";
import { type Bins, bins } from "../model/time.ts";
import { SLOTS } from "../palette.ts";
import { named, say } from "../words/words.ts";
import { h } from "./dom.ts";
import type { Phrases } from "./phrases.ts";

export const HEIGHT = 46;
/** Widest bar, px. */
const WIDEST = 40;

export class Histogram {
  readonly canvas: HTMLCanvasElement;
  /** The names of days, months and years below it. */
  readonly axis: HTMLElement;
  /** What a bar counts. */
  readonly unit: HTMLElement;
  /** How uncertain dates are counted, where there are such. */
  readonly spread: HTMLElement;
  readonly #view: MapView;
  readonly #phrases: Phrases;
  /** Whole time axis, [from, to). */
  readonly #span: Period;
  #cut: Bins = { unit: "day", edges: [0, 1] };
  #cutFor = "";
  #tallied: Tally | null = null;
  #talliedFor = "";
  #axisFor = "";

  constructor(view: MapView, phrases: Phrases, span: Period) {
    this.#view = view;
    this.#phrases = phrases;
    this.#span = span;
    this.canvas = h("canvas", { class: "ge-histogram", role: "img", "aria-label": say("histogram") });
    this.axis = h("div", { class: "ge-axis", "aria-hidden": "true", dir: "ltr" });
    this.unit = h("span", { class: "ge-unit" });
    this.spread = h("p", { class: "ge-spread" });
  }

  /** The bins as the reader chose them, else as many as there is room for. */
  bins(): Bins {
    const chosen = this.#view.play.bins;
    const most = Math.max(20, Math.min(150, Math.floor(this.canvas.clientWidth / 5)));
    const key = `${chosen} ${most}`;
    if (key !== this.#cutFor) {
      this.#cutFor = key;
      this.#cut = bins(...this.#span, most, chosen === "auto" ? undefined : chosen);
    }
    return this.#cut;
  }

  #count(edges: readonly number[]): Tally {
    const { filter, data } = this.#view;
    const key = `${filter.facetRevision} ${data.coloring.column} ${this.#cutFor}`;
    if (this.#tallied === null || key !== this.#talliedFor) {
      this.#tallied = tally(edges, data.events, filter.faceted, data.slot, SLOTS);
      this.#talliedFor = key;
    }
    return this.#tallied;
  }

  draw(): void {
    const width = this.canvas.clientWidth;
    if (width === 0) return;
    const dpr = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * dpr);
    this.canvas.height = Math.round(HEIGHT * dpr);
    const ctx = this.canvas.getContext("2d");
    if (!ctx) return;
    ctx.scale(dpr, dpr);
    const { theme } = this.#view;
    const [first, end] = this.#span;
    const { unit, edges } = this.bins();
    const { counts, sums, most, spread } = this.#count(edges);
    const x = (day: number): number => ((Math.max(first, Math.min(end, day)) - first) / (end - first)) * width;
    const { period, compared } = this.#view.filter;
    const shown = compared ?? (period ? [period] : []);
    if (compared) this.#bracket(ctx, x, compared);
    else if (period) {
      ctx.fillStyle = theme.accent;
      ctx.globalAlpha = 0.1;
      ctx.fillRect(x(period[0]), 0, x(period[1]) - x(period[0]), HEIGHT);
    }
    const n = edges.length - 1;
    const gap = n < width / 3 ? 1 : 0;
    for (let b = 0; b < n; b++) {
      if (sums[b] < 1e-9) continue;
      // Of several bars in one pixel the highest is drawn.
      const column = Math.floor(x(edges[b]));
      if (n > width && this.#hidden(b, column, sums, edges, x)) continue;
      // A lone day must not paint the whole bar.
      const room = x(edges[b + 1]) - x(edges[b]) - gap;
      const wide = Math.max(n > width ? 1 : 0.75, Math.min(WIDEST, room));
      const left = n > width ? column : x(edges[b]) + Math.max(0, room - wide) / 2;
      const inside = shown.length === 0 || shown.some(([from, to]) => edges[b + 1] > from && edges[b] < to);
      ctx.globalAlpha = inside ? 1 : 0.28;
      let y = HEIGHT;
      for (let s = 0; s < SLOTS; s++) {
        const high = (counts[b * SLOTS + s] / most) * (HEIGHT - 3);
        if (high === 0) continue;
        ctx.fillStyle = theme.types[s];
        ctx.fillRect(left, y - high, wide, high);
        y -= high;
      }
    }
    ctx.globalAlpha = 1;
    ctx.fillStyle = theme.inkSoft;
    ctx.fillRect(0, HEIGHT - 0.5, width, 0.5);
    this.unit.textContent = say("per_bin", { unit: named("unit", unit), n: Math.round(most * (most < 10 ? 10 : 1)) / (most < 10 ? 10 : 1) });
    this.spread.hidden = spread === 0;
    this.spread.textContent = say("spread", { n: spread });
    this.#ticks(x, width);
  }

  #hidden(b: number, column: number, sums: Float64Array, edges: readonly number[], x: (day: number) => number): boolean {
    for (let o = b - 1; o >= 0 && Math.floor(x(edges[o])) === column; o--) if (sums[o] >= sums[b]) return true;
    for (let o = b + 1; o < sums.length && Math.floor(x(edges[o])) === column; o++) if (sums[o] > sums[b]) return true;
    return false;
  }

  /** The two compared periods: the first above, dashed, the second below, solid, each with its letter. */
  #bracket(ctx: CanvasRenderingContext2D, x: (day: number) => number, periods: readonly [Period, Period]): void {
    const { theme } = this.#view;
    periods.forEach(([from, to], side) => {
      const [left, wide] = [x(from), x(to) - x(from)];
      const top = side * (HEIGHT / 2);
      ctx.fillStyle = ctx.strokeStyle = theme.ink;
      ctx.globalAlpha = side === 0 ? 0.06 : 0.13;
      ctx.fillRect(left, top, wide, HEIGHT / 2);
      ctx.globalAlpha = 0.75;
      ctx.lineWidth = 1;
      ctx.setLineDash(side === 0 ? [3, 2.5] : []);
      ctx.beginPath();
      const edge = side === 0 ? 0.5 : HEIGHT - 1;
      ctx.moveTo(left, edge);
      ctx.lineTo(left + wide, edge);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    });
  }

  #ticks(x: (day: number) => number, width: number): void {
    if (this.#axisFor === String(width)) return;
    this.#axisFor = String(width);
    const [first, end] = this.#span;
    const cut = bins(first, end, Math.max(2, Math.floor(width / 84)));
    const { short, month, year } = this.#phrases;
    const label = cut.unit === "day" || cut.unit === "week" ? short : cut.unit === "month" || cut.unit === "quarter" ? month : year;
    const marks = cut.edges
      .filter((day) => day >= first && day < end)
      .map((day) => {
        const mark = h("span", {}, label(day));
        mark.style.left = `${x(day)}px`;
        return mark;
      });
    this.axis.replaceChildren(...marks);
    // A last name that would stick out of the bar is left away.
    const last = marks[marks.length - 1];
    if (last && last.offsetLeft + last.offsetWidth > width + 4) last.remove();
  }
}
