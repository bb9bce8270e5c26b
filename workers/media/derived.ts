/** Makes the recordings that were asked for, one at a time, while the process runs; jobs of items go on beside it. */
import { setTimeout as sleep } from "node:timers/promises";
import { type MakeDerivedDeps, makeDerived } from "../../services/derived/make-derived.ts";
import type { DerivedStore, KeptDerived } from "../../services/derived/derived-store.ts";
import { type Clock, plusMs } from "../../services/kernel/clock.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";

/** Whoever says nothing for so long is gone, and another process begins anew. */
const LEASE_MS = 60_000;
const REPORT_MS = 5_000;
const PAUSE_MS = 1_000;

export interface DerivedWork extends MakeDerivedDeps {
  readonly derived: DerivedStore;
  readonly clock: Clock;
}

interface Log {
  info(fields: object, text: string): void;
  warn(fields: object, text: string): void;
}

/** One that waits, if there is one. @throws Refusal unavailable. */
export async function derivedOnce(
  work: DerivedWork,
  signal: AbortSignal,
): Promise<KeptDerived["state"] | null> {
  const { derived, clock } = work;
  const request = await derived.take(clock(), plusMs(clock(), LEASE_MS));
  if (request === null) return null;
  let part = 0;
  const report = (): void => {
    // A lease that could not be prolonged runs out: then two work, and one of them is fenced.
    derived.report(request.id, part, plusMs(clock(), LEASE_MS)).catch(() => undefined);
  };
  const timer = setInterval(report, REPORT_MS);
  try {
    return await makeDerived(
      { ...work, onProgress: (now) => void (part = Math.max(part, now)) },
      request,
      signal,
    );
  } finally {
    clearInterval(timer);
  }
}

export class DerivedRounds {
  readonly #controller = new AbortController();
  readonly #running: Promise<void>;

  constructor(work: DerivedWork, log: Log) {
    this.#running = this.#go(work, log);
  }

  async #go(work: DerivedWork, log: Log): Promise<void> {
    const { signal } = this.#controller;
    while (!signal.aborted) {
      try {
        const state = await derivedOnce(work, signal);
        if (state !== null) log.info({ state }, "a derived recording");
        if (state === null) await this.#pause();
      } catch (error) {
        log.warn(
          { code: isRefusal(error) ? error.code : "internal" },
          "a derived recording waits; tried again",
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
