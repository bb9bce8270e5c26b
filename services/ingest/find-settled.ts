/** An upload as it stands once the process that wrote to it last has ended its request. */
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import { type Upload, requirePresent } from "./upload.ts";

/**
 * `upload` was just read. Where another process is its writer, that one is asked to end first: what it
 * holds of a request its client gave up still counts, and is not sent twice.
 * @throws Refusal missing "ingest/no-such-upload", "ingest/gone".
 */
export async function settledElsewhere(
  { uploads, nodes, turns, clock }: IngestDeps,
  upload: Upload,
): Promise<Upload> {
  const { id, deviceId, state, owner } = upload;
  if (state !== "open" || owner === null || owner === turns.processName) return upload;
  await nodes.settle(id, owner);
  return requirePresent(await uploads.find(id, deviceId), clock());
}

/** @throws Refusal missing "ingest/no-such-upload", "ingest/gone". */
export async function findSettled(
  deps: IngestDeps,
  id: UploadId,
  deviceId: DeviceId,
): Promise<Upload> {
  const { uploads, turns, clock } = deps;
  const upload = requirePresent(await uploads.find(id, deviceId), clock());
  const wasHere = await turns.settle(id);
  const now = wasHere ? requirePresent(await uploads.find(id, deviceId), clock()) : upload;
  return settledElsewhere(deps, now);
}
