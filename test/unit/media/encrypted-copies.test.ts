/** Media steps of an item that is encrypted: the original is read through its key, and what is made of it lies encrypted too. */
import { expect, test } from "vitest";
import { plainObjects } from "../../../services/encryption/plain-objects.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { makeViewingCopy } from "../../../services/media/make-viewing-copy.ts";
import { probeOriginal } from "../../../services/media/probe-original.ts";
import { originalKey } from "../../../services/objects/object-key.ts";
import { MemoryEvidenceStore } from "../../fakes/evidence-store.ts";
import { MemoryJobFolders, MemoryMediaTools } from "../../fakes/media-tools.ts";
import { MemoryObjectStore } from "../../fakes/object-store.ts";
import { MemorySourceStore } from "../../fakes/source-store.ts";
import { ONE_KEY, storedEncrypted } from "../../fixtures/encrypted-object.ts";
import { receivedItem, tickingClock, verifiedOriginal } from "../../fixtures/evidence.ts";
import { mediaInfo } from "../../fixtures/media-info.ts";
import { bytesOf } from "../../fixtures/store-outcomes.ts";

const FILM = Buffer.from("\0\0\0\x20ftypisom and then a film", "latin1");
const never = new AbortController().signal;

async function world() {
  const items = new MemoryEvidenceStore();
  const raw = new MemoryObjectStore();
  const folders = new MemoryJobFolders();
  const tools = new MemoryMediaTools(folders);
  const item = receivedItem({ stage: "verified", sizeBytes: FILM.byteLength });
  const stored = await storedEncrypted(raw, originalKey(item.id), FILM);
  const original = { ...verifiedOriginal(item.id, FILM, "v1"), ...stored };
  items.add({ ...item, original });
  tools.know(FILM, mediaInfo());
  const deps = {
    ...{ items, derivatives: items, sources: new MemorySourceStore(items), folders, tools },
    ...{ sourceRoots: [], validators: [], clock: tickingClock(), actor: "process:media" as const },
    queue: { wake: async () => undefined },
    objects: plainObjects(raw, ONE_KEY),
    encryption: { keys: ONE_KEY, objects: raw },
    ...{ isStudied: true, isOverviewed: true },
    isOverviewed: true,
  };
  await probeOriginal(deps, item.id, never);
  return { deps, raw, items, itemId: item.id };
}

test("copies are made of the plaintext and lie encrypted, with the digests of both", async () => {
  const { deps, raw, items, itemId } = await world();
  await makeViewingCopy(deps, "viewing-copy", itemId, never);
  const copies = await items.derivatives(itemId);
  expect(copies.map(({ kind }) => kind).sort()).toEqual(["poster", "viewing"]);
  for (const { object, encrypted, sha256: digest, sizeBytes } of copies) {
    const lying = raw.bytes(object.key)!;
    expect(encrypted).toMatchObject({ sizeBytes: lying.byteLength, sha256: sha256(lying) });
    const plain = await bytesOf(await deps.objects.read(object));
    expect([plain.byteLength, sha256(plain)]).toEqual([sizeBytes, digest]);
    expect(lying.includes(plain)).toBe(false);
  }
  expect(raw.keys().every((key) => key.endsWith(".enc"))).toBe(true);
});

test("a copy that the store does not give back as it was made is not kept; another try makes it", async () => {
  const { deps, raw, items, itemId } = await world();
  const put = raw.putStream.bind(raw);
  raw.putStream = async (key, ...rest) => {
    const ref = await put(key, ...rest);
    raw.tamper(key, (bytes) => ((bytes[bytes.byteLength - 1]! ^= 1), bytes));
    return ref;
  };
  const differs = { kind: "tampered", code: "media/copy-differs" };
  await expect(makeViewingCopy(deps, "viewing-copy", itemId, never)).rejects.toMatchObject(differs);
  expect(await items.derivatives(itemId)).toEqual([]);
  // As the store's operator would: what is damaged and on no record goes.
  for (const key of raw.keys().filter((each) => !each.includes("/original"))) raw.vanish(key);
  raw.putStream = put;
  raw.faults.at("putStream", 1, "fail-but-persist");
  await makeViewingCopy(deps, "viewing-copy", itemId, never);
  expect(await items.derivatives(itemId)).toHaveLength(2);
});
