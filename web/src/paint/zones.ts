// Zones in force: a light wash and a line in the kind's colour; dashed where the boundary is only illustrative.
import type { Shapes } from "../wire/shapes.ts";
import type { Zone } from "../wire/tables.ts";
import { directionOf, type Occupied } from "./labels.ts";
import type { Theme } from "./theme.ts";
import { inSight, trace, type View } from "./view.ts";

export const ILLUSTRATIVE_DASH = [7, 5];
/** A zone narrower than this has no name, px: nobody could tell whose it is. */
const LEAST_NAMED = 9;

export function paintZones(
  ctx: CanvasRenderingContext2D,
  view: View,
  zones: readonly Zone[],
  shapes: Shapes,
  theme: Theme,
  selected: number,
): void {
  for (const zone of zones) {
    if (zone.shape < 0) continue;
    for (const k of view.copies) {
      if (!inSight(view, shapes.box, zone.shape * 4, k)) continue;
      const color = theme.zone(zone.kind);
      ctx.beginPath();
      trace(ctx, view, shapes, zone.shape, k);
      ctx.fillStyle = color;
      ctx.globalAlpha = zone.index === selected ? 0.22 : 0.12;
      ctx.fill("evenodd");
      ctx.globalAlpha = 1;
      ctx.strokeStyle = color;
      ctx.lineWidth = zone.index === selected ? 3 : 1.8;
      ctx.setLineDash(zone.boundaryStatus === "illustrative" ? ILLUSTRATIVE_DASH : []);
      ctx.stroke();
      ctx.setLineDash([]);
    }
  }
}

/** Zone names, on the zone's middle where there is room. */
export function paintZoneNames(
  ctx: CanvasRenderingContext2D,
  view: View,
  zones: readonly Zone[],
  shapes: Shapes,
  theme: Theme,
  occupied: Occupied,
): void {
  ctx.font = `600 11.5px ${theme.font}`;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  ctx.lineJoin = "round";
  for (const zone of zones) {
    if (zone.shape < 0 || !zone.name) continue;
    const b = zone.shape * 4;
    const wide = (shapes.box[b + 2] - shapes.box[b]) * view.scale;
    const lines = wrap(ctx, zone.name, Math.max(90, wide * 0.9));
    const width = Math.max(...lines.map((l) => ctx.measureText(l).width));
    if (wide < LEAST_NAMED) continue;
    const high = lines.length * 14;
    for (const k of view.copies) {
      const middle = ((shapes.box[b] + shapes.box[b + 2]) / 2 + k) * view.scale - view.ox;
      const top = shapes.box[b + 1] * view.scale - view.oy;
      const bottom = shapes.box[b + 3] * view.scale - view.oy;
      const within = wide < width * 0.5 ? [] : [(top + bottom) / 2, top + 16 + high / 2, bottom - 12 - high / 2];
      const aside = (wide + width) / 2 + 6;
      const spots = [...within, top - 8 - high / 2, bottom + 10 + high / 2].map((y) => [middle, y]);
      for (const [x, y] of [...spots, [middle + aside, (top + bottom) / 2], [middle - aside, (top + bottom) / 2]]) {
        const box = { x0: x - width / 2 - 3, y0: y - high / 2 - 1, x1: x + width / 2 + 3, y1: y + high / 2 + 1 };
        if (occupied.meets(box)) continue;
        occupied.add(box);
        ctx.strokeStyle = theme.halo;
        ctx.lineWidth = 3.5;
        ctx.fillStyle = theme.zone(zone.kind);
        ctx.direction = directionOf(zone.name);
        lines.forEach((line, i) => {
          const ly = y + (i - (lines.length - 1) / 2) * 14;
          ctx.strokeText(line, x, ly);
          ctx.fillText(line, x, ly);
        });
        break;
      }
    }
  }
}

function wrap(ctx: CanvasRenderingContext2D, text: string, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines[lines.length - 1];
    if (last !== undefined && ctx.measureText(`${last} ${word}`).width <= width) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= 3 ? lines : [...lines.slice(0, 2), `${lines[2]} …`];
}
