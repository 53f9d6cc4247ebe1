// The ground of the time bar: a period is drawn on it or moved as a whole, by pointer or by keys.
import type { Period } from "../model/filter.ts";
import { h } from "./dom.ts";

export interface BrushHooks {
  /** The period that a press at this height (0 top, 1 bottom) is about. */
  period(height: number): Period | null;
  choose(period: Period, height: number): void;
  reset(): void;
  /** Keys: a step on or back, to one of the ends. */
  step(by: 1 | -1): void;
  end(last: boolean): void;
}

export class Brush {
  readonly element: HTMLElement;
  readonly #span: Period;

  constructor(span: Period, name: string, hooks: BrushHooks) {
    this.#span = span;
    this.element = h("div", {
      class: "ge-brush", role: "slider", tabindex: 0, "aria-label": name, "aria-valuemin": span[0], "aria-valuemax": span[1] - 1,
    });
    this.#drag(hooks);
    this.element.addEventListener("keydown", (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "ArrowRight" || event.key === "ArrowUp") hooks.step(1);
      else if (event.key === "ArrowLeft" || event.key === "ArrowDown") hooks.step(-1);
      else if (event.key === "Home" || event.key === "End") hooks.end(event.key === "End");
      else return;
      event.preventDefault();
    });
  }

  /** Says where the period is. */
  set(day: number, words: string): void {
    this.element.setAttribute("aria-valuenow", String(Math.max(this.#span[0], Math.min(this.#span[1] - 1, day))));
    this.element.setAttribute("aria-valuetext", words);
  }

  #drag(hooks: BrushHooks): void {
    const { element } = this;
    const [first, end] = this.#span;
    const dayAt = (event: PointerEvent): number => {
      const box = element.getBoundingClientRect();
      const share = Math.max(0, Math.min(1, (event.clientX - box.left) / Math.max(1, box.width)));
      return first + share * (end - first);
    };
    let start: number | null = null;
    let height = 0;
    let moved: Period | null = null;
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return;
      element.setPointerCapture(event.pointerId);
      start = dayAt(event);
      const box = element.getBoundingClientRect();
      height = (event.clientY - box.top) / Math.max(1, box.height);
      const period = hooks.period(height);
      moved = period && start >= period[0] && start < period[1] ? period : null;
    });
    element.addEventListener("pointermove", (event) => {
      if (start === null) return;
      const day = dayAt(event);
      if (moved) {
        const length = moved[1] - moved[0];
        const from = Math.round(Math.max(first, Math.min(end - length, moved[0] + day - start)));
        hooks.choose([from, from + length], height);
      } else if (Math.abs(day - start) * element.clientWidth > 3 * (end - first)) {
        const from = Math.floor(Math.min(day, start));
        hooks.choose([from, Math.max(from + 1, Math.ceil(Math.max(day, start)))], height);
      }
    });
    const stop = (): void => {
      start = null;
    };
    element.addEventListener("pointerup", stop);
    element.addEventListener("pointercancel", stop);
    element.addEventListener("dblclick", () => hooks.reset());
  }
}
