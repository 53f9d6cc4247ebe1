// Colours the canvases draw with: read from the container's CSS custom properties, so that a site can set its own.
import { SLOTS, zoneColor } from "../palette.ts";

const NAMES = {
  sea: "--ge-sea",
  land: "--ge-land",
  lake: "--ge-lake",
  river: "--ge-river",
  border: "--ge-border",
  admin1: "--ge-admin1",
  label: "--ge-label",
  labelSoft: "--ge-label-soft",
  labelWater: "--ge-label-water",
  halo: "--ge-halo",
  surface: "--ge-surface-solid",
  ink: "--ge-ink",
  inkSoft: "--ge-ink-soft",
  accent: "--ge-accent",
} as const;

export type Theme = Record<keyof typeof NAMES, string> & {
  types: string[];
  zone(kind: string): string;
  font: string;
  /** False where the sea is somebody else's tiles. */
  paper: boolean;
};

export function readTheme(element: HTMLElement, paper: boolean): Theme {
  const style = getComputedStyle(element);
  const value = (name: string): string => style.getPropertyValue(name).trim() || "#888";
  const base = Object.fromEntries(Object.entries(NAMES).map(([k, v]) => [k, value(v)])) as Record<keyof typeof NAMES, string>;
  return {
    ...base,
    types: Array.from({ length: SLOTS }, (_, i) => value(`--ge-c${i}`)),
    zone: (kind) => value(zoneColor(kind)),
    font: style.getPropertyValue("--ge-font").trim() || "sans-serif",
    paper,
  };
}
