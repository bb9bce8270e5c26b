/** Round: data keys come under the newest key-encryption keys; one that is lost is told while there is time to find it. */
import { lostKeks, rewrapKeys } from "../../services/encryption/rewrap-keys.ts";

interface Log {
  info(fields: object, text: string): void;
  error(fields: object, text: string): void;
}

export const wrappingKeyRound =
  (deps: Parameters<typeof rewrapKeys>[0], log: Log) =>
  async (signal: AbortSignal): Promise<void> => {
    const lost = await lostKeks(deps);
    for (const { kek, items, code } of lost) {
      log.error({ kek, items, code }, "a key-encryption key does not open what it wraps");
    }
    // What cannot be opened cannot be wrapped anew either.
    if (lost.length > 0) return;
    const rewrapped = await rewrapKeys(deps, signal);
    if (rewrapped > 0) log.info({ rewrapped }, "data keys under a newer key-encryption key");
  };
