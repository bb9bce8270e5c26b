/** A key with a service far away keeps the contract; a wrong signature does not leave, a late one is not waited for. */
import { describe, expect, it } from "vitest";
import { sm2KeyInHand } from "../../infra/keys/key-file.ts";
import { guarded, isSignatureOf } from "../../infra/keys/key-handle.ts";
import { newSm2Key } from "../../infra/keys/sm2.ts";
import { DistantKey } from "../fakes/distant-key.ts";
import { keyHandleContract } from "./key-handle.contract.ts";

keyHandleContract("a service far away", () => {
  const key = new DistantKey();
  return Promise.resolve({
    key,
    cut: () => Promise.resolve(void (key.isOut = true)),
    mend: () => Promise.resolve(void (key.isOut = false)),
    close: () => Promise.resolve(),
  });
});

describe("a guarded key", () => {
  const BYTES = Buffer.from("a manifest");

  it("lets no signature out that does not verify, of whatever form, and stays usable", async () => {
    const key = new DistantKey();
    const other = new DistantKey();
    const under = guarded(key);
    const wrong = { kind: "unavailable", code: "keys/wrong-signature" };
    const spoilt = [
      await other.sign(BYTES),
      await key.sign(Buffer.from("other bytes")),
      Buffer.alloc(0),
      Buffer.alloc(64),
    ];
    for (const signature of spoilt) {
      key.spoil = () => signature;
      await expect(under.sign(BYTES)).rejects.toMatchObject(wrong);
    }
    key.spoil = (signature) => {
      const flipped = Buffer.from(signature);
      flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
      return flipped;
    };
    await expect(under.sign(BYTES)).rejects.toMatchObject(wrong);
    key.spoil = (signature) => signature;
    expect(isSignatureOf(BYTES, await under.sign(BYTES), key.spki)).toBe(true);
  });

  it("does not wait without end, and does not take the late answer for the next", async () => {
    const key = new DistantKey();
    const under = guarded(key, 40);
    key.delayMs = 120;
    const late = { kind: "unavailable", code: "keys/no-answer" };
    await expect(under.sign(BYTES)).rejects.toMatchObject(late);
    await expect(under.check()).rejects.toMatchObject(late);
    key.delayMs = 0;
    const next = Buffer.from("the next");
    expect(isSignatureOf(next, await under.sign(next), key.spki)).toBe(true);
  });

  it("checks SM2 by its own rules", async () => {
    const [one, other] = [newSm2Key(), newSm2Key()].map(sm2KeyInHand);
    if (one === undefined || other === undefined) throw new Error("two keys");
    expect(isSignatureOf(BYTES, await guarded(one).sign(BYTES), one.spki)).toBe(true);
    const mixed = guarded({ ...one, sign: (bytes) => other.sign(bytes) });
    await expect(mixed.sign(BYTES)).rejects.toMatchObject({ code: "keys/wrong-signature" });
  });
});
