/** How many whole originals are read back at once: each takes a disk and a core to itself. */
import { Refusal } from "../kernel/refusal.ts";

export class ReadTurns {
  readonly #limit: number;
  #running = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** @throws Refusal unavailable "review/too-many-readings". */
  async take<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= this.#limit) {
      throw new Refusal("unavailable", "review/too-many-readings", "others are being read back", {
        fix: "Try again when they are done.",
        facts: { retryAfterSeconds: 10 },
      });
    }
    this.#running += 1;
    try {
      return await work();
    } finally {
      this.#running -= 1;
    }
  }
}
