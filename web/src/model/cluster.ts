// Clusters for one zoom: places whose symbols would lie on each other are drawn as one, with a count.
import { Numbering } from "../wire/numbering.ts";

export interface Clusters {
  count: number;
  /** Pixels of the zoom's world. */
  x: Float64Array;
  y: Float64Array;
  /** Events in each. */
  n: Int32Array;
  /** Places in each. */
  places: Int32Array;
  /** The one place of a cluster that has only one, else -1. */
  only: Int32Array;
}

/** Radius in px of a cluster of n events. */
export function clusterRadius(n: number): number {
  return 9.5 + 4.6 * Math.log10(n);
}

/** Free room between two symbols, px: names of towns stand there, and a crowd of rings says less than few. */
const GAP = 12;
/** Places this close are one before anything else is looked at, px. */
const FINE = 12;
/** Cell of the neighbour search, px: no two symbols further apart than this can touch. */
const CELL = 96;
const STRIDE = 1 << 24;

/**
 * @param ids places to cluster
 * @param x, y their pixel positions, by place
 * @param weight events of each place
 * @param room radius in px that each place's own symbol takes when it stands alone
 * @param of receives each place's cluster
 */
export function cluster(
  ids: Int32Array,
  x: (place: number) => number,
  y: (place: number) => number,
  weight: Int32Array,
  room: (place: number) => number,
  of: Int32Array,
): Clusters {
  // First pass: a fine grid, in place order, so that the same data give the same clusters.
  const cell = new Numbering();
  const cx: number[] = [];
  const cy: number[] = [];
  const n: number[] = [];
  const places: number[] = [];
  const only: number[] = [];
  const size = (c: number): number => (only[c] >= 0 ? room(only[c]) : clusterRadius(n[c]));
  for (const p of ids) {
    const px = x(p);
    const py = y(p);
    const c = cell.of(Math.floor(px / FINE), Math.floor(py / FINE), 0);
    const w = weight[p];
    if (c === cx.length) {
      cx.push(px);
      cy.push(py);
      n.push(w);
      places.push(1);
      only.push(p);
    } else {
      cx[c] += ((px - cx[c]) * w) / (n[c] + w);
      cy[c] += ((py - cy[c]) * w) / (n[c] + w);
      n[c] += w;
      places[c]++;
      only[c] = -1;
    }
    of[p] = c;
  }

  // Second pass: larger symbols take in the smaller ones they would cover, until none overlap or after three rounds.
  const into = Int32Array.from(cx, (_, i) => i);
  let alive = Array.from(cx, (_, i) => i);
  for (let round = 0; round < 3; round++) {
    alive.sort((a, b) => n[b] - n[a] || a - b);
    const grid = new Map<number, number[]>();
    const cellOf = (c: number): number => Math.floor(cx[c] / CELL) * STRIDE + Math.floor(cy[c] / CELL);
    for (const c of alive) {
      const key = cellOf(c);
      const list = grid.get(key);
      if (list) list.push(c);
      else grid.set(key, [c]);
    }
    let merged = 0;
    for (const a of alive) {
      if (into[a] !== a) continue;
      const home = cellOf(a);
      for (const step of [-STRIDE - 1, -STRIDE, -STRIDE + 1, -1, 0, 1, STRIDE - 1, STRIDE, STRIDE + 1]) {
        for (const b of grid.get(home + step) ?? []) {
          if (b === a || into[b] !== b || n[b] > n[a]) continue;
          const reach = size(a) + size(b) + GAP;
          if ((cx[a] - cx[b]) ** 2 + (cy[a] - cy[b]) ** 2 >= reach * reach) continue;
          const w = n[b] / (n[a] + n[b]);
          cx[a] += (cx[b] - cx[a]) * w;
          cy[a] += (cy[b] - cy[a]) * w;
          n[a] += n[b];
          places[a] += places[b];
          only[a] = -1;
          into[b] = a;
          merged++;
        }
      }
    }
    alive = alive.filter((c) => into[c] === c);
    if (merged === 0) break;
  }

  const rank = new Int32Array(cx.length).fill(-1);
  alive.sort((a, b) => a - b).forEach((c, i) => (rank[c] = i));
  for (const p of ids) {
    let c = of[p];
    while (into[c] !== c) c = into[c];
    of[p] = rank[c];
  }
  return {
    count: alive.length,
    x: Float64Array.from(alive, (c) => cx[c]),
    y: Float64Array.from(alive, (c) => cy[c]),
    n: Int32Array.from(alive, (c) => n[c]),
    places: Int32Array.from(alive, (c) => places[c]),
    only: Int32Array.from(alive, (c) => only[c]),
  };
}
