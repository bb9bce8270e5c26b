/** What is signed about an original that was not read back says so everywhere; about all others, not a byte is another than before. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { parseManifest } from "../../../services/sealing/manifest.ts";
import { parseReceiptStatement } from "../../../services/sealing/receipt.ts";
import { SealingHouse } from "../../fixtures/sealing-house.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

let authority: Authority;
let house: SealingHouse;
beforeAll(async () => {
  authority = await makeAuthority();
  house = await SealingHouse.open(authority);
});
afterAll(() => authority.remove());

async function sealed(provenBy?: "store-checksum") {
  const item = await house.verified(Buffer.from("bytes"));
  if (provenBy !== undefined)
    house.items.add({ ...item, original: { ...item.original!, provenBy } });
  await sealOriginal(house.process(), item.id);
  const { statement } = (await house.seals.receipt(item.id))!;
  const [seal] = await house.seals.seals(item.id);
  return { statement, manifest: Buffer.from(seal!.manifest).toString() };
}

it("is told by manifest and receipt, which lets no device delete", async () => {
  const { statement, manifest } = await sealed("store-checksum");
  expect(parseReceiptStatement(statement)).toMatchObject({
    ...{ provenBy: "store-checksum", mayDeleteOnDevice: false },
  });
  expect(parseManifest(Buffer.from(manifest))).toMatchObject({
    storage: { provenBy: "store-checksum" },
  });
});

it("is not there where the original was read back", async () => {
  const { statement, manifest } = await sealed();
  expect(statement).toContain('"mayDeleteOnDevice":true');
  expect(statement + manifest).not.toContain("provenBy");
});

it("never goes with leave to delete, nor is leave missing without it", async () => {
  const [unread, read] = [await sealed("store-checksum"), await sealed()];
  for (const forged of [
    unread.statement.replace('"mayDeleteOnDevice":false', '"mayDeleteOnDevice":true'),
    unread.statement.replace('"provenBy":"store-checksum",', ""),
    unread.statement.replace('"store-checksum"', '"sample"'),
    read.statement.replace('"mayDeleteOnDevice":true', '"mayDeleteOnDevice":false'),
  ]) {
    expect([unread.statement, read.statement]).not.toContain(forged);
    expect(() => parseReceiptStatement(forged)).toThrow("this is no receipt");
  }
});
