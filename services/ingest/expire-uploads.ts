/** Use cases of the sweep: end uploads whose time is over, and free bytes that no upload needs any more. */
import type { Clock } from "../kernel/clock.ts";
import { isRefusal } from "../kernel/refusal.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { IncomingStore, IncomingUpload } from "../objects/incoming-store.ts";
import { originalKey } from "../objects/object-key.ts";
import { type ClearDeps, clearReceived } from "./clear-received.ts";
import { incomingOf, isPending } from "./upload.ts";
import type { UploadStore } from "./upload-store.ts";

export interface ExpiryDeps {
  readonly uploads: UploadStore;
  readonly incoming: IncomingStore;
  readonly clock: Clock;
}

const BATCH = 100;

/** Ends what has expired and frees its bytes; answers how many uploads that were. */
export async function expireUploads({ uploads, incoming, clock }: ExpiryDeps): Promise<number> {
  let ended = 0;
  const now = clock();
  for (const upload of await uploads.expired(now, BATCH)) {
    try {
      await uploads.expire(upload.id, now);
    } catch (error) {
      // It grew, or was finished, terminated or joined, since it was listed.
      if (isRefusal(error, "ingest/not-open")) continue;
      throw error;
    }
    ended += 1;
    await incoming.discard(incomingOf(upload));
  }
  return ended;
}

/**
 * Frees bytes of uploads that ended and of which nothing is needed: a crash between ending an upload
 * and discarding its bytes leaves some. Bytes of an item in quarantine stay, for whoever looks into it.
 * Answers how many uploads were cleared.
 */
export async function clearIncoming({
  uploads,
  incoming,
  items,
  objects,
}: ExpiryDeps & ClearDeps & { readonly items: EvidenceStore }): Promise<number> {
  let cleared = 0;
  for await (const id of incoming.list()) {
    const upload = await uploads.get(id);
    if (upload !== null && isPending(upload)) continue;
    if (upload?.state === "received") {
      const item = await items.get(id);
      if (await clearReceived({ incoming, objects }, item, incomingOf(upload))) cleared += 1;
      continue;
    }
    // A row is made before the first byte: bytes without a row belong to nothing that will come.
    const none: IncomingUpload = {
      id,
      key: originalKey(id),
      lengthBytes: null,
      offsetBytes: 0,
      fence: 0,
      state: null,
    };
    await incoming.discard(upload === null ? none : incomingOf(upload));
    cleared += 1;
  }
  return cleared;
}
