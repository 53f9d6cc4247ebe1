// States as text that stands in an address: short, readable, and exact for every value that JSON can hold.

export type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value | undefined };

const WORDS: Readonly<Record<string, Value>> = { null: null, true: true, false: false };
const NUMBER = /^-?\d+(\.\d+)?(e[+-]?\d+)?$/;
/** A state of more characters is none that a reader made; deeper ones would only exhaust the stack. */
const LONGEST = 100_000;
const DEEPEST = 8;

/** `a,b` in parentheses is a list, `a:b` in them is an object; what could be read as something else has a ' before it. */
export function write(value: Value): string {
  if (typeof value === "string") return quote(value);
  if (Array.isArray(value)) return `(${value.map(write).join(",")})`;
  if (value === null || typeof value !== "object") return String(value);
  const entries = Object.entries(value).filter(([, v]) => v !== undefined) as [string, Value][];
  return entries.length === 0 ? "(:)" : `(${entries.map(([k, v]) => `${quote(k)}:${write(v)}`).join(",")})`;
}

function quote(text: string): string {
  const whole = text.replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, "\ufffd");
  const safe = encodeURIComponent(whole)
    .replace(/[!'()*~]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
  return text === "" || Object.hasOwn(WORDS, text) || NUMBER.test(text) ? `'${safe}` : safe;
}

function unquote(token: string): string {
  try {
    return decodeURIComponent((token[0] === "'" ? token.slice(1) : token).replaceAll("+", " "));
  } catch {
    throw new RangeError(`"${token.slice(0, 40)}" is not encoded as an address`);
  }
}

/** The value that `write` wrote; throws a RangeError for anything else. */
export function read(text: string): Value {
  if (text.length > LONGEST) throw new RangeError(`it has ${text.length} characters`);
  let at = 0;
  const wrong = (): never => {
    throw new RangeError(`it breaks off or goes wrong at character ${at + 1}`);
  };
  const token = (): string => {
    const from = at;
    while (at < text.length && !"(),:;".includes(text[at])) at++;
    return text.slice(from, at);
  };
  const expect = (char: string): void => {
    if (text[at++] !== char) wrong();
  };
  const value = (depth: number): Value => {
    if (depth > DEEPEST) wrong();
    if (text[at] !== "(") {
      const word = token();
      if (word === "") wrong();
      if (Object.hasOwn(WORDS, word)) return WORDS[word];
      return NUMBER.test(word) ? Number(word) : unquote(word);
    }
    at++;
    if (text.startsWith(":)", at)) {
      at += 2;
      return {};
    }
    const list: Value[] = [];
    const pairs: [string, Value][] = [];
    while (text[at] !== ")") {
      if (list.length + pairs.length > 0) expect(",");
      const start = at;
      const name = token();
      if (text[at] === ":" && list.length === 0 && name !== "") {
        at++;
        pairs.push([unquote(name), value(depth + 1)]);
      } else {
        if (pairs.length > 0) wrong();
        at = start;
        list.push(value(depth + 1));
      }
      if (at >= text.length) wrong();
    }
    at++;
    return pairs.length > 0 ? Object.fromEntries(pairs) : list;
  };
  const found = value(0);
  if (at < text.length) wrong();
  return found;
}

const VERSION = "1";

/** A state's fields as they stand in an address, after the version of this notation. */
export function writeFields(fields: Readonly<Record<string, Value>>): string {
  return [VERSION, ...Object.entries(fields).map(([name, value]) => `${quote(name)}:${write(value)}`)].join(";");
}

export function readFields(text: string): Record<string, Value> {
  const [version, ...fields] = text.split(";");
  if (version !== VERSION) throw new RangeError(`it is written in version ${version.slice(0, 20)}, this page reads ${VERSION}`);
  return Object.fromEntries(
    fields.map((field) => {
      const colon = field.indexOf(":");
      if (colon < 1) throw new RangeError(`"${field.slice(0, 40)}" has no value`);
      return [unquote(field.slice(0, colon)), read(field.slice(colon + 1))];
    }),
  );
}

/** The parts of a fragment that are not `key`'s, and the text of `key`'s, null where there is none. */
export function partsOf(hash: string, key: string): { others: string[]; own: string | null } {
  const parts = hash.replace(/^#/, "").split("&").filter((part) => part !== "");
  const mine = `${key}=`;
  const own = parts.find((part) => part.startsWith(mine));
  return { others: parts.filter((part) => !part.startsWith(mine)), own: own === undefined ? null : own.slice(mine.length) };
}
