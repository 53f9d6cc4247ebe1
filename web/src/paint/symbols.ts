// Events at spots: dots for named places, rings for approximate ones, counted clusters and the counts of areas.
import { blend, CLAIMED, DENIED, DISPUTED, ESTABLISHED, type Ink } from "../model/coloring.ts";
import type { Places } from "../model/places.ts";
import { SLOTS } from "../palette.ts";
import type { Symbol } from "./scene.ts";
import type { Theme } from "./theme.ts";
import type { View } from "./view.ts";

/** The extent of a named place around its dot. */
function halo(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, color: string): void {
  ctx.save();
  ctx.beginPath();
  ctx.arc(x, y, r, 0, 2 * Math.PI);
  ctx.fillStyle = ctx.strokeStyle = color;
  ctx.globalAlpha = 0.07 * Math.min(1, 70 / r); // close up many lie over each other
  ctx.fill();
  ctx.globalAlpha = Math.max(0.2, 0.45 * Math.min(1, 140 / r));
  ctx.lineWidth = 1;
  ctx.setLineDash([1.5, 3.5]);
  ctx.stroke();
  ctx.restore();
}

export interface SymbolStyle {
  theme: Theme;
  count(n: number): string;
  places: Places;
  /** The place that is chosen, and the cluster that holds it; a negative number is none. */
  selectedPlace: number;
  selectedCluster: number;
}

export function paintSymbols(ctx: CanvasRenderingContext2D, view: View, symbols: readonly Symbol[], style: SymbolStyle): void {
  const { theme, places } = style;
  ctx.textAlign = "center";
  ctx.textBaseline = "middle";
  for (const s of symbols) {
    const place = s.place;
    const ink = blend(s.slots);
    if (place >= 0 && (s.kind === "dot" || s.kind === "cluster") && places.exact[place]) {
      const reach = places.radius[place] * view.scale;
      if (reach > s.r + 6) halo(ctx, s.x, s.y, reach, theme.types[ink.slot]);
    }
    if (s.kind === "dot") dot(ctx, s, ink, theme);
    else if (s.kind === "ring") ring(ctx, s, ink, theme);
    else if (s.kind === "cluster") donut(ctx, s, theme, style.count(s.n));
    else badge(ctx, s, ink, theme, style.count(s.n));
    if (place >= 0 ? place === style.selectedPlace : s.cluster === style.selectedCluster) mark(ctx, s, theme);
  }
}

/** Widths (0: of the whole band) and opacities of the lines of a cluster's ring. */
const BAND = [[0, 1]] as const;
const THIN = [[0, 0.14], [1.2, 1]] as const;

/** Smallest dot whose form is still seen. */
const LEAST_FORM = 4.6;

/** A dot: filled where it is established, hollow where it is claimed, struck through or crossed where it is denied. */
function dot(ctx: CanvasRenderingContext2D, s: Symbol, ink: Ink, theme: Theme): void {
  const color = theme.types[ink.slot];
  ctx.beginPath();
  ctx.lineWidth = 1;
  if (ink.doubt === ESTABLISHED) {
    ctx.arc(s.x, s.y, s.r, 0, 7);
    ctx.fillStyle = color;
    ctx.globalAlpha = s.r > 7 ? 0.55 : 0.88;
    ctx.fill();
    ctx.globalAlpha = 1;
    ctx.strokeStyle = s.r > 7 ? color : theme.surface;
    ctx.stroke();
    return;
  }
  const r = Math.max(LEAST_FORM, s.r);
  ctx.arc(s.x, s.y, r, 0, 7);
  ctx.fillStyle = theme.surface;
  ctx.globalAlpha = 0.72;
  ctx.fill();
  ctx.globalAlpha = 1;
  ctx.strokeStyle = color;
  outline(ctx, ink.doubt, 1.8);
  strike(ctx, s.x, s.y, r, ink.doubt);
}

/** The outline of what is denied is faint. */
function outline(ctx: CanvasRenderingContext2D, doubt: number, width: number): void {
  ctx.lineWidth = doubt === DENIED ? 1 : width;
  ctx.globalAlpha = doubt === DENIED ? 0.55 : 1;
  ctx.stroke();
  ctx.globalAlpha = 1;
}

/** The line of what is disputed, the cross of what is denied; in the colour and width that are set. */
function strike(ctx: CanvasRenderingContext2D, x: number, y: number, r: number, doubt: number): void {
  if (doubt <= CLAIMED) return;
  // The cross is small, so that it is no line that ends at the edge; in a large dot it is no larger than in others.
  const d = doubt === DISPUTED ? r * 0.7 : Math.min(r * 0.62, 6);
  ctx.beginPath();
  ctx.moveTo(x - d, y + d);
  ctx.lineTo(x + d, y - d);
  if (doubt === DENIED) {
    ctx.moveTo(x - d, y - d);
    ctx.lineTo(x + d, y + d);
  }
  ctx.lineWidth = 1.5;
  ctx.stroke();
}

/** A dashed outline says that the place is approximate; what is in it, as in a dot, how sure the event is. */
function ring(ctx: CanvasRenderingContext2D, s: Symbol, ink: Ink, theme: Theme): void {
  const color = theme.types[ink.slot];
  ctx.beginPath();
  ctx.arc(s.x, s.y, s.r, 0, 7);
  ctx.fillStyle = theme.surface;
  ctx.globalAlpha = 0.75;
  ctx.fill();
  if (ink.doubt === ESTABLISHED) {
    ctx.fillStyle = color;
    ctx.globalAlpha = 0.42;
    ctx.fill();
  }
  ctx.globalAlpha = 1;
  ctx.strokeStyle = color;
  ctx.setLineDash([3, 2]);
  outline(ctx, ink.doubt, 2.2);
  ctx.setLineDash([]);
  strike(ctx, s.x, s.y, s.r, ink.doubt);
}

/** Shares by colour: first what is established, as a band, then what is in doubt, as a thin line outside. */
function donut(ctx: CanvasRenderingContext2D, s: Symbol, theme: Theme, text: string): void {
  ctx.beginPath();
  ctx.arc(s.x, s.y, s.r + 1.2, 0, 7);
  ctx.fillStyle = theme.surface;
  ctx.fill();
  const width = Math.max(3, s.r * 0.2);
  let at = -Math.PI / 2;
  ctx.lineCap = "butt";
  for (let k = 0; k < s.slots.length; k++) {
    if (s.slots[k] === 0) continue;
    const to = at + (s.slots[k] / s.n) * 2 * Math.PI;
    ctx.strokeStyle = theme.types[k % SLOTS];
    for (const [wide, alpha] of k < SLOTS ? BAND : THIN) {
      ctx.lineWidth = wide || width;
      ctx.globalAlpha = alpha;
      ctx.beginPath();
      ctx.arc(s.x, s.y, s.r - ctx.lineWidth / 2, at, to);
      ctx.stroke();
    }
    at = to;
  }
  ctx.globalAlpha = 1;
  const size = Math.max(9, Math.min(13.5, (2 * (s.r - width) * 0.92) / Math.max(1.7, text.length * 0.58)));
  ctx.font = `600 ${size}px ${theme.font}`;
  ctx.fillStyle = theme.ink;
  ctx.fillText(text, s.x, s.y + 0.5);
}

/** An area's count; a bar below it says how much of that is established where some is in doubt, a mark where all is. */
function badge(ctx: CanvasRenderingContext2D, s: Symbol, ink: Ink, theme: Theme, text: string): void {
  const color = theme.types[ink.slot];
  ctx.beginPath();
  ctx.roundRect(s.x - s.r, s.y - 9.5, 2 * s.r, 19, 4);
  ctx.fillStyle = theme.surface;
  ctx.fill();
  ctx.lineWidth = ink.doubt === ESTABLISHED ? 1.6 : 1.1;
  ctx.strokeStyle = color;
  ctx.setLineDash([3, 2]);
  ctx.stroke();
  ctx.setLineDash([]);
  if (ink.sure > 0 && ink.sure < 1) {
    ctx.lineWidth = 2;
    for (const [share, alpha] of [[1, 0.25], [ink.sure, 1]]) {
      ctx.beginPath();
      ctx.moveTo(s.x - s.r + 4, s.y + 6.8);
      ctx.lineTo(s.x - s.r + 4 + (2 * s.r - 8) * share, s.y + 6.8);
      ctx.globalAlpha = alpha;
      ctx.stroke();
    }
    ctx.globalAlpha = 1;
  }
  ctx.font = `600 11px ${theme.font}`;
  ctx.fillStyle = theme.ink;
  ctx.fillText(text, s.x, s.y + (ink.sure > 0 && ink.sure < 1 ? -1 : 0.5));
  if (ink.doubt !== ESTABLISHED) dot(ctx, { ...s, x: s.x + s.r, y: s.y - 9, r: LEAST_FORM }, ink, theme);
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
