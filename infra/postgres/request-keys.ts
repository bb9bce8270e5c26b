/** Which request with an Idempotency-Key is being done here: kept with the first action that it leaves, in its transaction. */
import { AsyncLocalStorage } from "node:async_hooks";
import { type Transaction, sql } from "kysely";
import { type Attempt, overtaken } from "../../services/actions/idempotency.ts";
import type { Tables } from "./tables.ts";

interface Work {
  readonly attempt: Attempt;
  /** What goes on after the answer is no part of the request. */
  isOver: boolean;
}

const current = new AsyncLocalStorage<Work>();

export async function keyed<T>(attempt: Attempt, work: () => Promise<T>): Promise<T> {
  const at: Work = { attempt, isOver: false };
  try {
    return await current.run(at, work);
  } finally {
    at.isOver = true;
  }
}

/** Called where an action is kept, and by what is made once and kept as no action. @throws Refusal conflict "api/overtaken". */
export async function keepRequestDone(transaction: Transaction<Tables>): Promise<void> {
  const work = current.getStore();
  if (work === undefined || work.isOver) return;
  const { accountId, key, id } = work.attempt;
  const { numAffectedRows } = await sql`
    UPDATE idempotency_keys SET state = 'done'
    WHERE account_id = ${accountId} AND key = ${key} AND attempt = ${id}`.execute(transaction);
  if (numAffectedRows !== 1n) throw overtaken();
}
