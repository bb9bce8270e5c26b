/** Does something again and again until told to stop: the next round begins a while after the last one ended. */

/** Hears of a round that failed. */
export type OnFailure = (error: unknown) => void;

export class Repeat {
  readonly #ending = new AbortController();
  #round: Promise<void>;
  #timer: NodeJS.Timeout | undefined;

  /** A round that fails is told to `onFailure`, and the next one comes all the same. */
  constructor(
    everyMs: number,
    work: (signal: AbortSignal) => Promise<unknown>,
    onFailure: OnFailure,
  ) {
    const round = async (): Promise<void> => {
      await work(this.#ending.signal).catch(onFailure);
      if (this.#ending.signal.aborted) return;
      this.#timer = setTimeout(() => {
        this.#round = round();
      }, everyMs);
    };
    this.#round = round();
  }

  /** Resolves when the round under way has ended. */
  async close(): Promise<void> {
    this.#ending.abort();
    clearTimeout(this.#timer);
    await this.#round;
  }
}

/** Begins a round under its name: its failures are logged, and the process ends after it. */
export const rounds =
  (
    log: { warn(line: object, message: string): void },
    ending: { add(name: string, close: () => Promise<unknown>): void },
  ) =>
  (name: string, everyMs: number, work: (signal: AbortSignal) => Promise<unknown>): void => {
    const repeated = new Repeat(everyMs, work, (error) => {
      log.warn({ round: name, err: error }, "a round failed; the next one comes");
    });
    ending.add(name, () => repeated.close());
  };
