/** A sealed file that lies there as another version: the audit says which, and whether its bytes are those that were signed. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { AuditHouse } from "../../fixtures/audit-house.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

it("is told with both versions, and with both digests", async () => {
  const bytes = randomBytes(1_000);
  const house = await AuditHouse.open(authority, Buffer.from(bytes));
  const { id, original } = await house.sealing.items.get(house.itemId);
  const facts = async () => (await house.found())[`item/${id}/original/media`]?.[0]?.facts;
  const key = originalKey(id);
  const other = Buffer.concat([bytes, bytes]);
  house.objects.vanish(key, other);
  const found = (await house.objects.find(key))!.versionId;
  expect(found).not.toBe(original!.object.versionId);
  expect(await facts()).toEqual({
    ...{ recordedVersion: original!.object.versionId, foundVersion: found },
    ...{ sizeBytes: 2_000, recordedBytes: 1_000, differingBlocks: "0" },
    ...{ sha256: sha256(other), recordedSha256: sha256(bytes) },
  });
  house.objects.vanish(key, bytes);
  const again = (await facts())!;
  expect(again["sha256"]).toBe(sha256(bytes));
  expect(again).not.toHaveProperty("differingBlocks");
});
