// The period: a histogram over time with two handles (range inputs, so keys work) and a brush.
import type { MapView } from "../map_view.ts";
import { binOf, bins, type Bins } from "../model/time.ts";
import { SLOTS } from "../palette.ts";
import { readTheme } from "../paint/theme.ts";
import { NULL } from "../wire/frame.ts";
import { h } from "./dom.ts";
import type { Phrases } from "./phrases.ts";
import { named, say } from "../words/words.ts";

const HEIGHT = 46;
/** Widest bar, px. */
const WIDEST = 40;

export class TimeBar {
  readonly element: HTMLElement;
  private readonly view: MapView;
  private readonly phrases: Phrases;
  private readonly canvas: HTMLCanvasElement;
  private readonly axis: HTMLElement;
  private readonly chosen: HTMLElement;
  private readonly unit: HTMLElement;
  private readonly reset: HTMLButtonElement;
  private readonly low: HTMLInputElement;
  private readonly high: HTMLInputElement;
  private readonly brush: HTMLElement;
  private readonly undated: HTMLInputElement | null = null;
  /** Whole time axis, [from, to). */
  private readonly from: number;
  private readonly to: number;
  private binned: { bins: Bins; counts: Int32Array } | null = null;
  private binnedFor = "";
  private pending = 0;

  constructor(view: MapView, phrases: Phrases) {
    this.view = view;
    this.phrases = phrases;
    const { span, undated } = view.data;
    [this.from, this.to] = span ?? [0, 1];
    const slider = (name: string, value: number, change: () => void): HTMLInputElement =>
      h("input", {
        type: "range", class: "ge-range", min: this.from, max: this.to, step: 1, value, "aria-label": name,
        onInput: change,
      });
    this.low = slider(say("period_start"), this.from, () => {
      if (Number(this.low.value) >= Number(this.high.value)) this.low.value = String(Number(this.high.value) - 1);
      this.choose(Number(this.low.value), Number(this.high.value));
    });
    this.high = slider(say("period_end"), this.to, () => {
      if (Number(this.high.value) <= Number(this.low.value)) this.high.value = String(Number(this.low.value) + 1);
      this.choose(Number(this.low.value), Number(this.high.value));
    });
    this.canvas = h("canvas", { class: "ge-histogram", role: "img", "aria-label": say("histogram") });
    this.brush = h("div", { class: "ge-brush", "aria-hidden": "true" });
    this.axis = h("div", { class: "ge-axis", "aria-hidden": "true" });
    this.chosen = h("output", { class: "ge-chosen" });
    this.unit = h("span", { class: "ge-unit" });
    this.reset = h("button", { type: "button", class: "ge-text-button", onClick: () => view.setTime(null, null) }, say("reset"));
    if (undated > 0) {
      this.undated = h("input", {
        type: "checkbox", checked: true,
        onChange: () => view.setUndated(this.undated?.checked ?? true),
      });
    }
    this.element = h(
      "section",
      { class: "ge-time", "aria-label": say("time") },
      h(
        "div",
        { class: "ge-time-head" },
        this.chosen,
        this.reset,
        h("span", { class: "ge-spring" }),
        this.undated && h("label", { class: "ge-undated" }, this.undated, say("undated", { n: undated })),
        this.unit,
      ),
      h("div", { class: "ge-track" }, this.canvas, this.brush, this.low, this.high),
      this.axis,
    );
    this.dragBrush();
  }

  private choose(from: number, to: number): void {
    // One redraw a frame, however many input events come.
    cancelAnimationFrame(this.pending);
    this.pending = requestAnimationFrame(() => {
      if (from <= this.from && to >= this.to) this.view.setTime(null, null);
      else this.view.setTime(from, to);
    });
  }

  private dragBrush(): void {
    const dayAt = (event: PointerEvent): number => {
      const box = this.brush.getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (event.clientX - box.left) / Math.max(1, box.width)));
      return this.from + share * (this.to - this.from);
    };
    let start: number | null = null;
    let moved: [number, number] | null = null;
    this.brush.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      this.brush.setPointerCapture(event.pointerId);
      start = dayAt(event);
      const { period } = this.view.filter;
      moved = period && start >= period[0] && start < period[1] ? [...period] : null;
    });
    this.brush.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const day = dayAt(event);
      if (moved) {
        const length = moved[1] - moved[0];
        const from = Math.round(Math.max(this.from, Math.min(this.to - length, moved[0] + day - start)));
        this.choose(from, from + length);
      } else if (Math.abs(day - start) * this.brush.clientWidth > 3 * (this.to - this.from)) {
        const from = Math.floor(Math.min(day, start));
        this.choose(from, Math.max(from + 1, Math.ceil(Math.max(day, start))));
      }
    });
    const end = (): void => {
      start = null;
    };
    this.brush.addEventListener("pointerup", end);
    this.brush.addEventListener("pointercancel", end);
    this.brush.addEventListener("dblclick", () => this.view.setTime(null, null));
  }

  private count(): { bins: Bins; counts: Int32Array } {
    const { filter, data } = this.view;
    const most = Math.max(20, Math.min(150, Math.floor(this.canvas.clientWidth / 5)));
    const cut = bins(this.from, this.to, most);
    const key = `${filter.facetRevision} ${cut.edges.length}`;
    if (this.binned && this.binnedFor === key) return this.binned;
    const n = cut.edges.length - 1;
    const counts = new Int32Array(n * SLOTS);
    for (let i = 0; i < data.events.count; i++) {
      if (!filter.faceted[i] || data.events.from[i] === NULL) continue;
      const bin = binOf(cut.edges, data.events.from[i]);
      if (bin >= 0) counts[bin * SLOTS + data.slot[i]]++;
    }
    this.binnedFor = key;
    this.binned = { bins: cut, counts };
    return this.binned;
  }

  update(): void {
    const { period, undated } = this.view.filter;
    const [from, to] = period ?? [this.from, this.to];
    this.low.value = String(Math.max(this.from, from));
    this.high.value = String(Math.min(this.to, to));
    this.low.setAttribute("aria-valuetext", this.phrases.day(from));
    this.high.setAttribute("aria-valuetext", this.phrases.day(to - 1));
    this.chosen.textContent = period === null ? this.phrases.period(this.from, this.to) : this.phrases.period(from, to);
    this.reset.hidden = period === null;
    if (this.undated) this.undated.checked = undated;
    this.draw();
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
    const theme = readTheme(this.view.container, true);
    const { bins: cut, counts } = this.count();
    const n = cut.edges.length - 1;
    const x = (day: number): number => ((Math.max(this.from, Math.min(this.to, day)) - this.from) / (this.to - this.from)) * width;
    let most = 1;
    for (let b = 0; b < n; b++) {
      let sum = 0;
      for (let s = 0; s < SLOTS; s++) sum += counts[b * SLOTS + s];
      most = Math.max(most, sum);
    }
    const { period } = this.view.filter;
    if (period) {
      ctx.fillStyle = theme.accent;
      ctx.globalAlpha = 0.1;
      ctx.fillRect(x(period[0]), 0, x(period[1]) - x(period[0]), HEIGHT);
      ctx.globalAlpha = 1;
    }
    for (let b = 0; b < n; b++) {
      // A lone day must not paint the whole bar.
      const room = x(cut.edges[b + 1]) - x(cut.edges[b]) - (n < width / 3 ? 1 : 0);
      const wide = Math.max(0.75, Math.min(WIDEST, room));
      const left = x(cut.edges[b]) + Math.max(0, room - wide) / 2;
      const inside = !period || (cut.edges[b + 1] > period[0] && cut.edges[b] < period[1]);
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
    this.unit.textContent = say("per_bin", { unit: named("unit", cut.unit), n: most });
    this.ticks(x, width);
  }

  private ticks(x: (day: number) => number, width: number): void {
    const cut = bins(this.from, this.to, Math.max(2, Math.floor(width / 84)));
    const label = cut.unit === "day" || cut.unit === "week" ? this.phrases.short : cut.unit === "month" || cut.unit === "quarter" ? this.phrases.month : this.phrases.year;
    const marks = cut.edges
      .filter((day) => day >= this.from && day < this.to)
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
