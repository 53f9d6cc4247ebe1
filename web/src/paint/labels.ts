// Names on the basemap: ranked, kept apart, never under a symbol; the country's own script beside the Latin name.
import type { Label } from "../wire/tables.ts";
import type { Theme } from "./theme.ts";
import type { View } from "./view.ts";

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
  /** Whether it is a name's. */
  label?: boolean;
}

/** Boxes by coarse cell, so that a collision test looks at few. */
export class Occupied {
  readonly #cells = new Map<number, Box[]>();

  #each(box: Box, visit: (list: Box[]) => boolean): boolean {
    for (let x = Math.floor(box.x0 / 96); x <= Math.floor(box.x1 / 96); x++) {
      for (let y = Math.floor(box.y0 / 96); y <= Math.floor(box.y1 / 96); y++) {
        const key = x * 65536 + y;
        let list = this.#cells.get(key);
        if (!list) this.#cells.set(key, (list = []));
        if (visit(list)) return true;
      }
    }
    return false;
  }

  add(box: Box): void {
    this.#each(box, (list) => {
      list.push(box);
      return false;
    });
  }

  /** A box that one meets. */
  met(box: Box): Box | undefined {
    let found: Box | undefined;
    this.#each(box, (list) => {
      found = list.find((b) => b.x0 < box.x1 && box.x0 < b.x1 && b.y0 < box.y1 && box.y0 < b.y1);
      return found !== undefined;
    });
    return found;
  }

  meets(box: Box): boolean {
    return this.met(box) !== undefined;
  }
}

interface Style {
  size: number;
  weight: number;
  italic: boolean;
  caps: boolean;
  spacing: number;
  color: keyof Pick<Theme, "label" | "labelSoft" | "labelWater">;
  dot: boolean;
}

function styleOf(label: Label, zoom: number): Style {
  const style: Style = { size: 11, weight: 400, italic: false, caps: false, spacing: 0, color: "label", dot: false };
  switch (label.kind) {
    case "country":
      return { ...style, size: Math.min(15, 10.5 + zoom * 0.5), weight: 600, caps: true, spacing: 1.8, color: "labelSoft" };
    case "admin1":
      return { ...style, size: 10.5, caps: true, spacing: 1, color: "labelSoft" };
    case "region":
      return { ...style, size: 11.5, italic: true, spacing: 1.2, color: "labelSoft" };
    case "river":
    case "lake":
      return { ...style, size: 11, italic: true, color: "labelWater" };
    default: {
      const size = Math.max(10.5, Math.min(14, 13.5 - 0.5 * label.rank + 0.15 * (zoom - 6)));
      return { ...style, size, weight: label.rank <= 2 ? 600 : 400, dot: true };
    }
  }
}

export const ARABIC = /[\u0590-\u08ff\ufb1d-\ufefc]/;
/** Where a text begins: as its first letter says, and only without one as the page does. */
export function directionOf(text: string, rtl = false): CanvasDirection {
  const letter = /\p{L}|\u200f/u.exec(text);
  return (letter ? letter[0] === "\u200f" || ARABIC.test(letter[0]) : rtl) ? "rtl" : "ltr";
}
/** Language of the reader -> the script whose names come first. */
const SCRIPTS: Readonly<Record<string, RegExp>> = { ar: /\p{Script=Arabic}/u, ru: /\p{Script=Cyrillic}/u, uk: /\p{Script=Cyrillic}/u };

/** A label's names in the order in which they are read; the second may be empty. */
export function namesOf(label: Label, language: string): [first: string, second: string] {
  if (!label.local || label.local === label.name) return [label.name, ""];
  const script = SCRIPTS[language];
  return script?.test(label.local) && !script.test(label.name) ? [label.local, label.name] : [label.name, label.local];
}

export function paintLabels(
  ctx: CanvasRenderingContext2D,
  view: View,
  labels: readonly Label[],
  theme: Theme,
  occupied: Occupied,
  language = "en",
): void {
  ctx.lineJoin = "round";
  ctx.textBaseline = "alphabetic";
  const pen: Pen = { ctx, view, theme, occupied, language, named: new Set() };
  // Labels come by importance. Close up a country's name can stand elsewhere in it, its capital's cannot.
  const isCapital = (label: Label): boolean => label.kind === "town" && label.rank === 0;
  // On a small picture of the world, as on the screen, large countries have their names.
  const due = labels.filter((label) => label.minZoom <= Math.max(2, view.zoom) + 0.5);
  const ordered = view.zoom < CAPITALS_FIRST ? due : [...due.filter(isCapital), ...due.filter((label) => !isCapital(label))];
  let countries = 0;
  for (const label of ordered) {
    // A world view names the larger countries only, not every island that has room.
    if (label.kind === "country" && ++countries > 70 * 2 ** Math.max(0, view.zoom - 2)) continue;
    everywhere(pen, label, 0);
  }
  // Where few towns are large, smaller ones are what a reader knows the region by.
  if (view.zoom < CAPITALS_FIRST) return;
  for (const label of labels) {
    const early = label.minZoom - view.zoom;
    if (label.kind === "town" && label.rank > 0 && early > 0.5 && early <= 2) everywhere(pen, label, early > 1 ? ROOM[1] : ROOM[0]);
  }
}

/** From this zoom level on, capitals come before the names of countries, and smaller towns fill what is empty. */
const CAPITALS_FIRST = 4.5;
/** Towns come one or two zoom levels early where there is so much room around them, px. */
const ROOM = [24, 64] as const;
/** How far up or down a country's name may move out of the way, px; never more than a degree of latitude or so. */
const ASIDE = [0, -26, 26, -52, 52];
/** A country's name runs over no more of the globe than this share of it. */
const WIDEST_NAME = 1 / 8;
/** Towns up to this rank are named beside the symbol that covers them. */
const WELL_KNOWN = 3;

/** What all labels of one picture are placed with. */
interface Pen {
  ctx: CanvasRenderingContext2D;
  view: View;
  theme: Theme;
  occupied: Occupied;
  language: string;
  /** Countries named so far: a division of the same name needs no second label. */
  named: Set<string>;
}

function everywhere(pen: Pen, label: Label, room: number): void {
  const { view } = pen;
  if (label.kind === "admin1" && pen.named.has(label.name)) return;
  for (const k of view.copies) {
    const x = (label.x + k) * view.scale - view.ox;
    const y = label.y * view.scale - view.oy;
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    if (place(pen, label, x, y, room) && label.kind === "country") pen.named.add(label.name);
  }
}

/** Widths of texts as measured at one zoom level: to measure takes longer than to place, and filters paint the same names again. */
const widths = new Map<string, number>();
let measuredAt = -1;

function widthOf({ ctx, view }: Pen, text: string, font: string, spacing: number): number {
  if (measuredAt !== view.zoom) widths.clear();
  measuredAt = view.zoom;
  const key = font + text;
  let width = widths.get(key);
  if (width === undefined) {
    ctx.font = font;
    setSpacing(ctx, spacing);
    width = ctx.measureText(text).width;
    setSpacing(ctx, 0);
    widths.set(key, width);
  }
  return width;
}

/** Draws a label where it fits, with nothing else within `room` px; whether it did. */
function place(pen: Pen, label: Label, x: number, y: number, room: number): boolean {
  const { ctx, view, theme, occupied, language } = pen;
  const style = styleOf(label, view.zoom);
  const [first, second] = namesOf(label, language);
  // Arabic letters have no capitals, are joined, not spaced or slanted, and look smaller than Latin ones of their size.
  const joined = ARABIC.test(first);
  const name = style.caps ? first.toLocaleUpperCase(language) : first;
  const size = joined ? style.size * 1.12 : style.size;
  const spacing = joined ? 0 : style.spacing;
  const font = `${style.italic && !joined ? "italic " : ""}${style.weight} ${size}px ${theme.font}`;
  const secondSize = style.size * (ARABIC.test(second) ? 1.02 : 0.86);
  const secondFont = `400 ${secondSize}px ${theme.font}`;
  const width = widthOf(pen, name, font, spacing);
  const secondWidth = second ? widthOf(pen, second, secondFont, 0) : 0;

  if (label.kind === "country" && width > view.scale * WIDEST_NAME) return false;
  const dotBox = { x0: x - 3, y0: y - 3, x1: x + 3, y1: y + 3 };
  const cover = style.dot && label.rank <= WELL_KNOWN && room === 0 ? occupied.met(dotBox) : undefined;
  const over = cover?.label ? undefined : cover;
  const line = size * 1.2;
  for (const withSecond of secondWidth > 0 ? [true, false] : [false]) {
    const w = withSecond ? Math.max(width, secondWidth) : width;
    const h = withSecond ? line + secondSize * 1.15 : line;
    // Right of the dot, left, above, below; areas are centred.
    const spots: [number, number, CanvasTextAlign][] = style.dot
      ? [
          [(over?.x1 ?? x + 3) + 3, y - h / 2, "left"], [(over?.x0 ?? x - 3) - 3 - w, y - h / 2, "right"],
          [x - w / 2, (over?.y0 ?? y - 4) - h - 1, "center"], [x - w / 2, (over?.y1 ?? y + 4) + 1, "center"],
        ]
      : (label.kind === "country" ? ASIDE.filter((px) => Math.abs(px) <= view.scale / 360) : [0]).map((aside) => [x - w / 2, y - h / 2 + aside, "center"]);
    for (const [bx, by, align] of spots) {
      const box: Box = { label: true, x0: bx - 3, y0: by - 1, x1: bx + w + 3, y1: by + h + 1 };
      const around = { x0: box.x0 - room, y0: box.y0 - room, x1: box.x1 + room, y1: box.y1 + room };
      // A picture ends where its frame does: what would be cut has no name. The screen's canvases end out of sight.
      if (box.x0 < 0 || box.y0 < 0 || box.x1 > view.width || box.y1 > view.height) continue;
      if (occupied.meets(room > 0 ? around : box)) continue;
      occupied.add(box);
      ctx.strokeStyle = theme.halo;
      ctx.lineWidth = 3;
      ctx.fillStyle = theme[style.color];
      if (style.dot && !over) {
        occupied.add(dotBox);
        ctx.beginPath();
        ctx.arc(x, y, label.rank <= 2 ? 2.4 : 1.7, 0, 7);
        ctx.save();
        ctx.fillStyle = theme.labelSoft;
        ctx.fill();
        ctx.restore();
      }
      ctx.textAlign = align;
      const tx = align === "left" ? bx : align === "right" ? bx + w : bx + w / 2;
      write(ctx, name, tx, by + size, font, spacing);
      if (withSecond) {
        ctx.fillStyle = style.color === "labelWater" ? theme.labelWater : theme.labelSoft;
        write(ctx, second, tx, by + line + secondSize * 0.92, secondFont, 0);
      }
      return true;
    }
  }
  return false;
}

/** One text is one name: with a base direction of its own, Arabic and Latin never reorder each other. */
export function write(ctx: CanvasRenderingContext2D, text: string, x: number, y: number, font: string, spacing: number): void {
  ctx.font = font;
  ctx.direction = directionOf(text);
  setSpacing(ctx, spacing);
  ctx.strokeText(text, x, y);
  ctx.fillText(text, x, y);
  setSpacing(ctx, 0);
}

function setSpacing(ctx: CanvasRenderingContext2D, px: number): void {
  // Not every browser knows letterSpacing; the name is then set tight.
  if ("letterSpacing" in ctx) ctx.letterSpacing = `${px}px`;
}
