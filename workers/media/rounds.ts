/** Does what people asked for and no job of an item tells of, one after the other, for as long as the process runs; jobs go on beside it. */
import { setTimeout as sleep } from "node:timers/promises";
import { type UtcInstant, type Clock, plusMs } from "../../services/kernel/clock.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";

/** Whoever says nothing for so long is gone, and another process begins anew. */
const LEASE_MS = 60_000;
const REPORT_MS = 5_000;
const PAUSE_MS = 1_000;

export const leaseFrom = (clock: Clock): UtcInstant => plusMs(clock(), LEASE_MS);

/** `work`, while `report` says again and again that somebody is at it. */
export async function atWork<T>(report: () => Promise<void>, work: () => Promise<T>): Promise<T> {
  // A lease that could not be prolonged runs out: then two work, and one of them is fenced.
  const timer = setInterval(() => void report().catch(() => undefined), REPORT_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

export class Rounds {
  readonly #controller = new AbortController();
  readonly #running: Promise<void>;

  /** `once` does one that waits, and says how it ended; null: none waits. `what` names one in the log. */
  constructor(once: (signal: AbortSignal) => Promise<string | null>, log: Log, what: string) {
    this.#running = this.#go(once, log, what);
  }

  async #go(...[once, log, what]: ConstructorParameters<typeof Rounds>): Promise<void> {
    const { signal } = this.#controller;
    while (!signal.aborted) {
      try {
        const state = await once(signal);
        if (state !== null) log.info({ state }, what);
        if (state === null) await this.#pause();
      } catch (error) {
        log.warn(
          { code: isRefusal(error) ? error.code : "internal" },
          `${what} waits; tried again`,
        );
        await this.#pause();
      }
    }
  }

  async #pause(): Promise<void> {
    const { signal } = this.#controller;
    await sleep(PAUSE_MS, undefined, { signal }).catch(() => undefined);
  }

  /** What was begun stays as it is, and is begun again by whoever comes next. */
  async close(): Promise<void> {
    this.#controller.abort();
    await this.#running;
  }
}
