/** How many records are printed at once: each takes a thread, memory and a core. A few more wait; others are refused. */
import { Readable } from "node:stream";
import { Refusal } from "../kernel/refusal.ts";

export interface PrintLimits {
  readonly printing: number;
  readonly waiting: number;
  /** After so long without taking a piece that is there, a reader has lost its turn. */
  readonly stallMs: number;
}

type Pieces = AsyncIterable<Uint8Array>;

export class PrintTurns {
  readonly #limits: PrintLimits;
  readonly #waiting: (() => void)[] = [];
  #printing = 0;

  constructor(limits: PrintLimits) {
    this.#limits = limits;
  }

  /**
   * The turn lasts until the file was read to its end, or whoever reads it went away or takes nothing any more:
   * then the file breaks off, and says so.
   * @throws Refusal unavailable "review/too-many-prints" before `print` began.
   */
  async take(print: () => Promise<Pieces>): Promise<Readable> {
    await this.#enter();
    try {
      return whileRead(await print(), this.#limits.stallMs).once("close", () => this.#leave());
    } catch (error) {
      this.#leave();
      throw error;
    }
  }

  async #enter(): Promise<void> {
    if (this.#printing < this.#limits.printing) {
      this.#printing += 1;
      return;
    }
    if (this.#waiting.length >= this.#limits.waiting) {
      throw new Refusal("unavailable", "review/too-many-prints", "other records are printed", {
        fix: "Try again when they are done, or take the record away as CSV or JSONL.",
        facts: { retryAfterSeconds: 30 },
      });
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** Whoever waits longest takes the turn over. */
  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#printing -= 1;
    else next();
  }
}

function whileRead(pieces: Pieces, stallMs: number): Readable {
  const drawn = pieces[Symbol.asyncIterator]();
  let stalled: NodeJS.Timeout | undefined;
  const watch = (): void => {
    stalled = setTimeout(() => file.destroy(new Error("nobody reads what is printed")), stallMs);
  };
  const file = Readable.from({
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        clearTimeout(stalled);
        const piece = await drawn.next();
        // A reader that went away meanwhile is not waited for.
        if (piece.done !== true && !file.destroyed) watch();
        return piece;
      },
      return: async () => {
        await drawn.return?.();
        return { done: true, value: undefined };
      },
    }),
  });
  // Before the first piece is asked for nobody reads, either.
  watch();
  return file.once("close", () => clearTimeout(stalled));
}
