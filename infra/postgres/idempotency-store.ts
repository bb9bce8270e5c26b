/** Requests that are done once, in PostgreSQL: one row a key, changed by the attempt that holds it and no other. */
import { sql } from "kysely";
import type { IdempotencyStore } from "../../services/actions/idempotency-store.ts";
import { type Attempt, type Standing, times } from "../../services/actions/idempotency.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { type Database, ask } from "./connection.ts";
import { keyed } from "./request-keys.ts";

interface Row {
  readonly fingerprint: string;
  readonly state: "running" | "done" | "answered";
  readonly status: number | null;
  readonly body: string | null;
  readonly is_at_work: boolean;
}

/** Of keys whose time is over, at once: nobody waits for more. */
const FORGOTTEN_AT_ONCE = 100;

export const createIdempotencyStore = (db: Database): IdempotencyStore => ({
  begin: (attempt, now) =>
    ask(async () => {
      const { leaseUntil, keptUntil } = times(now);
      const { accountId, key, fingerprint, id } = attempt;
      await sql`
        DELETE FROM idempotency_keys WHERE (account_id, key) IN (
          SELECT account_id, key FROM idempotency_keys WHERE kept_until <= ${now}::timestamptz
          LIMIT ${FORGOTTEN_AT_ONCE} FOR UPDATE SKIP LOCKED)`.execute(db);
      const { rows } = await sql`
        INSERT INTO idempotency_keys AS kept
          (account_id, key, fingerprint, attempt, state, lease_until, kept_until)
        VALUES (${accountId}, ${key}, ${fingerprint}, ${id}, 'running',
          ${leaseUntil}::timestamptz, ${keptUntil}::timestamptz)
        ON CONFLICT (account_id, key) DO UPDATE SET
          fingerprint = excluded.fingerprint, attempt = excluded.attempt, state = 'running',
          lease_until = excluded.lease_until, kept_until = excluded.kept_until,
          status = NULL, body = NULL
        WHERE kept.kept_until <= ${now}::timestamptz
          OR (kept.state = 'running' AND kept.lease_until <= ${now}::timestamptz
            AND kept.fingerprint = excluded.fingerprint)
        RETURNING attempt`.execute(db);
      return rows.length === 1 ? { state: "begun" } : standingOf(db, attempt, now);
    }),

  during: keyed,

  end: ({ accountId, key, id }, answer) =>
    ask(async () => {
      await sql`
        UPDATE idempotency_keys SET state = ${answer === null ? "done" : "answered"},
          status = ${answer?.status ?? null}, body = ${answer?.body ?? null},
          lease_until = '-infinity'
        WHERE account_id = ${accountId} AND key = ${key} AND attempt = ${id}`.execute(db);
    }),

  release: ({ accountId, key, id }) =>
    ask(async () => {
      await sql`
        DELETE FROM idempotency_keys
        WHERE account_id = ${accountId} AND key = ${key} AND attempt = ${id}
          AND state = 'running'`.execute(db);
    }),
});

async function standingOf(
  db: Database,
  { accountId, key, fingerprint }: Attempt,
  now: UtcInstant,
): Promise<Standing> {
  const { rows } = await sql<Row>`
    SELECT fingerprint, state, status, body, lease_until > ${now}::timestamptz AS is_at_work FROM idempotency_keys
    WHERE account_id = ${accountId} AND key = ${key}`.execute(db);
  const [row] = rows;
  // Gone between the two statements: it was released, and who asks again begins.
  if (row === undefined) return { state: "running" };
  if (row.fingerprint !== fingerprint) return { state: "other-request" };
  if (row.state === "answered" && row.status !== null) {
    return { state: "answered", answer: { status: row.status, body: row.body } };
  }
  // What was kept may still be on its way to its answer.
  return { state: row.state === "running" || row.is_at_work ? "running" : "done" };
}
