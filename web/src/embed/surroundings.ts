// Light or dark, where a map is to look like what is around it: the page around its frame, or around its element.
import { LOOK, LOOKED } from "./messages.ts";

/** Whether the text around an element is light, so that the page there is dark. */
export function isDarkAround(element: Element): boolean {
  const { color } = getComputedStyle(element.parentElement ?? element);
  const [, kind, list] = /(\w+)\((?:[a-z][\w-]* )?([^/)]*)/.exec(color) ?? ["", "rgb", ""];
  const [a = 0, b = 0, c = 0] = list.split(/[\s,]+/).map((part) => parseFloat(part) || 0);
  // Of rgb() and color() all three tell how light it is; of lab(), lch() and the like the first.
  const light = /^[rc]/.test(kind) ? 0.3 * a + 0.6 * b + 0.1 * c : a;
  return light > (kind[0] === "r" ? 127 : kind[0] === "l" ? 50 : 0.5);
}

/** Calls back whenever the page may have changed from light to dark. */
export function onLookChange(change: () => void, signal?: AbortSignal): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", change, signal ? { signal } : {});
  // Pages with a switch of their own say so at one of these two; their colours may take a moment to arrive.
  const watch = new MutationObserver(() => {
    change();
    setTimeout(change, 600);
  });
  for (const element of [document.documentElement, document.body]) watch.observe(element, { attributes: true });
  signal?.addEventListener("abort", () => watch.disconnect());
}

/** Says whether a map is to be dark, and calls back when that may have changed, until `signal` ends it. */
export function surroundings(container: HTMLElement, change: () => void, signal: AbortSignal): () => boolean {
  const system = matchMedia("(prefers-color-scheme: dark)");
  if (container.matches(".geoevents-map")) {
    onLookChange(change, signal);
    return () => isDarkAround(container);
  }
  let told: boolean | undefined;
  system.addEventListener("change", change, { signal });
  if (window.parent !== window) {
    window.addEventListener("message", ({ source, data }: MessageEvent<{ type?: unknown; dark?: unknown } | null>) => {
      if (source !== window.parent || data?.type !== LOOKED) return;
      told = data.dark === true;
      change();
    }, { signal });
    window.parent.postMessage({ type: LOOK }, "*");
  }
  return () => told ?? system.matches;
}
