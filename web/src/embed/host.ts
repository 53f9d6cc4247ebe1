// For the page around the frame of a map: gives the frame the height that the map in it asks for.
import { ASKED, TOLD } from "./messages.ts";

const [LEAST, MOST] = [200, 2000];
/** Smaller changes are ignored: where they make the page's scroll bar come or go, they would never end. */
const STEP = 24;

const frames = (): HTMLIFrameElement[] => [...document.querySelectorAll<HTMLIFrameElement>("iframe[data-geoevents-frame]")];

/** The origins that a message of the frame can have: an isolated frame, or one from a disk, has none of its own. */
function origins(frame: HTMLIFrameElement): string[] {
  if (frame.hasAttribute("sandbox") && !frame.sandbox.contains("allow-same-origin")) return ["null"];
  const { origin, protocol } = new URL(frame.src, document.baseURI);
  return protocol === "file:" ? ["null", "file://"] : [origin];
}

window.addEventListener("message", ({ source, origin, data }: MessageEvent<{ type?: unknown; height?: unknown } | null>) => {
  if (data === null || typeof data !== "object" || data.type !== TOLD) return;
  const frame = frames().find((one) => one.contentWindow === source);
  const height = Number(data.height);
  if (frame === undefined || !origins(frame).includes(origin) || !Number.isFinite(height)) return;
  // No higher than what can be seen at once.
  const fits = Math.round(Math.min(MOST, Math.max(LEAST, Math.min(height, window.innerHeight))));
  if (Math.abs(fits - frame.clientHeight) >= STEP) frame.height = String(fits);
});

// Maps that had drawn before this script ran.
for (const frame of frames()) frame.contentWindow?.postMessage({ type: ASKED }, "*");
