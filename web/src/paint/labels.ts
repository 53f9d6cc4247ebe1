// Names on the basemap: ranked, kept apart, never under a symbol; the country's own script beside the Latin name.
import type { Label } from "../wire/tables.ts";
import type { Theme } from "./theme.ts";
import type { View } from "./view.ts";

export interface Box {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/** Boxes by coarse cell, so that a collision test looks at few. */
export class Occupied {
  private readonly cells = new Map<number, Box[]>();

  private each(box: Box, visit: (list: Box[]) => boolean): boolean {
    for (let x = Math.floor(box.x0 / 96); x <= Math.floor(box.x1 / 96); x++) {
      for (let y = Math.floor(box.y0 / 96); y <= Math.floor(box.y1 / 96); y++) {
        const key = x * 65536 + y;
        let list = this.cells.get(key);
        if (!list) this.cells.set(key, (list = []));
        if (visit(list)) return true;
      }
    }
    return false;
  }

  add(box: Box): void {
    this.each(box, (list) => {
      list.push(box);
      return false;
    });
  }

  meets(box: Box): boolean {
    return this.each(box, (list) => list.some((b) => b.x0 < box.x1 && box.x0 < b.x1 && b.y0 < box.y1 && box.y0 < b.y1));
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

const ARABIC = /[\u0590-\u08ff\ufb1d-\ufefc]/;

export function paintLabels(
  ctx: CanvasRenderingContext2D,
  view: View,
  labels: readonly Label[],
  theme: Theme,
  occupied: Occupied,
): void {
  ctx.lineJoin = "round";
  ctx.textBaseline = "alphabetic";
  // One text is one name: a base direction of its own, so that Arabic and Latin never reorder each other.
  let countries = 0;
  for (const label of labels) {
    if (label.minZoom > view.zoom + 0.5) continue;
    // Labels come by importance: a world view names the larger countries only, not every island that has room.
    if (label.kind === "country" && ++countries > 50 * 3 ** Math.max(0, view.zoom - 2)) continue;
    for (const k of view.copies) {
      const x = (label.x + k) * view.scale - view.ox;
      const y = label.y * view.scale - view.oy;
      if (x < -60 || y < -20 || x > view.width + 60 || y > view.height + 20) continue;
      place(ctx, view, label, x, y, theme, occupied);
    }
  }
}

function place(
  ctx: CanvasRenderingContext2D,
  view: View,
  label: Label,
  x: number,
  y: number,
  theme: Theme,
  occupied: Occupied,
): void {
  const style = styleOf(label, view.zoom);
  const name = style.caps ? label.name.toLocaleUpperCase() : label.name;
  const font = (size: number): string => `${style.italic ? "italic " : ""}${style.weight} ${size}px ${theme.font}`;
  const localSize = style.size * (ARABIC.test(label.local) ? 1.02 : 0.86);
  ctx.font = font(style.size);
  setSpacing(ctx, style.spacing);
  const width = ctx.measureText(name).width;
  setSpacing(ctx, 0);
  ctx.font = `400 ${localSize}px ${theme.font}`;
  const localWidth = label.local && label.local !== label.name ? ctx.measureText(label.local).width : 0;

  const line = style.size * 1.2;
  for (const withLocal of localWidth > 0 ? [true, false] : [false]) {
    const w = withLocal ? Math.max(width, localWidth) : width;
    const h = withLocal ? line + localSize * 1.15 : line;
    // Right of the dot, left, above, below; areas are centred.
    const spots: [number, number, CanvasTextAlign][] = style.dot
      ? [[x + 6, y - h / 2, "left"], [x - 6 - w, y - h / 2, "right"], [x - w / 2, y - h - 5, "center"], [x - w / 2, y + 5, "center"]]
      : [[x - w / 2, y - h / 2, "center"]];
    for (const [bx, by, align] of spots) {
      const box = { x0: bx - 3, y0: by - 1, x1: bx + w + 3, y1: by + h + 1 };
      if (occupied.meets(box)) continue;
      occupied.add(box);
      ctx.strokeStyle = theme.halo;
      ctx.lineWidth = 3;
      ctx.fillStyle = theme[style.color];
      if (style.dot) {
        occupied.add({ x0: x - 3, y0: y - 3, x1: x + 3, y1: y + 3 });
        ctx.beginPath();
        ctx.arc(x, y, label.rank <= 2 ? 2.4 : 1.7, 0, 7);
        ctx.save();
        ctx.fillStyle = theme.labelSoft;
        ctx.fill();
        ctx.restore();
      }
      ctx.textAlign = align;
      const tx = align === "left" ? bx : align === "right" ? bx + w : bx + w / 2;
      ctx.font = font(style.size);
      ctx.direction = "ltr";
      setSpacing(ctx, style.spacing);
      ctx.strokeText(name, tx, by + style.size);
      ctx.fillText(name, tx, by + style.size);
      setSpacing(ctx, 0);
      if (withLocal) {
        ctx.font = `400 ${localSize}px ${theme.font}`;
        ctx.fillStyle = style.color === "labelWater" ? theme.labelWater : theme.labelSoft;
        ctx.strokeText(label.local, tx, by + line + localSize * 0.92);
        ctx.fillText(label.local, tx, by + line + localSize * 0.92);
      }
      return;
    }
  }
}

function setSpacing(ctx: CanvasRenderingContext2D, px: number): void {
  // Not every browser knows letterSpacing; the name is then set tight.
  if ("letterSpacing" in ctx) ctx.letterSpacing = `${px}px`;
}
