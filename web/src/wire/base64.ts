// Base64 to bytes, fast enough for tens of megabytes.

const CODES = new Uint8Array(128);
for (const [i, c] of [..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"].entries()) {
  CODES[c.charCodeAt(0)] = i;
}

/** Decodes base64 without the browser's help; `text` holds no white space. */
export function decodePlain(text: string): Uint8Array<ArrayBuffer> {
  let length = text.length;
  if (length % 4 !== 0) throw new RangeError("base64 text is cut short");
  while (length > 0 && text.charCodeAt(length - 1) === 61) length--;
  const bytes = new Uint8Array((length * 3) >> 2);
  let o = 0;
  for (let i = 0; i < length; i += 4) {
    const a = CODES[text.charCodeAt(i)];
    const b = CODES[text.charCodeAt(i + 1)];
    const c = i + 2 < length ? CODES[text.charCodeAt(i + 2)] : 0;
    const d = i + 3 < length ? CODES[text.charCodeAt(i + 3)] : 0;
    bytes[o++] = (a << 2) | (b >> 4);
    if (o < bytes.length) bytes[o++] = ((b & 15) << 4) | (c >> 2);
    if (o < bytes.length) bytes[o++] = ((c & 3) << 6) | d;
  }
  return bytes;
}

/** Decodes base64; white space around it is allowed. */
export function decodeBase64(text: string): Uint8Array<ArrayBuffer> {
  const trimmed = text.trim();
  return Uint8Array.fromBase64 ? Uint8Array.fromBase64(trimmed) : decodePlain(trimmed);
}
