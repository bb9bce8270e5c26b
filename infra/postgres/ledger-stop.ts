/** Whether items wait because the ledger takes no entries, as their steps say. */
import type { Pool } from "pg";
import {
  type LedgerStop,
  STOPPING_CODES,
  type StoppingCode,
} from "../../services/ledger/stopped.ts";

/** The reason that most items wait for; null: none does. Steps forget their error once they are done. */
export async function ledgerStop(pool: Pool): Promise<LedgerStop | null> {
  const { rows } = await pool.query<{ code: StoppingCode; items: number }>(
    `SELECT last_error AS code, count(DISTINCT item_id)::int AS items FROM step_runs
     WHERE last_error = ANY($1) GROUP BY last_error ORDER BY items DESC, code LIMIT 1`,
    [STOPPING_CODES],
  );
  return rows[0] ?? null;
}
