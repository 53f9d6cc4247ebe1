// For the page around the frames of maps: gives them the height that the maps ask for, and tells them whether it is dark.
import { ASKED, LOOK, LOOKED, TOLD } from "./messages.ts";
import { isDarkAround, onLookChange } from "./surroundings.ts";

const [LEAST, MOST] = [200, 2000];
/** Smaller changes are ignored: where they make the page's scroll bar come or go, they would never end. */
const STEP = 24;
/** No higher than this share of the window: what is beside a map is where the page can be scrolled with a finger. */
const SHARE = 0.9;

const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll<HTMLIFrameElement>("iframe[data-geoevents-frame]")];

/** The origins that a message of the frame can have: an isolated frame, or one from a disk, has none of its own. */
function origins(frame: HTMLIFrameElement): string[] {
  if (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin")) return ["null"];
  const { origin, protocol } = new URL(frame.src || document.baseURI, document.baseURI);
  return protocol === "file:" ? ["null", "file://"] : [origin];
}

function tellLook(frame: HTMLIFrameElement): void {
  frame.contentWindow?.postMessage({ type: LOOKED, dark: isDarkAround(frame) }, "*");
}

function hear({ source, origin, data }: MessageEvent<{ type?: unknown; height?: unknown } | null>): void {
  if (data === null || typeof data !== "object" || (data.type !== TOLD && data.type !== LOOK)) return;
  const frame = frames().find((one) => one.contentWindow === source);
  if (frame === undefined || !origins(frame).includes(origin)) return;
  // A frame that fills something of a size of its own keeps to that, and stands over words for when it does not work.
  const fixed = frame.dataset["geoeventsFrame"] === "fixed";
  if (data.type === LOOK) {
    if (fixed) frame.previousElementSibling?.setAttribute("hidden", "");
    return tellLook(frame);
  }
  const height = Number(data.height);
  if (!Number.isFinite(height) || fixed) return;
  const fits = Math.round(Math.min(MOST, Math.max(LEAST, Math.min(height, window.innerHeight * SHARE))));
  if (Math.abs(fits - frame.clientHeight) >= STEP) frame.height = String(fits);
}

declare global {
  interface Window {
    /** Set once one of the scripts beside a page's frames listens for all of them. */
    geoeventsHost?: true;
  }
}

if (!window.geoeventsHost) {
  window.geoeventsHost = true;
  window.addEventListener("message", hear);
  onLookChange(() => frames().forEach(tellLook));
}
// Maps that had drawn before this script ran.
for (const frame of frames()) {
  frame.contentWindow?.postMessage({ type: ASKED }, "*");
  tellLook(frame);
}
