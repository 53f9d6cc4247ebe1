// Numbers for keys of three 32-bit integers, in the order they are first seen: a hash table without an object a key.

export class Numbering {
  /** How many different keys there are. */
  size = 0;
  #table = new Int32Array(2048).fill(-1);
  #keys = new Int32Array(3 * 1024);

  /** The key's number; a new key gets the next, which is then `size - 1`. */
  of(a: number, b: number, c: number): number {
    const table = this.#table;
    const keys = this.#keys;
    const bits = table.length - 1;
    let at = (Math.imul(a, 0x9e3779b1) ^ Math.imul(b, 0x85ebca6b) ^ Math.imul(c, 0xc2b2ae35)) >>> 0;
    at = (at ^ (at >>> 15)) & bits;
    for (let n = table[at]; n >= 0; n = table[at]) {
      if (keys[3 * n] === a && keys[3 * n + 1] === b && keys[3 * n + 2] === c) return n;
      at = (at + 1) & bits;
    }
    if (3 * this.size === keys.length) {
      this.#grow();
      return this.of(a, b, c);
    }
    table[at] = this.size;
    keys[3 * this.size] = a;
    keys[3 * this.size + 1] = b;
    keys[3 * this.size + 2] = c;
    return this.size++;
  }

  /** Twice the room; at most half of the table is ever taken. */
  #grow(): void {
    const { size } = this;
    const keys = this.#keys;
    this.#table = new Int32Array(2 * this.#table.length).fill(-1);
    this.#keys = new Int32Array(2 * keys.length);
    this.size = 0;
    for (let n = 0; n < size; n++) this.of(keys[3 * n], keys[3 * n + 1], keys[3 * n + 2]);
  }
}
