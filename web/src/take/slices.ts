// Long work in slices, so that the page answers while it goes on.

/** Longest time that the page may not answer, ms. */
const SLICE = 12;

export interface Progress {
  /** Told after every slice how much is done, 0 to 1. */
  (share: number): void;
}

/** Calls `step(i)` for i from 0 to count - 1, a slice at a time; ends early where `stop` says so, and tells whether it did not. */
export async function inSlices(count: number, step: (i: number) => void, progress: Progress, stop: () => boolean): Promise<boolean> {
  for (let i = 0; i < count; ) {
    const until = performance.now() + SLICE;
    while (i < count && performance.now() < until) {
      for (const end = Math.min(count, i + 16); i < end; i++) step(i);
    }
    progress(i / count);
    await new Promise((resolve) => setTimeout(resolve));
    if (stop()) return false;
  }
  return true;
}

/** Text in pieces that a file is made of. */
export class Pieces {
  readonly #whole: Blob[] = [];
  #parts: string[] = [];
  #size = 0;

  add(text: string): void {
    this.#parts.push(text);
    this.#size += text.length;
    // Handed over to the browser, which may keep them on disk.
    if (this.#size > 4e6) this.#flush();
  }

  #flush(): void {
    this.#whole.push(new Blob(this.#parts));
    this.#parts = [];
    this.#size = 0;
  }

  blob(type: string): Blob {
    this.#flush();
    return new Blob(this.#whole, { type });
  }
}
