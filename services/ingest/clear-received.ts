/** Frees what an upload holds beside its original, once nothing of it is needed any more. */
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { IncomingStore, IncomingUpload } from "../objects/incoming-store.ts";
import { assembledKey, encryptedKey, originalKey } from "../objects/object-key.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { removeVersions } from "../objects/remove-versions.ts";

export interface ClearDeps {
  readonly incoming: Pick<IncomingStore, "discard">;
  readonly objects: Pick<ObjectStore, "find" | "remove">;
}

/**
 * Of an item in quarantine everything stays, for whoever looks into it; but what was encrypted and read back whole
 * lies nowhere else in clear. May run twice. False if it stays.
 */
export async function clearReceived(
  { incoming, objects }: ClearDeps,
  item: EvidenceItem,
  upload: IncomingUpload,
): Promise<boolean> {
  const isEncrypted = await liesEncrypted(objects, item);
  if (item.stage !== "verified" && item.stage !== "sealed" && !isEncrypted) return false;
  if (!isEncrypted) {
    await incoming.discard(upload);
    return true;
  }
  const key = assembledKey(item.id);
  // The latter from a run that was cut off before the item was to be encrypted.
  for (const inClear of [key, originalKey(item.id)]) await removeVersions(objects, inClear);
  // Last: as long as it is not done, the sweep finds the upload, and this runs again.
  await incoming.discard({ ...upload, key });
  return true;
}

async function liesEncrypted(
  objects: ClearDeps["objects"],
  { id, original, quarantineReason }: EvidenceItem,
): Promise<boolean> {
  if (original !== null) return original.encrypted !== undefined;
  if (quarantineReason !== "ingest/declared-digest-differs") return false;
  return (await objects.find(encryptedKey(originalKey(id)))) !== null;
}
