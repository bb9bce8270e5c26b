/** Port: the ledger's key. It remembers what it signed and will not sign a second history. Contract suite: test/contract/checkpoint-signer.contract.ts. */
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Checkpoint } from "./checkpoint.ts";
import { EMPTY_ROOT, verifyConsistency } from "./merkle.ts";

export type SignedHead = Pick<Checkpoint, "size" | "rootSha256">;

export interface CheckpointSigner {
  /** Signed-note verifier key: "<origin>+<key id, 8 hex>+<base64 of 0x01 ‖ Ed25519 public key>". */
  verifierKey(origin: string): string;

  /** The last head it signed of `origin`, also where nobody heard of it; null: none. */
  lastSigned(origin: string): Promise<SignedHead | null>;

  /**
   * Signs the checkpoint of `origin` over `size` entries and answers the whole signed note. The head is
   * durable in the signer's own state before the signature leaves it. `extension` shows that the last
   * signed head is a prefix of it (RFC 6962 2.1.2), and is empty for the first head and for the same one again.
   * @throws Refusal as `requireExtension`.
   */
  signCheckpoint(
    origin: string,
    size: number,
    rootSha256: Sha256,
    extension: readonly Sha256[],
  ): Promise<string>;
}

/**
 * What every signer asks before it signs `next`: a database that was restored from an old copy must not fork
 * history, however much was added to it since.
 * @throws Refusal tampered "ledger/head-behind" if it signed a larger size; "ledger/two-roots" if another root
 *         for this size; "ledger/not-an-extension" if `extension` does not lead from `last` to `next`.
 */
export function requireExtension(
  last: SignedHead | null,
  next: SignedHead,
  extension: readonly Sha256[],
): void {
  const { size, rootSha256 } = next;
  if (last !== null && size < last.size) {
    throw new Refusal("tampered", "ledger/head-behind", "the key signed a longer history", {
      fix: "The database is older than the ledger's key. `holdfast ledger catch-up` brings it up; do not reset the key's memory.",
      facts: { signedSize: last.size, size },
    });
  }
  if (last?.size === size && last.rootSha256 !== rootSha256) {
    throw new Refusal("tampered", "ledger/two-roots", "the key signed another root for this size", {
      fix: "Keep both histories as evidence and ask who changed the ledger's entries.",
      facts: { size },
    });
  }
  const from = { size: last?.size ?? 0, root: last?.rootSha256 ?? EMPTY_ROOT };
  if (verifyConsistency(from, { size, root: rootSha256 }, extension)) return;
  throw new Refusal("tampered", "ledger/not-an-extension", "the key signed another history", {
    fix: "The database is older than the ledger's key, and was added to since. `holdfast ledger catch-up` brings it up; do not reset the key's memory.",
    facts: { signedSize: from.size, size },
  });
}
