/** Use case: a device drops an unfinished upload of its own. What was received is evidence and stays. */
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import { Refusal, isRefusal } from "../kernel/refusal.ts";
import { settledElsewhere } from "./find-settled.ts";
import type { IngestDeps } from "./ingest-deps.ts";
import { PARTIAL, type Upload, incomingOf, kindOf, requirePresent } from "./upload.ts";

/**
 * @throws Refusal missing "ingest/no-such-upload", "ingest/gone"; forbidden "ingest/evidence-kept",
 * "ingest/partial-joined".
 */
export function terminateUpload(deps: IngestDeps, id: UploadId, deviceId: DeviceId): Promise<void> {
  return deps.turns.take(id, deviceId, async (turn) => {
    const found = requirePresent(await deps.uploads.find(id, deviceId), deps.clock());
    turn.owner = deviceId;
    const upload = await settledElsewhere(deps, found);
    try {
      await deps.uploads.terminate(id);
    } catch (error) {
      // Also where another process received the last byte, or made a final upload of it, a moment ago.
      if (isRefusal(error, "ingest/not-open")) throw kept(upload);
      throw error;
    }
    deps.turns.mark(id, { unclean: false });
    try {
      await deps.incoming.discard(incomingOf(upload));
    } catch (error) {
      // The upload has ended all the same; `clearIncoming` frees its bytes later.
      if (!(error instanceof Refusal && error.kind === "unavailable")) throw error;
    }
  });
}

const kept = (upload: Upload): Refusal =>
  kindOf(upload) === PARTIAL
    ? new Refusal("forbidden", "ingest/partial-joined", "a final upload is made of it", {
        fix: "Nothing to do: it goes by itself once the final upload is verified.",
      })
    : new Refusal(
        "forbidden",
        "ingest/evidence-kept",
        "a finished upload is evidence and is kept",
        {
          fix: "Nothing to do; the item's retention decides when it goes.",
        },
      );
