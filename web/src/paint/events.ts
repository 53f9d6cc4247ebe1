// Events at uncertain places: circles, hatched shapes and bands. What is drawn at spots is in symbols.ts.
import { DENIED, ESTABLISHED } from "../model/coloring.ts";
import type { Places } from "../model/places.ts";
import { LINE, POINT, type Shapes } from "../wire/shapes.ts";
import { hatch } from "./hatch.ts";
import type { Area } from "./scene.ts";
import type { Theme } from "./theme.ts";
import { inSight, trace, type View } from "./view.ts";

/** Wider than this (px), a place is shaded along its edge only: what is inside grows with the square of its side. */
const WIDE = 96;
/** Width of that edge, px. */
const RIM = 22;
const CIRCLE_RIM = 12;
/** More circles than this go without: their rims would be all there is to see. */
const RIMMED = 12;

/** Ink of an area: strong when small, faint when large, so that a country does not outweigh a town. */
export function areaAlpha(sidePx: number): number {
  const ink = Math.max(0.14, Math.min(0.62, 34 / Math.max(1, sidePx)));
  // Wider than the screen it says nothing about any spot on it; its outline and its count remain.
  return ink * Math.max(0.3, Math.min(1, 1.6 - sidePx / 1600));
}

/** Shapes that may lie over each other at full strength. */
const FEW = 5;

export interface AreaStyle {
  theme: Theme;
  places: Places;
  shapes: Shapes;
  /** Places drawn strongly: the selected one and the one under the pointer. */
  strong: readonly number[];
}

export function paintAreas(ctx: CanvasRenderingContext2D, view: View, areas: readonly Area[], style: AreaStyle): void {
  ctx.lineJoin = "round";
  const { places, strong } = style;
  const isStrong = (a: Area): boolean => strong.includes(a.place);
  paintCircles(ctx, view, areas.filter((a) => places.shape[a.place] < 0), style);
  const shaped = areas.filter((a) => places.shape[a.place] >= 0 && !isStrong(a));
  // Many shapes over each other must not add up to a dark patch: the more, the fainter each.
  const share = Math.min(1, Math.sqrt(FEW / Math.max(FEW, shaped.length)));
  for (const area of shaped) paintShape(ctx, view, area, style, share);
  for (const area of areas) {
    if (!isStrong(area)) continue;
    if (places.shape[area.place] >= 0) paintShape(ctx, view, area, style, 1, true);
    else for (const k of view.copies) strongCircle(ctx, view, area, k, style);
  }
}

function circle(ctx: CanvasRenderingContext2D, view: View, places: Places, p: number, k: number, inset = 0): boolean {
  const x = (places.x[p] + k) * view.scale - view.ox;
  const y = places.y[p] * view.scale - view.oy;
  const r = places.radius[p] * view.scale - inset;
  if (x + r < 0 || y + r < 0 || x - r > view.width || y - r > view.height) return false;
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  return true;
}

/** Shades the path's inner edge with what is set to fill it. */
function rim(ctx: CanvasRenderingContext2D): void {
  ctx.save();
  ctx.clip("evenodd");
  ctx.strokeStyle = ctx.fillStyle;
  ctx.lineWidth = 2 * RIM;
  ctx.stroke();
  ctx.restore();
}

/** All circles of one colour as one wash: where many overlap, ink does not add up to a false certainty. */
function paintCircles(ctx: CanvasRenderingContext2D, view: View, areas: readonly Area[], style: AreaStyle): void {
  const { theme, places } = style;
  theme.types.forEach((color, slot) => {
    const own = areas.filter((a) => a.ink.slot === slot);
    // Wide circles are fainter within, and shaded along their edge; in three grades, so that each stays one shape.
    for (const [least, most, wash, edge] of [[0, 60, 0.2, 0], [60, 160, 0.05, 0.09], [160, Infinity, 0.015, 0]] as const) {
      const drawn = own.filter((a) => {
        const r = places.radius[a.place] * view.scale;
        return r >= least && r < most;
      });
      let some = 0;
      ctx.beginPath();
      for (const a of drawn) for (const k of view.copies) if (circle(ctx, view, places, a.place, k)) some++;
      if (some === 0) continue;
      ctx.fillStyle = ctx.strokeStyle = color;
      const share = Math.max(0.4, Math.min(1, Math.sqrt(10 / some)));
      ctx.globalAlpha = wash * share;
      ctx.fill();
      if (edge > 0 && some <= RIMMED) {
        ctx.beginPath();
        for (const a of drawn) for (const k of view.copies) circle(ctx, view, places, a.place, k, CIRCLE_RIM / 2);
        ctx.globalAlpha = edge * share;
        ctx.lineWidth = CIRCLE_RIM;
        ctx.stroke();
        ctx.beginPath();
        for (const a of drawn) for (const k of view.copies) circle(ctx, view, places, a.place, k);
      }
      ctx.globalAlpha = Math.max(0.18, Math.min(0.75, 5 / some));
      ctx.lineWidth = 1;
      ctx.setLineDash([1.5, 3.5]);
      ctx.stroke();
      ctx.setLineDash([]);
      ctx.globalAlpha = 1;
    }
  });
}

function strongCircle(ctx: CanvasRenderingContext2D, view: View, area: Area, k: number, style: AreaStyle): void {
  ctx.beginPath();
  if (!circle(ctx, view, style.places, area.place, k)) return;
  ctx.fillStyle = ctx.strokeStyle = style.theme.types[area.ink.slot];
  // Even so a wide one is no flood of colour.
  ctx.globalAlpha = 0.2 * Math.min(1, 80 / (style.places.radius[area.place] * view.scale));
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2;
  ctx.setLineDash([2, 3]);
  ctx.stroke();
  ctx.setLineDash([]);
}

function paintShape(ctx: CanvasRenderingContext2D, view: View, area: Area, style: AreaStyle, share: number, strong = false): void {
  const { theme, places, shapes } = style;
  const p = area.place;
  const shape = places.shape[p];
  const color = theme.types[area.ink.slot];
  const side = 2 * places.reach[p] * view.scale;
  const alpha = areaAlpha(side) * (strong ? 1.5 : share);
  ctx.save();
  for (const k of view.copies) {
    if (!inSight(view, shapes.box, shape * 4, k)) continue;
    const type = shapes.type[shape];
    ctx.beginPath();
    trace(ctx, view, shapes, shape, k);
    ctx.strokeStyle = color;
    if (type === LINE) {
      ctx.lineCap = "round";
      ctx.globalAlpha = strong ? 0.34 : 0.22;
      ctx.lineWidth = 13;
      ctx.stroke();
      ctx.globalAlpha = strong ? 1 : 0.8;
      ctx.lineWidth = strong ? 2.4 : 1.3;
      ctx.stroke();
    } else if (type === POINT) {
      ctx.globalAlpha = 1;
      ctx.lineWidth = strong ? 3 : 2;
      ctx.stroke();
    } else {
      // What is denied is not filled in, and what is only claimed or disputed less so.
      const { doubt } = area.ink;
      ctx.globalAlpha = Math.min(1, doubt === ESTABLISHED ? alpha : alpha * 0.5);
      ctx.fillStyle = hatch(ctx, view, color);
      if (doubt !== DENIED && side <= WIDE) ctx.fill("evenodd");
      else if (doubt !== DENIED) rim(ctx);
      ctx.globalAlpha = Math.min(0.3, alpha * 0.3) * Math.min(1, WIDE / side);
      ctx.fillStyle = color;
      ctx.fill("evenodd");
      ctx.strokeStyle = color;
      ctx.globalAlpha = strong ? 1 : Math.max(0.35, Math.min(0.7, 60 / side)) * share;
      ctx.lineWidth = strong ? 2.6 : 1.1;
      if (doubt === DENIED) ctx.setLineDash([1.5, 3.5]);
      ctx.stroke();
      ctx.setLineDash([]);
    }
  }
  ctx.restore();
}
