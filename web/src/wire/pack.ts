// A map's frames as one file beside the page: the mark "GEOPACK1", the length of a JSON index, the index, the frames.

export interface Pack {
  /** The configuration frame, as JSON. */
  config: string;
  frames: ReadonlyMap<string, Uint8Array<ArrayBuffer>>;
}

const MARK = "GEOPACK1";
const HEAD = MARK.length + 4;

/** Reads a pack; the frames are views of its bytes, each still compressed. */
export function readPack(bytes: Uint8Array<ArrayBuffer>): Pack {
  const damaged = (why: string): never => {
    throw new Error(`The map's data cannot be read (${why}). Write the map's files again, and publish all of them.`);
  };
  const utf8 = new TextDecoder();
  if (bytes.length < HEAD || utf8.decode(bytes.subarray(0, MARK.length)) !== MARK) return damaged("no file of map data");
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(MARK.length, true);
  let at = HEAD + length;
  if (at > bytes.length) return damaged("the file is cut short");
  const index = JSON.parse(utf8.decode(bytes.subarray(HEAD, at))) as { config: unknown; frames: [name: string, length: number][] };
  const frames = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const [name, size] of index.frames) {
    frames.set(name, bytes.subarray(at, (at += size)));
    if (at > bytes.length) return damaged("the file is cut short");
  }
  return { config: JSON.stringify(index.config), frames };
}
