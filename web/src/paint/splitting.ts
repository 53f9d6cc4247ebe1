// Clusters split and merge before the reader's eyes: after an animated zoom, symbols come out of the one that held them.
import type { Scene, Symbol } from "./scene.ts";
import type { View } from "./view.ts";

/** How long symbols are on their way, ms. */
const DURATION = 240;
/** More of them than this would stutter. */
const MOST = 1200;

interface Drawn {
  scene: Scene;
  view: View;
}

interface Way {
  symbol: Symbol;
  /** Pixels from its end to its start. */
  dx: number;
  dy: number;
}

/** The ways between two zooms: of the symbols of the closer one, from or to those that hold the same places at the wider. */
export function waysBetween(before: Drawn, now: Drawn): Way[] {
  const inward = now.view.scale > before.view.scale;
  const [close, wide] = inward ? [now, before] : [before, now];
  const { scale, ox, oy } = now.view;
  const at = ({ view }: Drawn, s: Symbol): [number, number] => [
    ((s.x + view.ox) / view.scale) * scale - ox,
    ((s.y + view.oy) / view.scale) * scale - oy,
  ];
  const holders = new Map(wide.scene.symbols.map((s) => [s.cluster < 0 ? ~s.place : s.cluster, s]));
  const member: number[] = [];
  close.scene.clusterOf.forEach((c, place) => {
    if (c >= 0) member[c] = place;
  });
  const met = new Set<Symbol>();
  const ways = close.scene.symbols.map((s): Way => {
    const place = s.cluster < 0 ? s.place : member[s.cluster];
    const cluster = wide.scene.clusterOf[place];
    const holder = holders.get(~place) ?? (cluster >= 0 ? holders.get(cluster) : undefined);
    const [x, y] = at(close, s);
    if (!holder) return { symbol: { ...s, x, y }, dx: 0, dy: 0 };
    met.add(holder);
    const [hx, hy] = at(wide, holder);
    // In the copy of the world that is nearest.
    const dx = hx - x - Math.round((hx - x) / scale) * scale;
    return inward ? { symbol: s, dx, dy: hy - y } : { symbol: { ...s, x: x + dx, y: hy }, dx: -dx, dy: y - hy };
  });
  // What comes into sight has nothing to come from.
  if (!inward) for (const symbol of wide.scene.symbols) if (!met.has(symbol)) ways.unshift({ symbol, dx: 0, dy: 0 });
  return ways;
}

export class Splitting {
  readonly #still = matchMedia("(prefers-reduced-motion: reduce)");
  #drawn: (Drawn & { key: string }) | null = null;
  #ways: Way[] | null = null;
  #since = 0;
  #zoomed = false;

  /** An animated zoom has begun. */
  begin(): void {
    this.#zoomed = true;
  }

  /** Where the symbols are now; `again` is called while they are on their way. `key` says what is counted in them. */
  symbols(scene: Scene, view: View, key: string, again: () => void): readonly Symbol[] {
    if (scene !== this.#drawn?.scene) {
      const before = this.#drawn;
      this.#drawn = { scene, view, key };
      const most = Math.max(scene.symbols.length, before?.scene.symbols.length ?? 0);
      this.#ways = this.#zoomed && before?.key === key && most <= MOST && !this.#still.matches ? waysBetween(before, this.#drawn) : null;
      this.#zoomed = false;
      this.#since = performance.now();
    }
    const left = 1 - (performance.now() - this.#since) / DURATION;
    if (this.#ways === null || left <= 0) {
      this.#ways = null;
      return scene.symbols;
    }
    again();
    return this.#ways.map(({ symbol, dx, dy }) => ({ ...symbol, x: symbol.x + dx * left ** 3, y: symbol.y + dy * left ** 3 }));
  }
}
