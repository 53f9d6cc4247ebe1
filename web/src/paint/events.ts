// Events: areas for uncertain places, dots for named spots, rings for approximate ones, counted clusters.
import type { Places } from "../model/places.ts";
import { LINE, POINT, type Shapes } from "../wire/shapes.ts";
import { hatch } from "./hatch.ts";
import type { Area, Scene, Symbol } from "./scene.ts";
import type { Theme } from "./theme.ts";
import { inSight, trace, type View } from "./view.ts";

/** Ink of an area: strong when small, faint when large, so that a country does not outweigh a town. */
export function areaAlpha(sidePx: number): number {
  const ink = Math.max(0.16, Math.min(0.62, 34 / Math.max(1, sidePx)));
  // Wider than the screen it says nothing about any spot on it; its outline and its count remain.
  return ink * Math.max(0.12, Math.min(1, 1.6 - sidePx / 1600));
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

function circle(ctx: CanvasRenderingContext2D, view: View, places: Places, p: number, k: number): boolean {
  const x = (places.x[p] + k) * view.scale - view.ox;
  const y = places.y[p] * view.scale - view.oy;
  const r = places.radius[p] * view.scale;
  if (x + r < 0 || y + r < 0 || x - r > view.width || y - r > view.height) return false;
  ctx.moveTo(x + r, y);
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  return true;
}

/** All circles of one colour as one wash: where many overlap, ink does not add up to a false certainty. */
function paintCircles(ctx: CanvasRenderingContext2D, view: View, areas: readonly Area[], style: AreaStyle): void {
  const { theme, places } = style;
  theme.types.forEach((color, slot) => {
    const own = areas.filter((a) => a.slot === slot);
    // Wide circles are fainter; they are washed in three grades so that each stays one shape.
    for (const [least, most, alpha] of [[0, 60, 0.2], [60, 160, 0.13], [160, Infinity, 0.07]] as const) {
      let drawn = 0;
      ctx.beginPath();
      for (const a of own) {
        const r = places.radius[a.place] * view.scale;
        if (r < least || r >= most) continue;
        for (const k of view.copies) if (circle(ctx, view, places, a.place, k)) drawn++;
      }
      if (drawn === 0) continue;
      ctx.fillStyle = ctx.strokeStyle = color;
      ctx.globalAlpha = alpha * Math.max(0.4, Math.min(1, Math.sqrt(10 / drawn)));
      ctx.fill();
      ctx.globalAlpha = Math.max(0.18, Math.min(0.75, 5 / drawn));
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
  ctx.fillStyle = ctx.strokeStyle = style.theme.types[area.slot];
  ctx.globalAlpha = 0.2;
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
  const color = theme.types[area.slot];
  const alpha = areaAlpha(2 * places.reach[p] * view.scale) * (strong ? 1.5 : share);
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
      ctx.globalAlpha = Math.min(1, alpha);
      ctx.fillStyle = hatch(ctx, view, color);
      ctx.fill("evenodd");
      ctx.globalAlpha = Math.min(0.3, alpha * 0.3);
      ctx.fillStyle = color;
      ctx.fill("evenodd");
      ctx.globalAlpha = strong ? 1 : 0.7 * share;
      ctx.lineWidth = strong ? 2.6 : 1.1;
      ctx.stroke();
    }
  }
  ctx.restore();
}

/** The extent of a named place around its dot. */
function halo(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, color: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = ctx.strokeStyle = color;
  ctx.globalAlpha = 0.07;
  ctx.fill();
  ctx.globalAlpha = 0.45;
  ctx.lineWidth = 1;
  ctx.setLineDash([1.5, 3.5]);
  ctx.stroke();
  ctx.restore();
}

export interface SymbolStyle {
  theme: Theme;
  count(n: number): string;
  places: Places;
  /** Place or cluster under the selection. */
  selectedPlace: number;
}

export function paintSymbols(ctx: CanvasRenderingContext2D, view: View, scene: Scene, style: SymbolStyle): void {
  const { theme, places } = style;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const s of scene.symbols) {
    const place = s.place;
    if (place >= 0 && (s.kind === "dot" || s.kind === "cluster") && places.exact[place]) {
      const reach = places.radius[place] * view.scale;
      if (reach > s.r + 6) halo(ctx, s.x, s.y, reach, theme.types[dominant(s)]);
    }
    if (s.kind === "dot") dot(ctx, s, theme);
    else if (s.kind === "ring") ring(ctx, s, theme);
    else if (s.kind === "cluster") donut(ctx, s, theme, style.count(s.n));
    else badge(ctx, s, theme, style.count(s.n));
    if (place >= 0 && place === style.selectedPlace) mark(ctx, s, theme);
  }
}

function dominant(s: Symbol): number {
  let best = 0;
  for (let i = 1; i < s.slots.length; i++) if (s.slots[i] > s.slots[best]) best = i;
  return best;
}

function dot(ctx: CanvasRenderingContext2D, s: Symbol, theme: Theme): void {
  ctx.beginPath();
  ctx.arc(s.x, s.y, s.r, 0, 7);
  ctx.fillStyle = theme.types[dominant(s)];
  ctx.globalAlpha = s.r > 7 ? 0.62 : 0.88;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = 1;
  ctx.strokeStyle = s.r > 7 ? theme.types[dominant(s)] : theme.surface;
  ctx.stroke();
}

function ring(ctx: CanvasRenderingContext2D, s: Symbol, theme: Theme): void {
  const color = theme.types[dominant(s)];
  ctx.beginPath();
  ctx.arc(s.x, s.y, s.r, 0, 7);
  ctx.fillStyle = theme.surface;
  ctx.globalAlpha = 0.75;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.lineWidth = 2.2;
  ctx.strokeStyle = color;
  ctx.setLineDash([3, 2]);
  ctx.stroke();
  ctx.setLineDash([]);
}

function donut(ctx: CanvasRenderingContext2D, s: Symbol, theme: Theme, text: string): void {
  ctx.beginPath();
  ctx.arc(s.x, s.y, s.r + 1.2, 0, 7);
  ctx.fillStyle = theme.surface;
  ctx.fill();
  const width = Math.max(3, s.r * 0.2);
  let at = -Math.PI / 2;
  ctx.lineWidth = width;
  ctx.lineCap = "butt";
  for (let i = 0; i < s.slots.length; i++) {
    if (s.slots[i] === 0) continue;
    const to = at + (s.slots[i] / s.n) * 2 * Math.PI;
    ctx.beginPath();
    ctx.arc(s.x, s.y, s.r - width / 2, at, to);
    ctx.strokeStyle = theme.types[i];
    ctx.stroke();
    at = to;
  }
  const size = Math.max(9, Math.min(13.5, (2 * (s.r - width) * 0.92) / Math.max(1.7, text.length * 0.58)));
  ctx.font = `600 ${size}px ${theme.font}`;
  ctx.fillStyle = theme.ink;
  ctx.fillText(text, s.x, s.y + 0.5);
}

function badge(ctx: CanvasRenderingContext2D, s: Symbol, theme: Theme, text: string): void {
  ctx.beginPath();
  ctx.roundRect(s.x - s.r, s.y - 9.5, 2 * s.r, 19, 4);
  ctx.fillStyle = theme.surface;
  ctx.fill();
  ctx.lineWidth = 1.6;
  ctx.strokeStyle = theme.types[dominant(s)];
  ctx.setLineDash([3, 2]);
  ctx.stroke();
  ctx.setLineDash([]);
  ctx.font = `600 11px ${theme.font}`;
  ctx.fillStyle = theme.ink;
  ctx.fillText(text, s.x, s.y + 0.5);
}

function mark(ctx: CanvasRenderingContext2D, s: Symbol, theme: Theme): void {
  ctx.beginPath();
  if (s.kind === "badge") ctx.roundRect(s.x - s.r - 4, s.y - 13.5, 2 * s.r + 8, 27, 7);
  else ctx.arc(s.x, s.y, s.r + 4.5, 0, 7);
  ctx.strokeStyle = theme.surface;
  ctx.lineWidth = 5;
  ctx.stroke();
  ctx.strokeStyle = theme.accent;
  ctx.lineWidth = 2.4;
  ctx.stroke();
}
