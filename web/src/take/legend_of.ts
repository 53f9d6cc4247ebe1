// The legend as the page shows it at this moment, read from its elements: a picture must not tell another story.

export interface Row {
  text: string;
  /** Draws itself into a box of 26 x 18 px at the current origin. */
  swatch: Swatch | null;
}

export type Swatch = { kind: "dot"; color: string } | { kind: "zone"; color: string; dashed: boolean } | { kind: "svg"; element: SVGSVGElement; color: string };

export interface Section {
  title: string;
  rows: Row[];
  notes: string[];
}

const words = (element: Element): string => {
  // What is chosen in a heading is what it says.
  const choice = element.querySelector("select");
  const copy = (choice?.selectedOptions[0] ?? element).cloneNode(true) as Element;
  for (const other of copy.querySelectorAll("svg, .ge-count, [hidden]")) other.remove();
  return (copy.textContent ?? "").replace(/\s+/g, " ").trim();
};

function swatchOf(item: Element): Swatch | null {
  const zone = item.querySelector(".ge-zone-swatch");
  if (zone) return { kind: "zone", color: getComputedStyle(zone).borderTopColor, dashed: zone.classList.contains("ge-dashed") };
  const dot = item.querySelector(".ge-swatch");
  if (dot) return { kind: "dot", color: getComputedStyle(dot).backgroundColor };
  const element = item.querySelector("svg");
  return element && { kind: "svg", element, color: getComputedStyle(element).color };
}

/** Sections of the legend with what is shown; kinds that the reader has switched off are left out. */
export function legendOf(container: Element): Section[] {
  return [...container.querySelectorAll(".ge-legend-section")]
    .filter((section) => section.closest("[hidden]") === null)
    .map((section) => {
      const title = section.querySelector("h2");
      const rows: Row[] = [];
      for (const item of section.querySelectorAll("li, svg.ge-sizes")) {
        if (item.querySelector('[aria-pressed="false"]')) continue;
        if (item instanceof SVGSVGElement) rows.push({ text: "", swatch: { kind: "svg", element: item, color: getComputedStyle(item).color } });
        else rows.push({ text: words(item), swatch: swatchOf(item) });
      }
      return { title: title ? words(title) : "", rows, notes: [...section.querySelectorAll("p.ge-note:not([hidden])")].map(words) };
    })
    .filter(({ rows, notes }) => rows.length + notes.length > 0);
}
