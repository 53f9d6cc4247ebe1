// Elements built without markup: text is text, links are only http and https.

type Child = Node | string | null | undefined | false;
type Props = Record<string, string | boolean | number | ((event: Event) => void) | undefined>;

function build<E extends Element>(element: E, props: Props, children: Child[]): E {
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === "function") element.addEventListener(name.slice(2).toLowerCase(), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== undefined && value !== false) element.setAttribute(name, String(value));
  }
  for (const child of children) if (child !== null && child !== undefined && child !== false) element.append(child);
  return element;
}

/** An HTML element; `onClick` and the like are listeners, all else attributes. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  return build(document.createElement(tag), props, children);
}

/** An SVG element. */
export function svg<K extends keyof SVGElementTagNameMap>(tag: K, props: Props = {}, ...children: Child[]): SVGElementTagNameMap[K] {
  return build(document.createElementNS("http://www.w3.org/2000/svg", tag), props, children);
}

/** Somebody else's words: isolated, so that their direction marks end where they do. */
export function said(text: string, className = ""): HTMLElement {
  return h("bdi", { class: `ge-said ${className}`.trim(), dir: "auto" }, text);
}

/** A link where `url` is http or https and names no user, which is how addresses pretend to be others; else the text itself. */
export function link(url: string, text: string): HTMLElement {
  let parsed: URL | null = null;
  try {
    parsed = new URL(url);
  } catch {
    // Not a URL: shown as it is.
  }
  if (parsed === null || !/^https?:$/.test(parsed.protocol) || parsed.username + parsed.password !== "") return said(text);
  return h("a", { href: parsed.href, rel: "noopener noreferrer", target: "_blank", class: "ge-link" }, said(text));
}

/** Removes all children and puts others in. */
export function refill(element: Element, ...children: Child[]): void {
  element.replaceChildren(...children.filter((c): c is Node | string => c !== null && c !== undefined && c !== false));
}

/** Numbers short enough for a symbol: 950, 1.2K. */
export function compact(locale: string): (n: number) => string {
  const short = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 1 });
  const whole = new Intl.NumberFormat(locale, { notation: "compact", maximumFractionDigits: 0 });
  return (n) => (n < 1000 ? String(n) : n < 10_000 ? short.format(n) : whole.format(n));
}

/** Icons as paths on a grid of 16, drawn as lines. */
const ICONS = {
  close: "M4 4l8 8M12 4l-8 8",
  prev: "M10 3L5 8l5 5",
  next: "M6 3l5 5-5 5",
  list: "M3 4.5h10M3 8h10M3 11.5h10",
  filter: "M2.5 4h11M4.5 8h7M6.5 12h3",
  table: "M2.5 3.5h11v9h-11zM2.5 6.5h11M2.5 9.5h11M6.5 3.5v9",
  compare: "M8 2.5v11M2.5 4.5H6v7H2.5zM10 4.5h3.5v7H10z",
  share: "M8 2v7.5M5 4.8L8 2l3 2.8M3.5 8v5.5h9V8",
  measure: "M2.5 10.5l8-8 3 3-8 8zM6 7l1.6 1.6M8.5 4.5l1.6 1.6",
  play: "M5 3l7.5 5L5 13z",
  pause: "M5.5 3v10M10.5 3v10",
} as const;
export type Icon = keyof typeof ICONS;

export function icon(name: Icon): SVGSVGElement {
  return svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, class: "ge-icon", "aria-hidden": "true" }, svg("path", { d: ICONS[name] }));
}

/** A button that is only an icon, with a name for those who do not see it. */
export function iconButton(name: Icon, words: string, onClick: () => void): HTMLButtonElement {
  return h("button", { type: "button", class: "ge-icon-button", "aria-label": words, title: words, onClick }, icon(name));
}
