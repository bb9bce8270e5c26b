/** What was received becomes one object, in clear or encrypted, and is read back. */
import type { KeyObject } from "node:crypto";
import { putEncrypted, readEncrypted } from "../encryption/stored.ts";
import type { MoreDigest, VerifiedOriginal } from "../evidence/evidence-item.ts";
import type { IncomingPart, IncomingStore } from "../objects/incoming-store.ts";
import { assembledKey, encryptedKey, originalKey } from "../objects/object-key.ts";
import type { ObjectRef, ObjectStore } from "../objects/object-store.ts";
import { type ReadBack, readBack } from "./read-back.ts";
import { type Run, type Upload, incomingOf } from "./upload.ts";

export interface StoreOriginalDeps {
  readonly incoming: IncomingStore;
  readonly objects: ObjectStore;
  readonly moreDigests?: readonly MoreDigest[];
}

/** What is known of a received upload. */
export interface ReceivedUpload {
  readonly upload: Upload;
  readonly parts: readonly IncomingPart[];
  readonly runs: readonly Run[];
}

export interface StoredOriginal {
  readonly object: ObjectRef;
  /** Of the plaintext, as far as it opens. */
  readonly found: ReadBack;
  /** What else is to be known of how it lies there. */
  readonly how: Pick<VerifiedOriginal, "provenBy" | "encrypted">;
  /** False: it is encrypted, and does not open to its end. */
  readonly opens: boolean;
}

/**
 * The received bytes lie in clear for as long as this takes and until the item is saved; then `clearReceived` removes
 * them. May run twice, also at once. @throws as the stores do.
 */
export async function storeEncrypted(
  { incoming, objects, moreDigests }: StoreOriginalDeps,
  { upload, parts, runs }: ReceivedUpload,
  dataKey: KeyObject,
  signal: AbortSignal,
): Promise<StoredOriginal> {
  const key = encryptedKey(originalKey(upload.id));
  const object = await putEncrypted(objects, key, dataKey, {
    sizeBytes: upload.offsetBytes,
    open: async () => {
      const joined = { ...incomingOf(upload), key: assembledKey(upload.id) };
      // A run that was cut off before the item was to be encrypted has made one object of it already.
      const inClear = await objects.find(originalKey(upload.id));
      return objects.scan(inClear ?? (await incoming.assemble(joined, parts)), signal);
    },
  });
  signal.throwIfAborted();
  const look = (plain: AsyncIterable<Uint8Array>): Promise<ReadBack> =>
    readBack(plain, runs, moreDigests);
  const { found, stored } = await readEncrypted(objects, object, dataKey, look, signal);
  if (stored === null) return { object, found, how: {}, opens: false };
  return { object, found, how: { encrypted: stored }, opens: true };
}
