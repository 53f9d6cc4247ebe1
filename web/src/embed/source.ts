// Where a map's frames come from: script elements of the page, or one file beside it.
import { readPack } from "../wire/pack.ts";

/** A frame's base64 text or its bytes, by name; null where there is none. */
export type Source = (frame: string) => string | Uint8Array<ArrayBuffer> | null;

/** Frames that stand in the page. */
export function pageSource(prefix: string): Source {
  return (frame) => document.getElementById(`${prefix}-${frame}`)?.textContent ?? null;
}

/** The frames of the map whose elements' ids begin with `prefix`, fetched where the page names a file of them. */
export async function openSource(prefix: string): Promise<Source> {
  const named = [document.getElementById(`${prefix}-data`), document.getElementById(prefix)].find((el) => el?.dataset["geoevents"]);
  if (!named) return pageSource(prefix);
  const { config, frames } = readPack(await fetched(named.dataset["geoevents"] as string, named.dataset["integrity"]));
  return (frame) => (frame === "config" ? config : (frames.get(frame) ?? null));
}

async function fetched(address: string, integrity = ""): Promise<Uint8Array<ArrayBuffer>> {
  const url = new URL(address, document.baseURI);
  if (url.protocol === "file:") {
    throw new Error("This page reads its data from a file beside it, which browsers allow only on a web server. Open it by http, or make a map in one file.");
  }
  // Markup that a site lets its readers write must not bring in data of theirs from elsewhere.
  if (url.origin !== new URL(document.baseURI).origin) {
    throw new Error(`The map's data would come from ${url.origin}, which is another site. Publish them with the page.`);
  }
  let answer: Response;
  try {
    answer = await fetch(url, { integrity, referrerPolicy: "no-referrer" });
  } catch (error) {
    throw new Error(`The map's data ${url.pathname} cannot be had, or are not as they were written (${error instanceof Error ? error.message : String(error)}). Publish all files of the page.`);
  }
  if (!answer.ok) throw new Error(`The map's data ${url.pathname} are not there (${answer.status}). Publish them with the page.`);
  return new Uint8Array(await answer.arrayBuffer());
}
