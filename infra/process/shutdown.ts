/** Ends a process in order: on SIGTERM or SIGINT it closes what was opened, last first, within a time limit. */
import type { Logger } from "./logger.ts";

const LIMIT_MS = 20_000;

export class Shutdown {
  readonly #steps: { name: string; close: () => Promise<unknown> }[] = [];
  readonly #logger: Logger;
  #ending: Promise<void> | null = null;

  constructor(logger: Logger) {
    this.#logger = logger;
    for (const signal of ["SIGTERM", "SIGINT"] as const) {
      process.on(signal, () => void this.end(0));
    }
  }

  /** `close` is called at the end, before everything that was added earlier. */
  add(name: string, close: () => Promise<unknown>): void {
    this.#steps.unshift({ name, close });
  }

  end(code: number): Promise<void> {
    this.#ending ??= this.#run(code);
    return this.#ending;
  }

  async #run(code: number): Promise<void> {
    setTimeout(() => {
      this.#logger.error({ limitMs: LIMIT_MS }, "did not end in time");
      process.exit(70);
    }, LIMIT_MS).unref();
    for (const { name, close } of this.#steps) {
      try {
        await close();
      } catch (error) {
        this.#logger.error({ part: name, err: error }, "could not be closed");
      }
    }
    process.exit(code);
  }
}
