// The map as a picture to print or publish: title, what is shown, the map, legend, scale, sources and date; as pixels or vectors.
import { L } from "../leaflet.ts";
import type { MapView } from "../map_view.ts";
import { readTheme } from "../paint/theme.ts";
import type { View } from "../paint/view.ts";
import { refuse } from "../model/refuse.ts";
import { say } from "../words/words.ts";
import { facts, sidesOf } from "./facts.ts";
import { legendOf } from "./legend_of.ts";
import { isolated, Lettering } from "./lettering.ts";
import { legendBox } from "./picture_legend.ts";
import { drawSides } from "./sides.ts";
import { Recorder } from "../paint/recorder.ts";

export interface PictureSize {
  /** CSS pixels that the picture is laid out in. */
  width: number;
  height: number;
  /** Pixels of the file for one of these; of no meaning to vectors. */
  scale: number;
  /** Light colours, whatever the page's are. */
  paper?: boolean;
}

/** Narrower than this, the legend stands below the map. */
const NARROW = 560;
const EDGE = 20;
const EQUATOR_KM = 40_075.017;

interface Frame {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What a frame shows: all that the map shows now, around the same middle. */
function viewOf({ map }: MapView, frame: Frame, dpr: number): View {
  const size = map.getSize();
  const crs = map.options.crs ?? L.CRS.EPSG3857;
  const zoom = map.getZoom() + Math.log2(Math.min(frame.width / size.x, frame.height / size.y));
  const scale = 256 * 2 ** zoom;
  const middle = crs.latLngToPoint(map.getCenter(), 0).divideBy(256);
  const [ox, oy] = [middle.x * scale - frame.width / 2, middle.y * scale - frame.height / 2];
  const copies: number[] = [];
  const wraps = crs.wrapLng !== undefined;
  for (let k = wraps ? Math.floor(ox / scale) : 0; k <= (wraps ? Math.floor((ox + frame.width) / scale) : 0); k++) copies.push(k);
  return { zoom, scale, ox, oy, width: frame.width, height: frame.height, dpr, copies };
}

/** Draws all of a picture. */
export function drawPicture(view: MapView, ctx: CanvasRenderingContext2D, size: PictureSize): void {
  const { theme } = view;
  const { width, height } = size;
  const { title, subtitle } = view.data.config;
  const letters = new Lettering(ctx, theme, width, getComputedStyle(view.container).direction === "rtl");
  const inner = width - 2 * EDGE;
  ctx.fillStyle = theme.surface;
  ctx.fillRect(0, 0, width, height);

  let y = 14;
  const told = facts(view);
  const line = width < NARROW ? 0.85 : 1;
  for (const [text, px, weight, color, most] of [
    [title, 22 * line, 650, theme.ink, 2],
    [subtitle, 14.5 * line, 400, theme.inkSoft, 2],
    [told.map(isolated).join(" · "), 12.5, 400, theme.ink, 3],
  ] as const) {
    letters.font(px, weight);
    for (const one of letters.lines(text, inner, most)) {
      y += px * 1.28;
      letters.set(one, EDGE, y - px * 0.28, color);
    }
    if (text !== "") y += 3;
  }
  y += 7;

  // From below: sources and date, then the legend where there is no room for it on the map.
  const credits = [
    say("sources_of", { names: view.container.querySelector(".ge-attribution summary")?.textContent ?? "" }),
    say("made_on", { day: view.ui.phrases.day(Math.floor(Date.now() / 864e5)) }),
  ].map(isolated).join(" · ");
  letters.font(10.5);
  const small = letters.lines(credits, inner);
  const foot = height - small.length * 14 - 10;
  small.forEach((one, i) => letters.set(one, EDGE, foot + i * 14 + 10, theme.inkSoft));
  const sections = legendOf(view.container);
  const beside = width < NARROW ? null : legendBox(letters, sections, foot - y - 20);
  // Beside the map, so that it hides nothing; below it where there is no room for that.
  const fits = beside !== null && beside.width < inner * 0.45;
  const below = fits ? null : legendBox(letters, sections, 0, Math.max(1, Math.floor((inner + 18) / 219)));
  const bottom = foot - 10 - (below === null ? 0 : below.height + 12);
  const wide = width < NARROW ? width : inner - (fits ? beside.width + 18 : 0);
  const frame: Frame = { x: letters.left(width < NARROW ? 0 : width - EDGE - wide, wide), y, width: wide, height: Math.max(80, bottom - y) };
  below?.draw(EDGE, bottom + 12);
  if (fits) beside.draw(EDGE, y);

  ctx.save();
  ctx.beginPath();
  ctx.rect(frame.x, frame.y, frame.width, frame.height);
  ctx.clip();
  ctx.translate(frame.x, frame.y);
  const seen = viewOf(view, frame, size.scale);
  view.stage.paintOn(ctx, seen);
  ctx.setLineDash([]);
  ctx.globalAlpha = 1;
  if (view.comparing.on) drawSides(letters, sidesOf(view), frame.width * view.comparing.split, frame.width, frame.height);
  ctx.restore();

  scaleBar(view, letters, seen, frame);
  ctx.globalAlpha = 0.35;
  ctx.strokeStyle = theme.inkSoft;
  ctx.lineWidth = 1;
  ctx.strokeRect(frame.x + 0.5, frame.y + 0.5, frame.width - 1, frame.height - 1);
  ctx.globalAlpha = 1;
}

/** A round number of kilometres, true in the middle of the frame; only Web Mercator says how long they are. */
function scaleBar({ map, theme }: MapView, letters: Lettering, view: View, frame: Frame): void {
  if ((map.options.crs ?? L.CRS.EPSG3857) !== L.CRS.EPSG3857) return;
  const { ctx } = letters;
  const km = (EQUATOR_KM * Math.cos((map.getCenter().lat * Math.PI) / 180)) / view.scale;
  const most = Math.min(140, frame.width / 4) * km;
  const power = 10 ** Math.floor(Math.log10(most));
  const length = power * ([5, 2, 1].find((n) => n * power <= most) ?? 1);
  const wide = length / km;
  letters.font(11);
  const words = length >= 1 ? say("km", { n: length }) : say("metres", { n: Math.round(length * 1000) });
  const across = Math.max(wide, ctx.measureText(words).width) + 20;
  const left = letters.rtl ? frame.x + 10 : frame.x + frame.width - across - 10;
  const top = frame.y + frame.height - 42;
  letters.note([words], left + across / 2, top, across, 32);
  const from = left + (across - wide) / 2;
  ctx.beginPath();
  ctx.moveTo(from, top + 20);
  ctx.lineTo(from, top + 25);
  ctx.lineTo(from + wide, top + 25);
  ctx.lineTo(from + wide, top + 20);
  ctx.strokeStyle = theme.ink;
  ctx.lineWidth = 1.3;
  ctx.stroke();
}

/** Runs `draw` in light colours, if a picture is for paper; the page is not repainted in between. */
function inColours<T>(view: MapView, paper: boolean | undefined, draw: () => T): T {
  const scheme = view.container.dataset["geScheme"];
  if (!paper || scheme === "light") return draw();
  view.container.dataset["geScheme"] = "light";
  const { theme } = view;
  view.theme = readTheme(view.container, theme.paper);
  try {
    return draw();
  } finally {
    view.container.dataset["geScheme"] = scheme;
    view.theme = theme;
  }
}

/** A canvas with the picture on it. */
export function pictureCanvas(view: MapView, size: PictureSize): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [Math.round(size.width * size.scale), Math.round(size.height * size.scale)];
  const ctx = canvas.getContext("2d");
  if (ctx === null) throw new Error(say("picture_failed"));
  ctx.scale(canvas.width / size.width, canvas.height / size.height);
  inColours(view, size.paper, () => drawPicture(view, ctx, size));
  return canvas;
}

export async function png(view: MapView, size: PictureSize): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => pictureCanvas(view, size).toBlob(resolve, "image/png"));
  if (blob === null) throw new Error(say("picture_failed"));
  return blob;
}

export function svgPicture(view: MapView, size: PictureSize): Blob {
  const { title, locale } = view.data.config;
  const recorder = new Recorder(size.width, size.height, document.createElement("canvas").getContext("2d"));
  inColours(view, size.paper, () => drawPicture(view, recorder as unknown as CanvasRenderingContext2D, { ...size, scale: 1 }));
  return new Blob([recorder.document(title || say("map_of_events"), facts(view).join("; "), locale)], { type: "image/svg+xml" });
}

/** What an embedder may ask of a picture; all of it has a default. */
export interface PictureWish {
  type?: "png" | "svg";
  /** CSS pixels; as large as the map by default. */
  width?: number;
  height?: number;
  /** Pixels of a PNG for one of these. */
  scale?: number;
  /** Light colours, as for paper. */
  paper?: boolean;
}

/** A picture as asked for; throws a RangeError that names what is wrong. */
export async function picture(view: MapView, wish: PictureWish): Promise<Blob> {
  const { type = "png", width = view.container.clientWidth, height = view.container.clientHeight, scale = 1, paper = false } = wish;
  const check = (name: string, value: unknown, least: number, most: number): void => {
    if (typeof value === "number" && value >= least && value <= most) return;
    refuse(name, value, `give a number from ${least} to ${most}`);
  };
  check("width", width, 200, 8000);
  check("height", height, 200, 8000);
  check("scale", scale, 0.5, 8);
  if (type !== "png" && type !== "svg") refuse("type", type, "choose png or svg");
  const size = { width, height, scale, paper };
  return type === "svg" ? svgPicture(view, size) : png(view, size);
}
