/** CheckpointSigner in memory, which also tells what it signed. */
import { generateKeyPairSync, sign } from "node:crypto";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { checkpointText } from "../../services/ledger/checkpoint.ts";
import type { CheckpointSigner } from "../../services/ledger/checkpoint-signer.ts";
import { signedNote, verifierKey } from "../../services/ledger/note.ts";

export class MemoryCheckpointSigner implements CheckpointSigner {
  readonly signed: { origin: string; size: number; rootSha256: Sha256 }[] = [];
  readonly #keys = generateKeyPairSync("ed25519");

  verifierKey(origin: string): string {
    return verifierKey(origin, this.#keys.publicKey);
  }

  async signCheckpoint(origin: string, size: number, rootSha256: Sha256): Promise<string> {
    const last = this.signed.findLast((head) => head.origin === origin);
    if (last !== undefined && last.size > size) {
      throw new Refusal("tampered", "ledger/head-behind", "signed a longer history");
    }
    if (last?.size === size && last.rootSha256 !== rootSha256) {
      throw new Refusal("tampered", "ledger/two-roots", "signed another root for this size");
    }
    this.signed.push({ origin, size, rootSha256 });
    const text = checkpointText({ origin, size, rootSha256 });
    const signature = sign(null, Buffer.from(text), this.#keys.privateKey);
    return signedNote(text, origin, this.#keys.publicKey, signature);
  }
}
