/** CheckpointSigner in memory, which also tells what it signed. */
import { generateKeyPairSync, sign } from "node:crypto";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { checkpointText } from "../../services/ledger/checkpoint.ts";
import {
  type CheckpointSigner,
  type SignedHead,
  requireExtension,
} from "../../services/ledger/checkpoint-signer.ts";
import { signedNote, verifierKey } from "../../services/ledger/note.ts";

export class MemoryCheckpointSigner implements CheckpointSigner {
  readonly signed: { origin: string; size: number; rootSha256: Sha256 }[] = [];
  readonly #keys = generateKeyPairSync("ed25519");

  verifierKey(origin: string): string {
    return verifierKey(origin, this.#keys.publicKey);
  }

  async lastSigned(origin: string): Promise<SignedHead | null> {
    return this.#last(origin);
  }

  #last(origin: string): SignedHead | null {
    const last = this.signed.findLast((head) => head.origin === origin);
    return last === undefined ? null : { size: last.size, rootSha256: last.rootSha256 };
  }

  async signCheckpoint(
    origin: string,
    size: number,
    rootSha256: Sha256,
    extension: readonly Sha256[],
  ): Promise<string> {
    requireExtension(this.#last(origin), { size, rootSha256 }, extension);
    this.signed.push({ origin, size, rootSha256 });
    return this.signAnything(origin, checkpointText({ origin, size, rootSha256 }));
  }

  /** As whoever has the key does, who is bound by nothing that it signed. */
  signAnything(origin: string, text: string): string {
    const signature = sign(null, Buffer.from(text), this.#keys.privateKey);
    return signedNote(text, origin, this.#keys.publicKey, signature);
  }
}
