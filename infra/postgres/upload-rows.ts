/** An upload and its custody event 0, as the statements that move uploads take them. */
import { chainEvent } from "../../services/evidence/custody-event.ts";
import type { UploadId } from "../../services/kernel/ids.ts";
import type { Completion, Upload } from "../../services/ingest/upload.ts";
import type { Counted } from "./upload-quotas.ts";

/** $1-$17. */
export const rowParameters = (upload: Upload, counted: Counted): unknown[] => [
  upload.id,
  upload.deviceId,
  JSON.stringify(upload.announced),
  upload.rawMetadata,
  upload.concat,
  upload.lengthBytes,
  upload.offsetBytes,
  upload.state,
  upload.createdAt,
  upload.expiresAt,
  upload.fence,
  upload.owner,
  JSON.stringify(upload.incoming),
  upload.certificateSha256,
  upload.lengthBytes ?? 0,
  counted.on,
  counted.for,
];

/** received_at, actor, kind, body, previous_sha256 and sha256 of custody event 0; null without an item. */
export function eventParameters(id: UploadId, completion: Completion | null): unknown[] {
  if (completion === null || completion === "complete") return [null, null, null, null, null, null];
  const { at, actor, happening } = completion;
  const event = chainEvent(null, id, at, actor, happening);
  return [at, actor, event.kind, event.body, event.previousSha256, event.sha256];
}
