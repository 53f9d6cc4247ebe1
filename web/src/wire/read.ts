// Frames read whole: what is damaged is not shown in part, and is told in words.
import { say } from "../words/words.ts";
import { decodeFrame, type Frame, WireMismatch } from "./frame.ts";

export function damaged(part: string, cause?: unknown): Error {
  return new Error(say("damaged", { part }), { cause });
}

/** Reads a frame of its base64 text or its bytes; `none` where there is no such frame. */
export async function readFrame<T>(
  data: string | Uint8Array<ArrayBuffer> | null,
  name: string,
  decode: (frame: Frame) => T,
  none: () => T,
): Promise<T> {
  if (data === null || (typeof data === "string" && data.trim() === "")) return none();
  try {
    return decode(await decodeFrame(data, name));
  } catch (error) {
    throw error instanceof WireMismatch ? error : damaged(name, error);
  }
}
