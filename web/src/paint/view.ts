// What a painter knows of the screen: unit coordinates -> pixels of the canvas, and how to trace a shape.
import { LINE, POINT, type Shapes } from "../wire/shapes.ts";

export interface View {
  /** Leaflet zoom. */
  zoom: number;
  /** Pixels of the whole world at this zoom. */
  scale: number;
  /** World pixel at the canvas's top left corner. */
  ox: number;
  oy: number;
  width: number;
  height: number;
  dpr: number;
  /** World copies in sight: multiples of `scale` to add to x. */
  copies: number[];
}

/** Whether a box of unit coordinates is in sight of copy `k`, with `margin` px around. */
export function inSight(view: View, box: Float64Array, at: number, k: number, margin = 4): boolean {
  const x0 = (box[at] + k) * view.scale - view.ox;
  const x1 = (box[at + 2] + k) * view.scale - view.ox;
  const y0 = box[at + 1] * view.scale - view.oy;
  const y1 = box[at + 3] * view.scale - view.oy;
  return x1 >= -margin && y1 >= -margin && x0 <= view.width + margin && y0 <= view.height + margin;
}

/** Traces a shape as the current path; positions closer than `skip` px to the last are left out. */
export function trace(ctx: CanvasRenderingContext2D, view: View, shapes: Shapes, shape: number, k: number, skip = 0.7): void {
  const { xy, start, first, type } = shapes;
  const ox = view.ox - k * view.scale;
  const kind = type[shape];
  for (let p = first[shape]; p < first[shape + 1]; p++) {
    let lx = 0;
    let ly = 0;
    const from = start[p];
    const to = start[p + 1];
    for (let i = from; i < to; i++) {
      const x = xy[2 * i] * view.scale - ox;
      const y = xy[2 * i + 1] * view.scale - view.oy;
      if (kind === POINT) {
        ctx.moveTo(x + 6, y);
        ctx.arc(x, y, 6, 0, 7);
      } else if (i === from) {
        ctx.moveTo(x, y);
        lx = x;
        ly = y;
      } else if (Math.abs(x - lx) + Math.abs(y - ly) >= skip || i === to - 1) {
        ctx.lineTo(x, y);
        lx = x;
        ly = y;
      }
    }
    if (kind !== LINE && kind !== POINT) ctx.closePath();
  }
}
