// What folium's own templates ask of jQuery, and no more: `$("<div>…</div>")[0]`, `$("#id").show()`, `.hide()` and
// `$(document).ready(f)`. With it a page with popups stays whole without asking a server for jQuery.

interface Found {
  readonly length: number;
  readonly [index: number]: Node;
  ready(then: () => void): Found;
  show(): Found;
  hide(): Found;
}

type Dollar = (what: string | Node) => Found;

declare global {
  interface Window {
    $?: Dollar;
  }
}

/** Makes nodes of markup that the map's author wrote; scripts in it do not run. */
function parse(markup: string): Node[] {
  const template = document.createElement("template");
  template.innerHTML = markup.trim();
  return [...document.importNode(template.content, true).childNodes];
}

function display(nodes: readonly Node[], value: string): void {
  for (const node of nodes) if (node instanceof HTMLElement || node instanceof SVGElement) node.style.display = value;
}

export const dollar: Dollar = (what) => {
  let nodes: Node[];
  if (typeof what !== "string") nodes = [what];
  else if (what.trimStart().startsWith("<")) nodes = parse(what);
  else nodes = [...document.querySelectorAll(what)];
  const found: Found = {
    ...nodes,
    length: nodes.length,
    ready(then) {
      if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", then, { once: true });
      else then();
      return found;
    },
    show() {
      display(nodes, "");
      return found;
    },
    hide() {
      display(nodes, "none");
      return found;
    },
  };
  return found;
};

/** Stands in where nothing else has taken the name; a real jQuery that comes later replaces it. */
export function lendDollar(): void {
  window.$ ??= dollar;
}
