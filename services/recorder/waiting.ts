/** Waiting that ends early: by an abort, or by a bell. */

/** Resolves after `ms`, or at once when `signal` is aborted; never rejects. */
export function sleep(ms: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const over = (): void => {
      clearTimeout(timer);
      signal.removeEventListener("abort", over);
      resolve();
    };
    const timer = setTimeout(over, ms);
    signal.addEventListener("abort", over, { once: true });
  });
}

/** Rung while nobody waits, it is heard by the next who does. */
export class Bell {
  #isRung = false;
  #hear: (() => void) | null = null;

  ring(): void {
    this.#isRung = true;
    this.#hear?.();
  }

  async heard(ms: number, signal: AbortSignal): Promise<void> {
    if (!this.#isRung) {
      const early = new AbortController();
      this.#hear = () => early.abort();
      await sleep(ms, AbortSignal.any([early.signal, signal]));
    }
    this.#hear = null;
    this.#isRung = false;
  }
}
