// Hatching: thin diagonal lines in one colour, anchored to the world so that they do not crawl while panning.
import { Recorder } from "./recorder.ts";
import type { View } from "./view.ts";

const tiles = new Map<string, HTMLCanvasElement>();

function tile(color: string, dpr: number): HTMLCanvasElement {
  const key = `${color} ${dpr}`;
  const known = tiles.get(key);
  if (known) return known;
  const canvas = document.createElement("canvas");
  const side = Math.round(8 * dpr);
  canvas.width = canvas.height = side;
  const ctx = canvas.getContext("2d");
  if (ctx) {
    ctx.strokeStyle = color;
    ctx.lineWidth = 1.3 * dpr;
    ctx.beginPath();
    for (const d of [-1, 0, 1]) {
      ctx.moveTo(d * side - side / 2, side * 1.5);
      ctx.lineTo(d * side + side * 1.5, -side / 2);
    }
    ctx.stroke();
  }
  tiles.set(key, canvas);
  return canvas;
}

export function hatch(ctx: CanvasRenderingContext2D, view: View, color: string): CanvasPattern | string {
  if (ctx instanceof Recorder) return ctx.hatch(color, 8, -(view.ox % 8), -(view.oy % 8), 1.3);
  const pattern = ctx.createPattern(tile(color, view.dpr), "repeat");
  if (!pattern) return color;
  const side = Math.round(8 * view.dpr) / view.dpr;
  pattern.setTransform(
    new DOMMatrix().translate(-(view.ox % side), -(view.oy % side)).scale(1 / view.dpr),
  );
  return pattern;
}
