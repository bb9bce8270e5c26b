/** Receipts: a camera is wiped on them, so anything that is not exactly one must be refused. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cmsVerifier } from "../../../infra/keys/cms-verifier.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { verifyReceipt } from "../../../services/sealing/receipt.ts";
import type { Receipt } from "../../../services/sealing/seal-store.ts";
import { MemoryCheckpointSigner } from "../../fakes/checkpoint-signer.ts";
import { LOG } from "../../fixtures/ledger.ts";
import { SealingHouse } from "../../fixtures/sealing-house.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

let authority: Authority;
let house: SealingHouse;
let receipts: Receipt[];
let ids: ItemId[];
beforeAll(async () => {
  authority = await makeAuthority();
  house = await SealingHouse.open(authority);
  const deps = house.process();
  const items = await Promise.all(["a", "b", "c"].map((text) => house.verified(Buffer.from(text))));
  ids = items.map(({ id }) => id);
  await Promise.all(ids.map((id) => sealOriginal(deps, id)));
  receipts = await Promise.all(ids.map(async (id) => (await house.seals.receipt(id))!));
});
afterAll(() => authority.remove());

const judge = (receipt: Receipt, root = authority.rootPem, key = house.ledgerKey) =>
  verifyReceipt({ signatures: cmsVerifier }, receipt, root, key);

describe("verifyReceipt", () => {
  it("accepts each receipt and tells what it states", async () => {
    for (const [index, receipt] of receipts.entries()) {
      expect(await judge(receipt)).toMatchObject({
        valid: true,
        statement: {
          itemId: ids[index],
          filename: "现场 01.mp4",
          sizeBytes: "1",
          deviceSha256: null,
          state: "sealed",
          mayDeleteOnDevice: true,
          lockedUntil: "2027-05-24T12:00:00.000Z",
        },
      });
    }
  });

  it("refuses a change of any character of the statement or the proof, and any byte of the signature", async () => {
    const receipt = receipts[1]!;
    for (const part of ["statement", "proof"] as const) {
      const bytes = Buffer.from(receipt[part]);
      for (let at = 0; at < bytes.byteLength; at += 1) {
        const changed = Buffer.from(bytes);
        changed[at]! ^= 1;
        const verdict = await judge({ ...receipt, [part]: changed.toString("utf8") });
        expect(verdict.valid, `${part} byte ${at}`).toBe(false);
      }
    }
    for (let at = 0; at < receipt.signature.byteLength; at += 1) {
      const signature = Buffer.from(receipt.signature);
      signature[at]! ^= 0x10;
      expect((await judge({ ...receipt, signature })).valid, `signature byte ${at}`).toBe(false);
    }
  }, 60_000);

  it("refuses parts of two receipts put together", async () => {
    const [one, two] = [receipts[0]!, receipts[1]!];
    expect(await judge({ ...one, proof: two.proof })).toMatchObject({
      valid: false,
      reason: "ledger/not-included",
    });
    expect(await judge({ ...one, signature: two.signature })).toMatchObject({ valid: false });
    expect(await judge({ ...one, statement: two.statement })).toMatchObject({ valid: false });
  });

  it("refuses another agency's root, another ledger's key, and keys that are none", async () => {
    const other = await makeAuthority();
    expect(await judge(receipts[0]!, other.rootPem)).toMatchObject({
      reason: "keys/not-chained-to-root",
    });
    await other.remove();
    const stranger = new MemoryCheckpointSigner().verifierKey(LOG);
    expect(await judge(receipts[0]!, authority.rootPem, stranger)).toMatchObject({
      reason: "ledger/bad-checkpoint",
    });
    expect(await judge(receipts[0]!, authority.rootPem, "none")).toMatchObject({
      reason: "ledger/bad-verifier-key",
    });
  });

  it("refuses a statement that the agency signed but that is no receipt", async () => {
    const sign = async (statement: string): Promise<Receipt> => ({
      ...receipts[0]!,
      statement,
      signature: await house.signer.sign(Buffer.from(statement)),
    });
    const { statement } = receipts[0]!;
    for (const other of [
      "{}\n",
      statement.replace("receipt/v1", "receipt/v2"),
      statement.replace('"mayDeleteOnDevice":true', '"mayDeleteOnDevice":false'),
      statement.replace('"state":"sealed"', '"state":"received"'),
      statement.replace('"index":', '"index":1,"index":'),
      statement.replace("{", '{"extra":1,'),
    ]) {
      expect(other).not.toBe(statement);
      expect(await judge(await sign(other)), other).toEqual({
        valid: false,
        reason: "sealing/bad-receipt",
      });
    }
    const elsewhere = statement.replace(/"index":\d+/, '"index":99');
    expect(await judge(await sign(elsewhere))).toMatchObject({
      reason: "sealing/other-ledger-place",
    });
  });
});
