// Refusing what an embedder or a link gives: in one sentence that names the value, however long or odd it is, and the remedy.

/** Longest piece of a value that is told. */
const LONGEST = 80;

export function refuse(name: string, value: unknown, remedy: string): never {
  throw new RangeError(`${name} is ${written(value)}; ${remedy}`);
}

/** A value as JSON; what JSON cannot write, as far as it can be told. */
function written(value: unknown): string {
  if (typeof value === "number") return String(value);
  let text: string | undefined;
  try {
    text = JSON.stringify(value);
  } catch {
    // A circle, or a big integer.
  }
  text ??= typeof value;
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
