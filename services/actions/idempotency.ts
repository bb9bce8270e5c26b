/** A request that may be sent twice and is done once (draft-ietf-httpapi-idempotency-key-header): its key, and what is kept of it. Pure. */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { AnyId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";

/** One attempt at a request that carries a key. */
export interface Attempt {
  readonly accountId: UserId;
  readonly key: string;
  /** Of method, address and body: the same key for another request is a mistake of the sender. */
  readonly fingerprint: Sha256;
  /** Tells this attempt from one that was given up by a process that died. */
  readonly id: AnyId;
}

/** The answer as it was given; null body: it had none. */
export interface KeptAnswer {
  readonly status: number;
  readonly body: string | null;
}

/**
 * "begun": it is to be done, by this attempt. "running": another attempt does it. "other-request": the key was used for
 * something else. "done": it was done, and its answer is not kept.
 */
export type Standing =
  | { readonly state: "begun" | "running" | "other-request" | "done" }
  | { readonly state: "answered"; readonly answer: KeptAnswer };

/** For so long the same key gives the same answer. */
const KEPT_MS = 24 * 3_600_000;
/** After so long without an end another attempt may begin; what the first still does is then undone by itself. */
const LEASE_MS = 60_000;

export const times = (now: UtcInstant) => ({
  leaseUntil: plusMs(now, LEASE_MS),
  keptUntil: plusMs(now, KEPT_MS),
});

const MOST_CHARACTERS = 255;

/** A string of RFC 9651 §3.3.3 without escapes; or the key alone, as much software sends it. */
const KEY = /^(?:"([\x20\x21\x23-\x5b\x5d-\x7e]+)"|([\w.:~+/=-]+))$/;

/** @throws Refusal invalid "api/bad-idempotency-key". */
export function parseKey(header: string): string {
  const [, quoted, bare] = KEY.exec(header.trim()) ?? [];
  const key = quoted ?? bare ?? "";
  if (key !== "" && key.length <= MOST_CHARACTERS) return key;
  throw new Refusal("invalid", "api/bad-idempotency-key", "Idempotency-Key is not understood", {
    fix: `Send one quoted string of 1 to ${MOST_CHARACTERS} plain characters, e.g. a new UUID for each thing to be made.`,
  });
}

export const fingerprintOf = (method: string, address: string, body: unknown): Sha256 =>
  sha256(JSON.stringify([method, address, body ?? null]));

/** What an attempt is told that does not do the work. @throws Refusal for every standing without an answer. */
export function answerAgain(standing: Standing): KeptAnswer {
  if (standing.state === "answered") return standing.answer;
  throw REFUSALS[standing.state]();
}

const REFUSALS = {
  begun: () => new Error("broken invariant: who has begun does the work"),
  running: () =>
    new Refusal("conflict", "api/still-running", "the first request with this key still runs", {
      fix: "Send the same request again after Retry-After.",
      facts: { retryAfterSeconds: 2 },
    }),
  "other-request": () =>
    new Refusal("invalid", "api/key-of-another-request", "this key was used for another request", {
      fix: "Use a new key for each thing to be made, and the same one only to send the same request again.",
    }),
  done: () =>
    new Refusal("conflict", "api/done-without-answer", "it was done; its answer is not kept", {
      fix: "Nothing was done twice. Look at what is there; of a secret that is shown once, end it and make a new one.",
    }),
} as const;

/** Another attempt has taken over: what this one was about to keep is not kept. */
export const overtaken = (): Refusal =>
  new Refusal("conflict", "api/overtaken", "another request with this key took over", {
    fix: "Send the same request again: it answers what the other one did.",
  });
