/** Use case: a device announces a recording and gets an upload to send it to. */
import { plusMs } from "../kernel/clock.ts";
import { type UploadId, newId } from "../kernel/ids.ts";
import type { DeviceIdentity } from "../access/authenticate-device.ts";
import { withClocks } from "./check-clock.ts";
import type { Announced } from "../evidence/evidence-item.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import {
  PARTIAL,
  type Upload,
  type UploadState,
  bodyTooLong,
  receivedFrom,
  tooLarge,
} from "./upload.ts";
import { checkSecrecy } from "./check-secrecy.ts";
import { parseMetadata } from "./upload-metadata.ts";

export interface Announcement extends DeviceIdentity {
  /** Null: the device will say later. */
  readonly lengthBytes: number | null;
  /** Bytes that come with the announcement; null for a chunked body. */
  readonly bodyBytes: number | null;
  /** Upload-Metadata as it came; empty if it did not. */
  readonly rawMetadata: string;
  /** A piece of a recording: it becomes no item, and what it says about itself counts for nothing. */
  readonly isPartial?: boolean;
  /** Where the caller chose it, so that what it keeps of its own comes first; else a fresh one. */
  readonly id?: UploadId;
}

/**
 * The new upload. One of no bytes is complete, and an item unless it is partial, at once.
 * @throws Refusal invalid "ingest/too-large", "ingest/body-too-long", "ingest/bad-metadata", "ingest/metadata-too-long";
 * forbidden "secrecy/above-ceiling"; unavailable "ingest/too-many-open", "ingest/storage-full"; as `checkQuota` says.
 */
export async function openUpload(deps: IngestDeps, announcement: Announcement): Promise<Upload> {
  const { uploads, queue, clock, turns, limits, room } = deps;
  const { deviceId, certificateSha256, lengthBytes, rawMetadata, bodyBytes } = announcement;
  const { isPartial = false } = announcement;
  if (lengthBytes !== null && lengthBytes > limits.maxUploadBytes) {
    throw tooLarge(limits.maxUploadBytes);
  }
  if (lengthBytes !== null && (bodyBytes ?? 0) > lengthBytes) throw bodyTooLong();
  await room.check(lengthBytes ?? bodyBytes ?? 0);
  const announced = await announcedBy(deps, announcement);
  const createdAt = clock();
  const upload: Upload = {
    id: announcement.id ?? newId<UploadId>(),
    deviceId,
    certificateSha256,
    announced,
    rawMetadata,
    concat: isPartial ? PARTIAL : null,
    lengthBytes,
    offsetBytes: 0,
    state: firstState(lengthBytes, isPartial),
    createdAt,
    expiresAt: plusMs(createdAt, limits.expiryMs),
    fence: 1,
    owner: turns.processName,
    incoming: null,
  };
  const received = upload.state === "received" ? receivedFrom(upload, 0, createdAt) : null;
  await uploads.create(upload, { maxOpen: limits.maxOpenUploads, quotas: limits.quotas }, received);
  if (received !== null) await queue.wake("verify-original", upload.id);
  return upload;
}

const firstState = (lengthBytes: number | null, isPartial: boolean): UploadState => {
  if (lengthBytes !== 0) return "open";
  return isPartial ? "complete" : "received";
};
/** A partial upload says nothing, but what it says must be readable all the same. */
async function announcedBy(
  deps: IngestDeps,
  { deviceId, rawMetadata, isPartial }: Announcement,
): Promise<Announced> {
  const said = parseMetadata(rawMetadata);
  await checkSecrecy(deps, deviceId, said);
  return isPartial === true ? parseMetadata("") : withClocks(deps, deviceId, said);
}
