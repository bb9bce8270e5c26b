/** Final uploads on PostgreSQL: made of partial ones in one statement, and counted where there are quotas. */
import type { Pool } from "pg";
import type { UploadId } from "../../services/kernel/ids.ts";
import { type Quotas, isLimited } from "../../services/ingest/quota.ts";
import type { Final } from "../../services/ingest/upload-store.ts";
import { ask } from "./connection.ts";
import { type Counted, UNCOUNTED, countWanted, inTransaction } from "./upload-quotas.ts";
import { eventParameters, rowParameters } from "./upload-rows.ts";
import { CREATE_FINAL, LOCK_PARTIALS } from "./upload-statements.ts";

/** Answers whether every partial upload still was one that can be joined; nothing is done otherwise. */
export async function createFinal(pool: Pool, final: Final, quotas: Quotas): Promise<boolean> {
  const { upload, partials, received } = final;
  if (!isLimited(quotas.device) && !isLimited(quotas.agency)) {
    const made = await ask(() => pool.query(statement(final, UNCOUNTED)));
    if (made.rowCount !== 0) return true;
  }
  return inTransaction(pool, async (client) => {
    const ids = partials.map(({ id }) => id);
    // Their rows before the quota: whoever else joins them waits here, and then finds them joined.
    const { rows } = await client.query<{ id: UploadId; state: string; offset_bytes: number }>(
      LOCK_PARTIALS,
      [ids, upload.deviceId, received.at],
    );
    if (rows.length !== new Set(ids).size) return false;
    const fresh = rows.filter(({ state }) => state === "complete");
    const freshBytes = fresh.reduce((sum, row) => sum + row.offset_bytes, 0);
    // What was announced as a part counts once; what is stored a second time counts again.
    const wanted = { bytes: upload.offsetBytes - freshBytes, files: 1 };
    const counted = await countWanted(client, quotas, upload.deviceId, wanted, received.at);
    return (await client.query(statement(final, counted))).rowCount !== 0;
  });
}

function statement({ upload, partials, received, reusableUntil }: Final, counted: Counted) {
  let endBytes = 0;
  const bases = partials.map(({ offsetBytes }) => (endBytes += offsetBytes) - offsetBytes);
  const values = [
    ...rowParameters(upload, counted),
    partials.map(({ id }) => id),
    bases,
    reusableUntil,
    counted !== UNCOUNTED,
    ...eventParameters(upload.id, received),
  ];
  return { name: "upload-create-final", text: CREATE_FINAL, values };
}
