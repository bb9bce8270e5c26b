/** Bytes of a take wherever they lie now: in its upload while it runs, in the original once it is one. One address leads to both. */
import type { Readable } from "node:stream";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { findItem } from "../evidence/find-item.ts";
import { requireThere } from "../evidence/require-there.ts";
import { incomingOf } from "../ingest/upload.ts";
import type { UploadStore } from "../ingest/upload-store.ts";
import type { UploadId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import type { IncomingStore } from "../objects/incoming-store.ts";
import { assembledKey } from "../objects/object-key.ts";
import type { ByteRange, ObjectStore } from "../objects/object-store.ts";

export interface TakeBytesDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly uploads: Pick<UploadStore, "get" | "parts">;
  readonly incoming: Pick<IncomingStore, "read">;
  readonly objects: Pick<ObjectStore, "read">;
}

/**
 * @throws Refusal missing "review/disposed"; conflict "review/not-yet-verified" of what is in quarantine; missing
 * "live/no-such-take"; as `IncomingStore.read`.
 */
export async function takeBytes(
  deps: TakeBytesDeps,
  id: UploadId,
  range: ByteRange,
): Promise<Readable> {
  const before = await fromItem(deps, id, range);
  if (before !== null) return before;
  try {
    return await fromUpload(deps, id, range);
  } catch (error) {
    if (!isRefusal(error, "ingest/bytes-missing")) throw error;
    // They became the original meanwhile.
    const after = await fromItem(deps, id, range);
    if (after === null) throw error;
    return after;
  }
}

async function fromItem(
  deps: TakeBytesDeps,
  id: UploadId,
  range: ByteRange,
): Promise<Readable | null> {
  const item = await findItem(deps, id);
  if (item === null) return null;
  requireThere(item);
  if (item.stage === "quarantined") {
    throw new Refusal("conflict", "review/not-yet-verified", "it is in quarantine", {
      fix: "A quarantined original is not given out; its record says why it is one.",
    });
  }
  return item.original === null ? null : deps.objects.read(item.original.object, range);
}

async function fromUpload(
  { uploads, incoming }: TakeBytesDeps,
  id: UploadId,
  range: ByteRange,
): Promise<Readable> {
  const upload = await uploads.get(id);
  if (upload === null) throw noSuchTake();
  const parts = await uploads.parts(id);
  const lies = incomingOf(upload);
  try {
    return await incoming.read(lies, parts, range);
  } catch (error) {
    if (!isRefusal(error, "ingest/bytes-missing")) throw error;
    // Joined under a key of its own while it is encrypted.
    return incoming.read({ ...lies, key: assembledKey(id) }, parts, range);
  }
}

export const noSuchTake = (): Refusal =>
  new Refusal("missing", "live/no-such-take", "there is no such take of this channel", {
    fix: "Take addresses from its playlist; what stands aside is an item by itself.",
  });
