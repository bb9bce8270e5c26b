/** Looks how far the line of events is, once for all who listen in this process, and only while somebody does. */
import type { EventLine } from "./event-line.ts";

/** By the line in the database, so that it does not matter which node something happened on. */
const LOOK_EVERY_MS = 1_000;

export interface LineWatch {
  /** The last number, once it is beyond `after` or `ms` are over; null: nobody waits any more, or the process ends. */
  beyond(after: number, ms: number, signal: AbortSignal): Promise<number | null>;
}

export class EventWatch implements LineWatch {
  readonly #line: Pick<EventLine, "number">;
  readonly #onFailure: (error: unknown) => void;
  readonly #waiting = new Set<() => void>();
  #last = 0;
  #timer: NodeJS.Timeout | null = null;
  #isClosed = false;

  constructor(line: Pick<EventLine, "number">, onFailure: (error: unknown) => void) {
    this.#line = line;
    this.#onFailure = onFailure;
  }

  async beyond(after: number, ms: number, signal: AbortSignal): Promise<number | null> {
    if (this.#last > after && !this.#isClosed && !signal.aborted) return this.#last;
    const { promise, resolve } = Promise.withResolvers<true>();
    const wake = (): void => {
      if (this.#last > after || this.#isClosed) resolve(true);
    };
    const leave = (): void => resolve(true);
    const limit = setTimeout(leave, ms);
    signal.addEventListener("abort", leave, { once: true });
    this.#waiting.add(wake);
    this.#timer ??= setTimeout(() => void this.#look(), 0);
    if (this.#isClosed || signal.aborted) leave();
    await promise;
    clearTimeout(limit);
    signal.removeEventListener("abort", leave);
    this.#waiting.delete(wake);
    return this.#isClosed || signal.aborted ? null : this.#last;
  }

  /** Ends every wait, so that streams end before the server stops. */
  close(): void {
    this.#isClosed = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
    for (const wake of this.#waiting) wake();
  }

  async #look(): Promise<void> {
    try {
      this.#last = Math.max(this.#last, await this.#line.number());
    } catch (error) {
      this.#onFailure(error);
    }
    for (const wake of this.#waiting) wake();
    const goesOn = this.#waiting.size > 0 && !this.#isClosed;
    this.#timer = goesOn ? setTimeout(() => void this.#look(), LOOK_EVERY_MS) : null;
  }
}
