/** IdempotencyStore in memory: what actions keep, keeps the key, if they are added by `actions`. */
import { AsyncLocalStorage } from "node:async_hooks";
import type { IdempotencyStore } from "../../services/actions/idempotency-store.ts";
import {
  type Attempt,
  type KeptAnswer,
  type Standing,
  overtaken,
  times,
} from "../../services/actions/idempotency.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { MemoryActionStore } from "./action-store.ts";

interface Kept {
  attempt: Attempt;
  state: "running" | "done" | "answered";
  answer: KeptAnswer | null;
  leaseUntil: UtcInstant | null;
  readonly keptUntil: UtcInstant;
}

export class MemoryIdempotencyStore implements IdempotencyStore {
  readonly kept = new Map<string, Kept>();
  readonly #current = new AsyncLocalStorage<{ attempt: Attempt; isOver: boolean }>();

  constructor(actions: MemoryActionStore) {
    actions.beforeAdd = () => this.#keepDone();
  }

  async begin(attempt: Attempt, now: UtcInstant): Promise<Standing> {
    const at = placeOf(attempt);
    for (const [place, { keptUntil }] of this.kept) {
      if (keptUntil <= now) this.kept.delete(place);
    }
    const known = this.kept.get(at);
    if (known !== undefined && known.attempt.fingerprint !== attempt.fingerprint) {
      return { state: "other-request" };
    }
    if (known === undefined || (known.state === "running" && !isAtWork(known, now))) {
      this.kept.set(at, { attempt, state: "running", answer: null, ...times(now) });
      return { state: "begun" };
    }
    const { state, answer } = known;
    if (state === "answered" && answer !== null) return { state, answer };
    return { state: state === "running" || isAtWork(known, now) ? "running" : "done" };
  }

  async during<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
    const at = { attempt, isOver: false };
    try {
      return await this.#current.run(at, work);
    } finally {
      at.isOver = true;
    }
  }

  async end(attempt: Attempt, answer: KeptAnswer | null): Promise<void> {
    const kept = this.#own(attempt);
    if (kept === null) return;
    kept.state = answer === null ? "done" : "answered";
    kept.answer = answer;
    kept.leaseUntil = null;
  }

  async release(attempt: Attempt): Promise<void> {
    if (this.#own(attempt)?.state === "running") this.kept.delete(placeOf(attempt));
  }

  #keepDone(): void {
    const work = this.#current.getStore();
    if (work === undefined || work.isOver) return;
    const kept = this.#own(work.attempt);
    if (kept === null) throw overtaken();
    kept.state = "done";
  }

  #own(attempt: Attempt): Kept | null {
    const kept = this.kept.get(placeOf(attempt));
    return kept?.attempt.id === attempt.id ? kept : null;
  }
}

const placeOf = ({ accountId, key }: Attempt): string => JSON.stringify([accountId, key]);

const isAtWork = ({ leaseUntil }: Kept, now: UtcInstant): boolean =>
  leaseUntil !== null && leaseUntil > now;
