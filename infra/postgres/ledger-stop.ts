/** Whether the ledger takes no entries: as the steps of items that wait say, and as custody saw when it looked. */
import type { Pool } from "pg";
import {
  type LedgerStop,
  STOPPING_CODES,
  type StoppingCode,
} from "../../services/ledger/stopped.ts";

/** A look is made each minute. What nobody looked at any more says nothing: that custody is silent is an alarm of its own. */
const LOOK_HOLDS = "10 minutes";

/** The reason that most items wait for, else the one that custody saw; null: none. Steps forget their error once they are done. */
export async function ledgerStop(pool: Pool): Promise<LedgerStop | null> {
  const { rows } = await pool.query<{ code: StoppingCode; items: number }>(
    `SELECT code, max(items)::int AS items FROM (
       SELECT last_error AS code, count(DISTINCT item_id) AS items FROM step_runs
       WHERE last_error = ANY($1) GROUP BY last_error
       UNION ALL
       SELECT code, 0 FROM ledger_looks
       WHERE code = ANY($1) AND looked_at > now() - $2::interval
     ) AS stops GROUP BY code ORDER BY items DESC, code LIMIT 1`,
    [STOPPING_CODES, LOOK_HOLDS],
  );
  return rows[0] ?? null;
}

/** Keeps what custody saw: by the database's clock, which also judges how old it is. */
export async function keepLedgerLook(
  pool: Pool,
  agency: string,
  code: StoppingCode | null,
): Promise<void> {
  await pool.query(
    `INSERT INTO ledger_looks (agency, code, looked_at) VALUES ($1, $2, now())
     ON CONFLICT (agency) DO UPDATE SET code = excluded.code, looked_at = excluded.looked_at`,
    [agency, code],
  );
}
