/** Round: visits and uploads that nobody goes on with are ended, and what they left is cleared. */
import { leaveBatchesOpen } from "../../services/batches/visit.ts";
import { clearIncoming, expireUploads } from "../../services/ingest/expire-uploads.ts";

export type ExpireDeps = Parameters<typeof leaveBatchesOpen>[0] &
  Parameters<typeof clearIncoming>[0];

export async function expire(deps: ExpireDeps): Promise<void> {
  await leaveBatchesOpen(deps);
  await expireUploads(deps);
  await clearIncoming(deps);
}
