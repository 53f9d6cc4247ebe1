// Light or dark, where a map is to look like what is around it: the page around its frame, or around its element.
import { LOOK, LOOKED } from "./messages.ts";

/** Whether the text around an element is light, so that the page there is dark. */
export function isDarkAround(element: Element): boolean {
  const { color } = getComputedStyle(element.parentElement ?? element);
  // The first number of rgb(), lab() or lch(), or else of oklch(), oklab() or color(): near enough to how light it is.
  const [, kind, first] = /(\w+)\((?:[a-z][\w-]* )?([\d.]+)/.exec(color) ?? [];
  return Number(first) > (kind[0] === "r" ? 127 : kind[0] === "l" ? 50 : 0.5);
}

/** Calls back whenever the page may have changed from light to dark. */
export function onLookChange(change: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", change);
  // Pages with a switch of their own say so at one of these two; their colours may take a moment to arrive.
  const watch = new MutationObserver(() => {
    change();
    setTimeout(change, 600);
  });
  for (const element of [document.documentElement, document.body]) watch.observe(element, { attributes: true });
}

/** Says whether a map is to be dark, and calls back when that may have changed. */
export function surroundings(container: HTMLElement, change: () => void): () => boolean {
  const system = matchMedia("(prefers-color-scheme: dark)");
  if (container.matches(".geoevents-map")) {
    onLookChange(change);
    return () => isDarkAround(container);
  }
  let told: boolean | undefined;
  system.addEventListener("change", change);
  if (window.parent !== window) {
    window.addEventListener("message", ({ source, data }: MessageEvent<{ type?: unknown; dark?: unknown } | null>) => {
      if (source !== window.parent || data?.type !== LOOKED) return;
      told = data.dark === true;
      change();
    });
    window.parent.postMessage({ type: LOOK }, "*");
  }
  return () => told ?? system.matches;
}
