// A canvas context that writes SVG: the painters draw on it as on any other, and what they draw stays vectors and text.

/** Escaped for SVG, without what no XML document may hold. */
export function xml(text: string): string {
  return text
    .replace(/[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd")
    .replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);
}

const short = (n: number): string => String(Math.round(n * 100) / 100);
const attributes = (values: Values): string =>
  Object.entries(values)
    .filter(([, v]) => v !== undefined && v !== "")
    .map(([k, v]) => ` ${k}="${typeof v === "number" ? short(v) : xml(v as string)}"`)
    .join("");

const boxPath = (x: number, y: number, w: number, h: number): string =>
  `M${short(x)} ${short(y)}h${short(w)}v${short(h)}h${short(-w)}z`;

const INITIAL = {
  fillStyle: "#000" as unknown,
  strokeStyle: "#000" as unknown,
  globalAlpha: 1,
  lineWidth: 1,
  lineCap: "butt",
  lineJoin: "miter",
  font: "10px sans-serif",
  textAlign: "start",
  textBaseline: "alphabetic",
  direction: "ltr",
  letterSpacing: "0px",
  dash: [] as number[],
  /** Groups that were opened since the state was saved. */
  groups: 0,
};
type Inks = typeof INITIAL;
type Values = Record<string, string | number | undefined>;

const FONT = /^(italic |oblique )?(?:(\d+|bold|normal) )?([\d.]+)px (.+)$/s;

/** The part of CanvasRenderingContext2D that painters use, which a test holds them to. Transforms hold until `restore`. */
export class Recorder {
  declare fillStyle: unknown;
  declare strokeStyle: unknown;
  declare globalAlpha: number;
  declare lineWidth: number;
  declare lineCap: CanvasLineCap;
  declare font: string;
  declare textAlign: string;
  declare textBaseline: string;
  declare direction: string;
  declare letterSpacing: string;
  readonly #width: number;
  readonly #height: number;
  readonly #out: string[] = [];
  readonly #defs = new Map<string, string>();
  readonly #states: Inks[] = [];
  readonly #ruler: CanvasRenderingContext2D | null;
  #path = "";
  /** End of the path so far, in hundredths: steps from rounded positions do not add up to an error. */
  #at: [number, number] | null = null;

  constructor(width: number, height: number, ruler: CanvasRenderingContext2D | null) {
    this.#width = width;
    this.#height = height;
    this.#ruler = ruler;
    Object.assign(this, structuredClone(INITIAL));
  }

  get #inks(): Inks {
    return this as unknown as Inks;
  }

  /** The whole document. */
  document(title: string, description: string, lang: string): string {
    while (this.#states.length > 0) this.restore();
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${this.#width}" height="${this.#height}" viewBox="0 0 ${this.#width} ${this.#height}" ` +
      `role="img" xml:lang="${xml(lang)}"><title>${xml(title)}</title><desc>${xml(description)}</desc>` +
      `<defs>${[...this.#defs.values()].join("")}</defs>\n${this.#out.join("\n")}\n</svg>\n`
    );
  }

  save(): void {
    const inks = this.#inks;
    this.#states.push(Object.fromEntries(Object.keys(INITIAL).map((k) => [k, inks[k as keyof Inks]])) as Inks);
    inks.groups = 0;
  }

  restore(): void {
    const before = this.#states.pop();
    if (before === undefined) return;
    this.#out.push("</g>".repeat(this.#inks.groups));
    Object.assign(this, before);
  }

  #group(values: Record<string, string>): void {
    this.#out.push(`<g${attributes(values)}>`);
    this.#inks.groups++;
  }

  translate(x: number, y: number): void {
    this.#group({ transform: `translate(${short(x)} ${short(y)})` });
  }

  scale(x: number, y: number): void {
    this.#group({ transform: `scale(${x} ${y})` });
  }

  clip(): void {
    const id = this.#define(`clip ${this.#path}`, (name) => `<clipPath id="${name}"><path d="${this.#path}"/></clipPath>`);
    this.#group({ "clip-path": `url(#${id})` });
  }

  #define(key: string, make: (id: string) => string): string {
    const id = `d${[...this.#defs.keys()].indexOf(key) + 1 || this.#defs.size + 1}`;
    if (!this.#defs.has(key)) this.#defs.set(key, make(id));
    return id;
  }

  /** Diagonal lines as a pattern, where a canvas would draw a tile. */
  hatch(color: string, side: number, x: number, y: number, width: number): string {
    const id = this.#define(`hatch ${color} ${side}`, (name) => {
      const s = side;
      const lines = [-1, 0, 1].map((d) => `M${d * s - s / 2} ${1.5 * s}L${d * s + 1.5 * s} ${-s / 2}`).join("");
      const place = `patternUnits="userSpaceOnUse" width="${s}" height="${s}" patternTransform="translate(${short(x)} ${short(y)})"`;
      return `<pattern id="${name}" ${place}><path d="${lines}"${attributes({ stroke: color, "stroke-width": width })}/></pattern>`;
    });
    return `url(#${id})`;
  }

  beginPath(): void {
    this.#path = "";
    this.#at = null;
  }

  #point(command: "M" | "L", x: number, y: number): void {
    const [px, py] = [Math.round(x * 100), Math.round(y * 100)];
    if (command === "M" || this.#at === null) this.#path += `M${px / 100} ${py / 100}`;
    else if (px !== this.#at[0] || py !== this.#at[1]) this.#path += `l${(px - this.#at[0]) / 100} ${(py - this.#at[1]) / 100}`;
    this.#at = [px, py];
  }

  moveTo(x: number, y: number): void {
    this.#point("M", x, y);
  }

  lineTo(x: number, y: number): void {
    this.#point("L", x, y);
  }

  closePath(): void {
    if (this.#path !== "") this.#path += "z";
  }

  arc(x: number, y: number, r: number, from: number, to: number): void {
    const sweep = Math.min(to - from, 2 * Math.PI);
    const end = (angle: number): [number, number] => [x + r * Math.cos(angle), y + r * Math.sin(angle)];
    this.#point("L", ...end(from));
    // An arc of SVG cannot come back to where it began: in two halves.
    for (const share of [0.5, 1]) {
      const [px, py] = end(from + sweep * share);
      this.#path += `A${short(r)} ${short(r)} 0 0 1 ${short(px)} ${short(py)}`;
      this.#at = [Math.round(px * 100), Math.round(py * 100)];
    }
  }

  rect(...box: [x: number, y: number, w: number, h: number]): void {
    this.#path += boxPath(...box);
    this.#at = null;
  }

  roundRect(x: number, y: number, w: number, h: number, radius: number | number[]): void {
    const r = Math.min(Array.isArray(radius) ? radius[0] : radius, w / 2, h / 2);
    const arc = (dx: number, dy: number): string => `a${short(r)} ${short(r)} 0 0 1 ${short(dx)} ${short(dy)}`;
    this.#path +=
      `M${short(x + r)} ${short(y)}h${short(w - 2 * r)}${arc(r, r)}v${short(h - 2 * r)}${arc(-r, r)}` +
      `h${short(2 * r - w)}${arc(-r, -r)}v${short(2 * r - h)}${arc(r, -r)}z`;
    this.#at = null;
  }

  setLineDash(dash: number[]): void {
    this.#inks.dash = [...dash];
  }

  #opacity(): number | undefined {
    return this.globalAlpha < 1 ? Math.round(this.globalAlpha * 1000) / 1000 : undefined;
  }

  #fills(): Values {
    return { fill: String(this.fillStyle), "fill-opacity": this.#opacity() };
  }

  #strokes(): Values {
    const { lineWidth, lineCap, lineJoin, dash, strokeStyle } = this.#inks;
    return {
      fill: "none",
      stroke: String(strokeStyle),
      "stroke-width": lineWidth,
      "stroke-linecap": lineCap === "butt" ? undefined : lineCap,
      "stroke-linejoin": lineJoin === "miter" ? undefined : lineJoin,
      "stroke-dasharray": dash.join(" "),
      "stroke-opacity": this.#opacity(),
    };
  }

  #put(d: string, values: Values): void {
    if (d !== "") this.#out.push(`<path d="${xml(d)}"${attributes(values)}/>`);
  }

  fill(rule?: string): void {
    this.#put(this.#path, { ...this.#fills(), "fill-rule": rule });
  }

  stroke(): void {
    this.icon(this.#path, false);
  }

  fillRect(...box: [x: number, y: number, w: number, h: number]): void {
    this.icon(boxPath(...box), true);
  }

  strokeRect(...box: [x: number, y: number, w: number, h: number]): void {
    this.icon(boxPath(...box), false);
  }

  measureText(text: string): TextMetrics {
    const ruler = this.#ruler;
    if (ruler === null) return { width: text.length * 6 } as TextMetrics;
    ruler.font = this.font;
    if ("letterSpacing" in ruler) ruler.letterSpacing = this.letterSpacing;
    return ruler.measureText(text);
  }

  #text(text: string, x: number, y: number, values: Values): void {
    const [, slant, weight, size, family] = FONT.exec(this.font) ?? ["", "", "", "10", "sans-serif"];
    // text-anchor goes by the direction of the text.
    const rtl = this.direction === "rtl";
    const anchor = this.textAlign === "center" ? "middle" : (this.textAlign === "right") === rtl || this.textAlign === "start" ? undefined : "end";
    const shown = {
      x,
      // Half the height of capitals: figures stand in the middle of their circles.
      y: this.textBaseline === "middle" ? y + 0.35 * Number(size) : y,
      "font-family": family,
      "font-size": Number(size),
      "font-weight": weight === "400" || weight === "normal" ? undefined : weight,
      "font-style": slant?.trim(),
      "letter-spacing": parseFloat(this.letterSpacing) || undefined,
      "text-anchor": anchor,
      direction: rtl ? "rtl" : undefined,
      ...values,
    };
    this.#out.push(`<text${attributes(shown)}>${xml(text)}</text>`);
  }

  fillText(text: string, x: number, y: number): void {
    this.#text(text, x, y, this.#fills());
  }

  strokeText(text: string, x: number, y: number): void {
    this.#text(text, x, y, { ...this.#strokes(), "aria-hidden": "true" });
  }

  /** A path as SVG writes it, in the current styles; the path in the making stays. */
  icon(d: string, filled: boolean): void {
    this.#put(d, filled ? this.#fills() : this.#strokes());
  }
}
