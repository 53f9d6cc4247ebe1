// The offline basemap: land, water, rivers and borders, calm enough for data to lie on.
import type { Base } from "../wire/tables.ts";
import type { Theme } from "./theme.ts";
import { inSight, trace, type View } from "./view.ts";

export function paintBasemap(ctx: CanvasRenderingContext2D, view: View, base: Base, theme: Theme): void {
  ctx.fillStyle = theme.sea;
  ctx.fillRect(0, 0, view.width, view.height);
  const rows = new Map<string, number[]>();
  base.layer.values.forEach((name) => rows.set(name, []));
  for (let i = 0; i < base.shapes.count; i++) {
    const code = base.layer.codes[i];
    if (code >= 0 && base.rank[i] <= view.zoom + 0.5) rows.get(base.layer.values[code])?.push(i);
  }
  const draw = (layer: string, paint: () => void): void => {
    ctx.beginPath();
    for (const i of rows.get(layer) ?? []) {
      for (const k of view.copies) if (inSight(view, base.shapes.box, i * 4, k)) trace(ctx, view, base.shapes, i, k);
    }
    paint();
  };
  ctx.lineJoin = "round";
  ctx.lineCap = "round";
  // Neighbouring polygons leave hairlines when only filled; a thin stroke in the same colour closes them.
  for (const i of rows.get("land") ?? []) {
    for (const k of view.copies) {
      if (!inSight(view, base.shapes.box, i * 4, k)) continue;
      ctx.beginPath();
      trace(ctx, view, base.shapes, i, k);
      ctx.fillStyle = ctx.strokeStyle = theme.land;
      ctx.lineWidth = 0.8;
      ctx.fill("evenodd");
      ctx.stroke();
    }
  }
  const grow = Math.max(0.3, Math.min(1.5, (view.zoom - 2) * 0.2));
  draw("river", () => {
    ctx.strokeStyle = theme.river;
    ctx.lineWidth = 0.4 + 0.9 * grow;
    ctx.stroke();
  });
  draw("lake", () => {
    // No outline: where the basemap's finer and coarser parts meet, it would cross the water.
    ctx.fillStyle = ctx.strokeStyle = theme.lake;
    ctx.lineWidth = 0.6;
    ctx.fill("evenodd");
    ctx.stroke();
  });
  draw("admin1", () => {
    ctx.strokeStyle = theme.admin1;
    ctx.lineWidth = 0.9;
    ctx.stroke();
  });
  draw("border", () => {
    ctx.strokeStyle = theme.border;
    ctx.lineWidth = 0.5 + 0.7 * grow;
    ctx.stroke();
  });
  draw("border_disputed", () => {
    ctx.strokeStyle = theme.border;
    ctx.lineWidth = 0.5 + 0.7 * grow;
    ctx.setLineDash([5, 4]);
    ctx.stroke();
    ctx.setLineDash([]);
  });
}
