// Where on Earth the view lies and how far things are apart: coordinates, scale, locator and measure tool of one map.
import type { State } from "../handle.ts";
import type { MapView } from "../map_view.ts";
import { refuse } from "../model/refuse.ts";
import type { Tool } from "../ui/header.ts";
import { say } from "../words/words.ts";
import { Locator } from "./locator.ts";
import { Measure } from "./measure.ts";
import { NOTATIONS, Readout } from "./readout.ts";

type Chosen = Pick<State, "coordinates" | "measure">;

export class Orientation {
  readonly readout: Readout;
  readonly locator: Locator;
  readonly measure: Measure;
  readonly tool: Tool;

  constructor(view: MapView) {
    this.readout = new Readout(view);
    this.locator = new Locator(view);
    this.measure = new Measure(view);
    this.tool = { icon: "measure", name: say("measure"), letter: "M", run: () => this.measure.toggle(), on: () => this.measure.active };
  }

  state(): Chosen {
    return { coordinates: this.readout.notation, measure: this.measure.state };
  }

  restore({ coordinates, measure }: Partial<Chosen>): void {
    if (coordinates !== undefined) this.readout.notation = coordinates;
    if (measure !== undefined) this.measure.state = measure;
  }
}

/** Throws a RangeError that names what of a state's part in this cannot be. */
export function checkOrientation({ coordinates, measure }: { coordinates?: unknown; measure?: unknown }): void {
  if (coordinates !== undefined && !NOTATIONS.some((known) => known === coordinates)) {
    refuse("coordinates", coordinates, `choose from ${NOTATIONS.join(", ")}`);
  }
  if (measure === undefined || measure === null) return;
  const { points, closed } = measure as { points?: unknown; closed?: unknown };
  const isPlace = (at: unknown): boolean =>
    Array.isArray(at) && at.length === 2 && at.every(Number.isFinite) && Math.abs(at[0]) <= 1e5 && Math.abs(at[1]) <= 90;
  if (!Array.isArray(points) || points.length > MOST_POINTS || !points.every(isPlace) || typeof closed !== "boolean") {
    refuse("measure", measure, `give {points: [[longitude, latitude], ...], closed: true or false}, ${MOST_POINTS} points at most`);
  }
}

const MOST_POINTS = 1000;
