// Entry of the page of a text: window.geoevents.read.
import "leaflet/dist/leaflet.css";
import "./style/reading.css";
import "./leaflet.ts";
import { type MentionHandle, showMentions } from "./mentions/view.ts";

export interface Reading {
  /** Version of this script. */
  readonly version: string;
  /** Builds the page of a text in the element whose id is `prefix`. */
  read(prefix: string): MentionHandle;
  /** The text that was built. */
  text?: MentionHandle;
}

const reading: Reading = {
  version: __VERSION__,
  read(prefix) {
    this.text = showMentions(prefix);
    return this.text;
  },
};
Object.assign(window, { geoevents: reading });
