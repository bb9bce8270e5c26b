/** What every KeyHandle must do, and what is made of one that does not. */
import { createPublicKey, verify } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type KeyHandle, guarded } from "../../infra/keys/key-handle.ts";

export interface KeyHandleUnderTest {
  readonly key: KeyHandle;
  /** Takes the key out of reach; null where nothing can come between. */
  readonly cut: (() => Promise<void>) | null;
  readonly mend: () => Promise<void>;
  close(): Promise<void>;
}

const unavailable = { kind: "unavailable" };

/** Judged by OpenSSL, from the bare public key. */
function holds(key: KeyHandle, bytes: Uint8Array, signature: Uint8Array): boolean {
  const spki = { key: Buffer.from(key.spki), format: "der", type: "spki" } as const;
  const publicKey = createPublicKey(spki);
  const digest = publicKey.asymmetricKeyType === "ed25519" ? null : "sha256";
  return verify(digest, bytes, { key: publicKey, dsaEncoding: "der" }, signature);
}

export function keyHandleContract(name: string, make: () => Promise<KeyHandleUnderTest>): void {
  describe(`KeyHandle: ${name}`, () => {
    let subject: KeyHandleUnderTest;
    beforeEach(async () => {
      subject = await make();
    });
    afterEach(() => subject.close());

    it("signs exactly the bytes it is given, empty and long ones too", async () => {
      const { key } = subject;
      for (const bytes of [Buffer.alloc(0), Buffer.from("a"), Buffer.alloc(40_000, 7)]) {
        const signature = await key.sign(bytes);
        expect(holds(key, bytes, signature)).toBe(true);
        expect(holds(key, Buffer.concat([bytes, Buffer.of(0)]), signature)).toBe(false);
      }
      await key.check();
    });

    it("gives each of many calls at once its own signature", async () => {
      const { key } = subject;
      const asked = Array.from({ length: 24 }, (_, at) => Buffer.from(`manifest ${at}`));
      const signatures = await Promise.all(asked.map((bytes) => key.sign(bytes)));
      for (const [at, bytes] of asked.entries()) {
        expect(holds(key, bytes, signatures[at] ?? Buffer.alloc(0))).toBe(true);
      }
    });

    it("says that it waits while it is out of reach, and signs again afterwards by itself", async () => {
      const { key, cut, mend } = subject;
      if (cut === null) return;
      await key.sign(Buffer.from("before"));
      await cut();
      const under = guarded(key, 5_000);
      await expect(under.sign(Buffer.from("during"))).rejects.toMatchObject(unavailable);
      await expect(under.check()).rejects.toMatchObject(unavailable);
      await mend();
      await under.check();
      const after = Buffer.from("after");
      expect(holds(key, after, await under.sign(after))).toBe(true);
    });
  });
}
