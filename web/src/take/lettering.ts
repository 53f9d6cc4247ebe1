// Setting words on a picture: fonts, lines that fit, and either direction of writing.
import { ARABIC, directionOf } from "../paint/labels.ts";
import type { Theme } from "../paint/theme.ts";

/** What turns the words around it, or ends an isolation. */
const TURNING = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/;

/** Words in a row with others: what is written from the right, or turned by marks, keeps to itself. */
export const isolated = (text: string): string =>
  ARABIC.test(text) || TURNING.test(text) ? `\u2068${text.replace(/[\u2066-\u2069]/g, "")}\u2069` : text;

export class Lettering {
  readonly ctx: CanvasRenderingContext2D;
  readonly theme: Theme;
  /** Width of the picture, px. */
  readonly width: number;
  readonly rtl: boolean;

  constructor(ctx: CanvasRenderingContext2D, theme: Theme, width: number, rtl: boolean) {
    this.ctx = ctx;
    this.theme = theme;
    this.width = width;
    this.rtl = rtl;
  }

  font(size: number, weight = 400): void {
    this.ctx.font = `${weight} ${size}px ${this.theme.font}`;
  }

  /** Cuts a text into lines of the current font that fit a width; after `most` of them it ends with an ellipsis. */
  lines(text: string, width: number, most = 99): string[] {
    const { ctx } = this;
    const fits = (line: string): boolean => ctx.measureText(line).width <= width;
    const found: string[] = [];
    let line = "";
    for (const word of text.split(/\s+/).filter((w) => w !== "")) {
      const longer = line === "" ? word : `${line} ${word}`;
      if (fits(longer)) {
        line = longer;
        continue;
      }
      if (line !== "") found.push(line);
      line = "";
      // A word that is wider than a line is cut where it must be.
      for (const char of word) {
        if (line !== "" && !fits(line + char)) {
          found.push(line);
          line = "";
        }
        line += char;
      }
    }
    if (line !== "") found.push(line);
    if (found.length <= most) return found;
    let last = [...found[most - 1]];
    while (last.length > 0 && !fits(`${last.join("")}\u2026`)) last = last.slice(0, -1);
    return [...found.slice(0, most - 1), `${last.join("").trimEnd()}\u2026`];
  }

  /** Left edge of a box that begins `x` px from where reading begins. */
  left(x: number, wide: number): number {
    return this.rtl ? this.width - x - wide : x;
  }

  /** Sets one line with its baseline at `y`, `x` px from where reading begins, or ending there. */
  set(text: string, x: number, y: number, color: string, end = false): void {
    const { ctx, rtl, width } = this;
    ctx.direction = directionOf(text, rtl);
    ctx.textAlign = rtl === end ? "left" : "right";
    ctx.textBaseline = "alphabetic";
    ctx.fillStyle = color;
    ctx.fillText(text, rtl ? width - x : x, y);
  }
  /** Sets lines in the middle of a box that hides what is below it; what is drawn next is in the colour of the words. */
  note(lines: readonly string[], middle: number, top: number, wide: number, high: number): void {
    const { ctx, theme } = this;
    ctx.fillStyle = theme.surface;
    ctx.fillRect(middle - wide / 2, top, wide, high);
    ctx.fillStyle = theme.ink;
    ctx.textAlign = "center";
    lines.forEach((one, i) => {
      ctx.direction = directionOf(one);
      ctx.fillText(one, middle, top + 15 + 16 * i);
    });
  }
}
