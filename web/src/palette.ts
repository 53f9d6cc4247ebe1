// Colours of event types and zone kinds: tables, tuned for light and dark, told apart by colour-blind readers.

/** Slots: CSS custom properties --ge-c0 .. --ge-c7 hold the colours; the last is for all other types. */
export const SLOTS = 8;
export const OTHER = SLOTS - 1;

/** Light and dark colour of each slot; the style sheet repeats them and a test compares. */
export const TYPE_COLORS: readonly { light: string; dark: string }[] = [
  { light: "#b4451c", dark: "#ea6a29" }, // vermilion
  { light: "#2f76c6", dark: "#1db2ff" }, // blue
  { light: "#b07500", dark: "#fecb24" }, // ochre
  { light: "#2f8a78", dark: "#6fe7c7" }, // green
  { light: "#8a2f7c", dark: "#e574aa" }, // purple
  { light: "#2c1f6b", dark: "#7369e0" }, // indigo
  { light: "#6b4a2b", dark: "#cfa27a" }, // brown
  { light: "#5f6670", dark: "#a9b1bc" }, // grey
];

/** Light and dark colours of the first slots where they are a ramp, from what is well known to what is not. */
export const RAMP_COLORS: readonly { light: string; dark: string }[] = [
  { light: "#24134f", dark: "#f6e36a" },
  { light: "#2f3a86", dark: "#a6d65f" },
  { light: "#245f8c", dark: "#55c08c" },
  { light: "#2d7888", dark: "#45a3b0" },
  { light: "#4b8560", dark: "#5f88c9" },
  { light: "#7b882f", dark: "#8069ba" },
];

/** Types whose colour is the same on every map. */
const KNOWN: Readonly<Record<string, number>> = {
  "battles": 0,
  "state-based violence": 0,
  "state-based conflict": 0,
  "assault": 0,
  "explosions/remote violence": 2,
  "violence against civilians": 4,
  "one-sided violence": 4,
  "protests": 3,
  "riots": 6,
  "non-state violence": 1,
  "non-state conflict": 1,
  "strategic developments": 5,
  "consult": 1,
  "agree": 3,
  "threaten": 5,
  "accuse": 6,
};

/** Slot of every type, given in descending frequency: known types keep theirs, others take what is free. */
export function assignSlots(types: readonly string[]): number[] {
  const slots = types.map((t) => KNOWN[t.toLowerCase()] ?? -1);
  const taken = new Set<number>();
  slots.forEach((s, i) => {
    if (s >= 0 && taken.has(s)) slots[i] = -1;
    else if (s >= 0) taken.add(s);
  });
  const free = [0, 1, 2, 3, 4, 5, 6].filter((s) => !taken.has(s));
  return slots.map((s) => (s >= 0 ? s : (free.shift() ?? OTHER)));
}

/** Types that say who did something to whom; in other schemes the order of the actors says nothing. */
export const DIRECTED: ReadonlySet<string> = new Set([
  "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
  "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]);

/** Zone kinds -> CSS custom property and words. */
export const ZONE_KINDS: Readonly<Record<string, { color: string; light: string; dark: string }>> = {
  "de-escalation": { color: "--ge-z-deescalation", light: "#1f6f8b", dark: "#6cc6e3" },
  "ceasefire": { color: "--ge-z-ceasefire", light: "#2c7a4b", dark: "#74d39a" },
  "no-fly": { color: "--ge-z-nofly", light: "#6a4fa3", dark: "#b9a2f0" },
  "no-strike": { color: "--ge-z-nostrike", light: "#9c2f4f", dark: "#f293ae" },
  "restricted": { color: "--ge-z-restricted", light: "#8f4a12", dark: "#eaa667" },
  "area-of-operation": { color: "--ge-z-aoo", light: "#4d5a2a", dark: "#b9c985" },
  "control": { color: "--ge-z-control", light: "#5a5a5a", dark: "#bdbdbd" },
  "other": { color: "--ge-z-other", light: "#4a5568", dark: "#a8b3c4" },
};

export function zoneColor(kind: string): string {
  return ZONE_KINDS[Object.hasOwn(ZONE_KINDS, kind) ? kind : "other"].color;
}
