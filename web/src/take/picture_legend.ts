// The legend on a picture: sections in as many columns as it needs.
import type { Section, Swatch } from "./legend_of.ts";
import type { Lettering } from "./lettering.ts";
import { Recorder } from "../paint/recorder.ts";

/** Four of them, with the gaps between them, have room on a printed sheet. */
const COLUMN = 201;
const GAP = 18;
const [LINE, SMALL] = [15, 14];
const MARK = 34;

interface Block {
  high: number;
  /** How much of that is free room above it. */
  above: number;
  /** Kept with the block after it. */
  heading: boolean;
  draw(x: number, y: number): void;
}

function blocks(letters: Lettering, sections: readonly Section[]): Block[] {
  const { ctx, theme } = letters;
  const found: Block[] = [];
  const text = (words: string, size: number, line: number, color: string, indent: number, weight = 400): { high: number; draw: Block["draw"] } => {
    letters.font(size, weight);
    const lines = letters.lines(words, COLUMN - indent, 4);
    return {
      high: lines.length * line,
      draw: (x, y) => {
        letters.font(size, weight);
        lines.forEach((one, i) => letters.set(one, x + indent, y + i * line + line * 0.78, color));
      },
    };
  };
  sections.forEach(({ title, rows, notes }, s) => {
    const head = text(title, 11.5, SMALL, theme.inkSoft, 0, 600);
    const above = s === 0 ? 0 : 8;
    if (title !== "") found.push({ high: head.high + above + 3, above, heading: true, draw: (x, y) => head.draw(x, y + above) });
    for (const { text: words, swatch } of rows) {
      if (words === "" && swatch?.kind === "svg") {
        const { width, height } = swatch.element.viewBox.baseVal;
        const size = Math.min(1, COLUMN / width);
        found.push({ high: height * size, above: 0, heading: false, draw: (x, y) => mark(ctx, swatch, letters.left(x, width * size), y, size) });
        continue;
      }
      const words_ = text(words, 12, LINE, theme.ink, swatch ? MARK : 0);
      const high = Math.max(18, words_.high + 3);
      found.push({
        high,
        above: 0,
        heading: false,
        draw: (x, y) => {
          if (swatch) mark(ctx, swatch, letters.left(x, 26), y, 1);
          words_.draw(x, y + (high - words_.high) / 2);
        },
      });
    }
    for (const note of notes) {
      const words = text(note, 11, 13.5, theme.inkSoft, 0);
      found.push({ high: words.high + 4, above: 0, heading: false, draw: (x, y) => words.draw(x, y + 2) });
    }
  });
  return found;
}

/** Blocks in columns no higher than `high`; a heading is never the last of its column. */
function columns(all: readonly Block[], high: number): Block[][] {
  const found: Block[][] = [[]];
  let filled = 0;
  all.forEach((block, i) => {
    const wanted = block.high + (block.heading ? (all[i + 1]?.high ?? 0) : 0);
    if (filled > 0 && filled + wanted > high) {
      found.push([]);
      filled = 0;
    }
    found[found.length - 1].push(block);
    filled += block.high;
  });
  return found;
}

export interface LegendBox {
  width: number;
  height: number;
  /** Draws it, `x` px from where reading begins. */
  draw(x: number, y: number): void;
}

/** A legend in one column, or in more where it would be higher than `high`; with `most` columns, as low as that allows. */
export function legendBox(letters: Lettering, sections: readonly Section[], high: number, most = Infinity): LegendBox | null {
  const all = blocks(letters, sections);
  if (all.length === 0) return null;
  let laid = columns(all, high);
  if (most !== Infinity) {
    const whole = all.reduce((sum, b) => sum + b.high, 0);
    for (let h = whole / most; ; h += 6) {
      laid = columns(all, h);
      if (laid.length <= most) break;
    }
  }
  const height = Math.max(...laid.map((column) => column.reduce((sum, b) => sum + b.high, 0)));
  return {
    width: laid.length * (COLUMN + GAP) - GAP,
    height,
    draw: (x, y) =>
      laid.forEach((column, i) => {
        let at = y - column[0].above; // columns begin at one height
        for (const block of column) {
          block.draw(x + i * (COLUMN + GAP), at);
          at += block.high;
        }
      }),
  };
}

/** Draws a swatch into a box of 26 x 18 px. */
function mark(ctx: CanvasRenderingContext2D, swatch: Swatch, x: number, y: number, size: number): void {
  ctx.save();
  ctx.translate(x, y);
  if (size !== 1) ctx.scale(size, size);
  ctx.fillStyle = ctx.strokeStyle = swatch.color;
  ctx.beginPath();
  if (swatch.kind === "dot") {
    ctx.arc(13, 9, 5.5, 0, 7);
    ctx.fill();
  } else if (swatch.kind === "zone") {
    ctx.rect(1, 2, 24, 13);
    ctx.globalAlpha = 0.16;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.lineWidth = 2;
    ctx.setLineDash(swatch.dashed ? [5, 3.5] : []);
    ctx.stroke();
  } else {
    for (const element of swatch.element.children) part(ctx as unknown as CanvasRenderingContext2D | Recorder, element, swatch.color);
  }
  ctx.restore();
}

/** One element of an icon: circles, rectangles, paths and texts are all there are. */
function part(ctx: CanvasRenderingContext2D | Recorder, element: Element, color: string): void {
  const number = (name: string, fallback = 0): number => Number(element.getAttribute(name) ?? fallback);
  const paint = (name: string): string | null => {
    const value = element.getAttribute(name) ?? (name === "fill" ? color : "none");
    return value === "none" ? null : value === "currentColor" ? color : value;
  };
  ctx.save();
  const [fill, stroke] = [paint("fill"), paint("stroke")];
  if (element.tagName === "text") {
    ctx.font = ctx.font.replace(/^.*?[\d.]+px/, `${number("font-weight", 400)} ${number("font-size", 11)}px`);
    ctx.textAlign = element.getAttribute("text-anchor") === "middle" ? "center" : "left";
    ctx.direction = "ltr";
    ctx.fillStyle = fill ?? color;
    ctx.fillText(element.textContent ?? "", number("x"), number("y"));
    return ctx.restore();
  }
  ctx.lineWidth = number("stroke-width", 1);
  if (element.getAttribute("stroke-linecap") === "round") ctx.lineCap = "round";
  ctx.setLineDash((element.getAttribute("stroke-dasharray") ?? "").split(/[ ,]+/).filter((v) => v !== "").map(Number));
  const d = element.getAttribute("d");
  ctx.beginPath();
  if (element.tagName === "circle") ctx.arc(number("cx"), number("cy"), number("r"), 0, 7);
  else if (element.tagName === "rect") ctx.roundRect(number("x"), number("y"), number("width"), number("height"), number("rx"));
  for (const [color, filled] of [[fill, true], [stroke, false]] as const) {
    if (color === null) continue;
    ctx.globalAlpha = number(filled ? "fill-opacity" : "stroke-opacity", 1);
    if (filled) ctx.fillStyle = color;
    else ctx.strokeStyle = color;
    if (d === null) filled ? ctx.fill() : ctx.stroke();
    else if (ctx instanceof Recorder) ctx.icon(d, filled);
    else filled ? ctx.fill(new Path2D(d)) : ctx.stroke(new Path2D(d));
  }
  ctx.restore();
}
