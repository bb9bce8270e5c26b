/** Use case: a device makes one recording of partial uploads that it sent side by side (tus concatenation). */
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type UploadId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { DeviceIdentity } from "../access/authenticate-device.ts";
import { withClocks } from "./check-clock.ts";
import { checkSecrecy } from "./check-secrecy.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import {
  PARTIAL,
  type Upload,
  incomingOf,
  kindOf,
  receivedFrom,
  requirePresent,
  tooLarge,
} from "./upload.ts";
import { parseMetadata } from "./upload-metadata.ts";

export interface Joining extends DeviceIdentity {
  /** In the order of the recording; one may stand there again. Null: an address that names no upload. */
  readonly partials: readonly (UploadId | null)[];
  /** Upload-Concat and Upload-Metadata as they came; the latter is empty if it did not. */
  readonly concat: string;
  readonly rawMetadata: string;
}

/** Long enough to ask again after a lost answer; meanwhile the bytes are stored twice. */
const REUSABLE_MS = 3_600_000;

/**
 * The final upload: received, and an item, at once. Reads and moves no byte; verify-original does.
 * @throws Refusal missing "ingest/no-such-partial", "ingest/gone"; invalid "ingest/not-partial",
 * "ingest/too-large", "ingest/bad-metadata", "ingest/metadata-too-long"; conflict "ingest/partial-unfinished",
 * "ingest/partials-moved"; unavailable "ingest/storage-full"; as `checkQuota` says. Nothing is made then.
 */
export async function joinUploads(
  deps: IngestDeps,
  { deviceId, certificateSha256, partials, concat, rawMetadata }: Joining,
): Promise<Upload> {
  const { uploads, incoming, queue, clock, turns, limits, room } = deps;
  const said = parseMetadata(rawMetadata);
  await checkSecrecy(deps, deviceId, said);
  const announced = await withClocks(deps, deviceId, said);
  const now = clock();
  const ids = [...new Set(partials.filter((id) => id !== null))];
  const found = new Map((await uploads.findEach(ids, deviceId)).map((one) => [one.id, one]));
  const joined = partials.map((id, place) =>
    requireJoinable((id === null ? null : found.get(id)) ?? null, place, now),
  );
  const lengthBytes = joined.reduce((sum, { offsetBytes }) => sum + offsetBytes, 0);
  if (lengthBytes > limits.maxUploadBytes) throw tooLarge(limits.maxUploadBytes);
  // The original stands beside its parts until those go.
  await room.check(lengthBytes);
  const upload: Upload = {
    id: newId<UploadId>(),
    deviceId,
    certificateSha256,
    announced,
    rawMetadata,
    concat,
    lengthBytes,
    offsetBytes: lengthBytes,
    state: "received",
    createdAt: now,
    expiresAt: plusMs(now, limits.expiryMs),
    fence: 1,
    owner: turns.processName,
    incoming: incoming.join(joined.map(incomingOf)),
  };
  const received = receivedFrom(upload, lengthBytes, now);
  const reusableUntil = plusMs(now, REUSABLE_MS);
  await uploads.createFinal({ upload, partials: joined, received, reusableUntil }, limits.quotas);
  await queue.wake("verify-original", upload.id);
  return upload;
}

/** `place` counts from 0, as in the list of the client. */
function requireJoinable(upload: Upload | null, place: number, now: UtcInstant): Upload {
  const facts = { place };
  if (upload === null) {
    throw new Refusal("missing", "ingest/no-such-partial", "a listed upload is not there", {
      fix: "List the addresses that POST answered with, of uploads of this device.",
      facts,
    });
  }
  if (kindOf(upload) !== PARTIAL) {
    throw new Refusal("invalid", "ingest/not-partial", "a listed upload is no partial one", {
      fix: "List uploads that were announced with Upload-Concat: partial.",
      facts,
    });
  }
  if (requirePresent(upload, now).state === "open") {
    throw new Refusal("conflict", "ingest/partial-unfinished", "a listed upload lacks bytes", {
      fix: "Finish every partial upload, then make the final one (no concatenation-unfinished here).",
      facts,
    });
  }
  return upload;
}
