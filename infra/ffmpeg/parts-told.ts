/** Progress of several runs behind one another as one: rising parts of the whole, no more often than anybody can see. */

const LEAST_STEP = 0.005;

export class PartsTold<Name extends string> {
  readonly #onProgress: (part: number) => void;
  /** Of the whole each, in the order of the runs; together 1. */
  readonly #shares: Readonly<Record<Name, number>>;
  #told = 0;

  constructor(onProgress: (part: number) => void, shares: Readonly<Record<Name, number>>) {
    this.#onProgress = onProgress;
    this.#shares = shares;
  }

  /** `part`: of this run, from 0 to 1. One that is left out counts as done. */
  part(name: Name, part: number): void {
    let before = 0;
    for (const each in this.#shares) {
      if (each === name) break;
      before += this.#shares[each];
    }
    const whole = before + this.#shares[name] * Math.min(1, Math.max(0, part));
    // Nor for what is no number, as of a recording without a length.
    if (!(whole >= this.#told + LEAST_STEP)) return;
    this.#told = whole;
    this.#onProgress(whole);
  }
}
