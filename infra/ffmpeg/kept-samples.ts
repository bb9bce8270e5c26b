/** Samples of 16 bits that one run leaves for the next, in a file: minutes of them are no memory. They are read in the order they came in. */
import { closeSync, openSync, readSync, rmSync, writeSync } from "node:fs";

const AT_ONCE = 1 << 16;

/** Blocks for as long as a page of a file takes, between pieces that a run prints. */
export class KeptSamples implements Disposable {
  readonly #path: string;
  readonly #file: number;
  readonly #window = new Int16Array(AT_ONCE);
  #filled = 0;
  #at = 0;
  #readBytes = 0;
  #isWritten = false;

  /** `path` is private to this process. */
  constructor(path: string) {
    this.#path = path;
    this.#file = openSync(path, "wx+", 0o600);
  }

  add(sample: number): void {
    this.#window[this.#filled] = sample;
    this.#filled += 1;
    if (this.#filled === AT_ONCE) this.#write();
  }

  /** The next of those that were added before the first was asked for; null: there is none. */
  next(): number | null {
    if (!this.#isWritten) {
      this.#write();
      this.#isWritten = true;
    }
    if (this.#at === this.#filled) {
      const bytes = readSync(this.#file, this.#window, 0, 2 * AT_ONCE, this.#readBytes);
      this.#readBytes += bytes;
      [this.#at, this.#filled] = [0, bytes >> 1];
      if (this.#filled === 0) return null;
    }
    this.#at += 1;
    return this.#window[this.#at - 1] ?? null;
  }

  #write(): void {
    const bytes = new Uint8Array(this.#window.buffer, 0, 2 * this.#filled);
    for (let at = 0; at < bytes.byteLength;) at += writeSync(this.#file, bytes, at);
    this.#filled = 0;
  }

  [Symbol.dispose](): void {
    closeSync(this.#file);
    rmSync(this.#path, { force: true });
  }
}
