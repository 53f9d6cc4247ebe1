// A list longer than browsers can make an element: how far it is scrolled, in the list's own px and in the scroll bar's.

/** Highest element that every browser draws right, with room to spare (Firefox stops at 17.8 million px). */
const MOST = 8_000_000;

export interface Stretch {
  /** Height of the whole list, px. */
  whole: number;
  /** Height of the element that stands for it, px. */
  shown: number;
  /** Height in sight, px. */
  view: number;
  /** Px of the list for one px of the scroll bar's way. */
  factor: number;
}

export function stretched(whole: number, view: number, most = MOST): Stretch {
  const shown = Math.min(whole, most);
  return { whole, shown, view, factor: shown > view ? (whole - view) / (shown - view) : 1 };
}

/** Where the scroll bar has to be for `top` px of the list to be out of sight. */
export function scaled({ factor }: Stretch, top: number): number {
  return top <= 0 ? top : top / factor;
}
