/** Port: the ledger's key. It remembers what it signed and will not sign a second history. */
import type { Sha256 } from "../kernel/digest.ts";

export interface CheckpointSigner {
  /** Signed-note verifier key: "<origin>+<key id, 8 hex>+<base64 of 0x01 ‖ Ed25519 public key>". */
  verifierKey(origin: string): string;

  /**
   * Signs the checkpoint of `origin` over `size` entries and answers the whole signed note. The head is
   * durable in the signer's own state before the signature leaves it.
   * @throws Refusal tampered "ledger/two-roots" if it signed another root for this size;
   *         "ledger/head-behind" if it signed a larger size (a restored database must not fork history).
   */
  signCheckpoint(origin: string, size: number, rootSha256: Sha256): Promise<string>;
}
