/** The audit of what lies encrypted: by the signed digest of the ciphertext, without any key. */
import { afterAll, beforeAll, expect, it } from "vitest";
import { sha256 } from "../../../services/kernel/digest.ts";
import { derivativeKey, encryptedKey, originalKey } from "../../../services/objects/object-key.ts";
import { parseManifest } from "../../../services/sealing/manifest.ts";
import { sealCopies } from "../../../services/sealing/seal-copies.ts";
import { sealOriginal } from "../../../services/sealing/seal-original.ts";
import { AuditHouse } from "../../fixtures/audit-house.ts";
import { storedEncrypted } from "../../fixtures/encrypted-object.ts";
import { type Authority, makeAuthority } from "../keys/authority.ts";

let authority: Authority;
beforeAll(async () => {
  authority = await makeAuthority();
});
afterAll(() => authority.remove());

const FILM = Buffer.alloc(300_000, 5);
const COPY = Buffer.from("a copy that is encrypted too");

/** An item whose original and copy lie encrypted, sealed and through. */
async function encryptedHouse() {
  const house = await AuditHouse.open(authority, Buffer.from("another one"));
  const { sealing } = house;
  const item = await sealing.verified(FILM, { viewingStage: "made" });
  const { id } = item;
  sealing.objects.vanish(originalKey(id));
  const original = await storedEncrypted(sealing.objects, originalKey(id), FILM);
  sealing.items.add({ ...item, original: { ...item.original!, ...original } });
  const made = await sealing.derived(id, "poster", COPY);
  const copy = await storedEncrypted(
    sealing.objects,
    derivativeKey(id, "viewing", sha256(COPY)),
    COPY,
  );
  await sealing.items.keepOnce({ ...made, kind: "viewing", ...copy });
  await sealOriginal(sealing.process(), id);
  await sealCopies(sealing.process(), id);
  return { house, id, original, copy };
}

it("is signed with both digests, is locked, and is found sound", async () => {
  const { house, id, original, copy } = await encryptedHouse();
  const manifests = Object.fromEntries(
    (await house.sealing.seals.seals(id)).map(({ subject, manifest }) => [
      subject,
      parseManifest(manifest),
    ]),
  );
  for (const [subject, plain, { encrypted, object }] of [
    ["original", FILM, original],
    ["viewing", COPY, copy],
  ] as const) {
    expect(manifests[subject]).toMatchObject({
      media: { bytes: String(plain.byteLength), sha256: sha256(plain) },
      storage: {
        key: object.key,
        encrypted: { bytes: String(encrypted.sizeBytes), sha256: encrypted.sha256 },
      },
    });
    expect((await house.objects.head(object)).lock).not.toBeNull();
  }
  expect(manifests["poster"]?.storage).not.toHaveProperty("encrypted");
  expect(await house.found()).toEqual({});
});

it("tells each byte that changed, each that is gone, and a record that says otherwise than what was signed", async () => {
  const { house, id, original, copy } = await encryptedHouse();
  house.objects.tamper(encryptedKey(originalKey(id)), (bytes) => ((bytes[9_000]! ^= 1), bytes));
  house.objects.tamper(copy.object.key, (bytes) => bytes.subarray(0, -1));
  const found = await house.found();
  expect(found[`item/${id}/original/media`]).toMatchObject([
    { code: "fixity/digest-differs", facts: { recordedSha256: original.encrypted.sha256 } },
  ]);
  expect(found[`item/${id}/viewing/media`]).toMatchObject([{ code: "fixity/size-differs" }]);
  const item = await house.sealing.items.get(id);
  const { encrypted: _gone, ...inClear } = item.original!;
  const other = { ...original.encrypted, sha256: sha256("x") };
  for (const changed of [inClear, { ...item.original!, encrypted: other }]) {
    house.sealing.items.add({ ...item, original: changed });
    expect((await house.found())[`item/${id}/original/media`]).toMatchObject([
      { code: "fixity/record-differs", facts: { why: "row" } },
    ]);
  }
});
