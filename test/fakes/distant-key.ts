/** A key with a service over a network: slow, out for a while, or broken so that it answers what is no signature. */
import { generateKeyPairSync } from "node:crypto";
import { keyInHand } from "../../infra/keys/key-file.ts";
import type { KeyHandle } from "../../infra/keys/key-handle.ts";

export class DistantKey implements KeyHandle {
  readonly #key = keyInHand(generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey);
  readonly spki = this.#key.spki;
  isOut = false;
  delayMs = 0;
  /** What becomes of a signature on its way. */
  spoil: (signature: Uint8Array) => Uint8Array = (signature) => signature;

  async sign(bytes: Uint8Array): Promise<Uint8Array> {
    await this.check();
    return this.spoil(await this.#key.sign(bytes));
  }

  async check(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.delayMs));
    if (this.isOut) throw new Error("ECONNREFUSED");
  }
}
