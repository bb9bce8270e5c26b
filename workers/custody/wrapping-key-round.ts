/** Round: the first key-encryption keys are made, data keys come under the newest, and one that is lost is told while there is time to find it. */
import { type KeksDeps, lostKeks, makeFirstKeys } from "../../services/encryption/known-keks.ts";
import { rewrapKeys } from "../../services/encryption/rewrap-keys.ts";
import { isRefusal } from "../../services/kernel/refusal.ts";

interface Log {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

/** Between two looks at all keys; the first keys are tried for in each round until they are there. */
const LOOK_EVERY_MS = 10 * 60_000;

export function wrappingKeyRound(
  deps: KeksDeps,
  log: Log,
  nowMs: () => number = Date.now,
): (signal: AbortSignal) => Promise<void> {
  let areMade = false;
  let lookAtMs = 0;

  /** A token that is away now may be there soon: uploads that are to be encrypted wait for it. */
  async function makeFirst(): Promise<void> {
    try {
      const made = await makeFirstKeys(deps);
      if (made.length > 0) log.info({ made }, "first key-encryption keys");
      areMade = true;
    } catch (error) {
      if (!isRefusal(error)) throw error;
    }
  }

  return async (signal) => {
    if (!areMade) await makeFirst();
    if (nowMs() < lookAtMs) return;
    const lost = await lostKeks(deps);
    lookAtMs = nowMs() + LOOK_EVERY_MS;
    for (const { kek, items, code, why } of lost) {
      log.error({ kek, items, code, why }, "a key-encryption key does not open what it wraps");
    }
    // What cannot be opened cannot be wrapped anew either.
    if (lost.length > 0) return;
    const rewrapped = await rewrapKeys(deps, signal);
    if (rewrapped > 0) log.info({ rewrapped }, "data keys under a newer key-encryption key");
  };
}
