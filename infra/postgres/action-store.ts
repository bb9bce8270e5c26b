/** The agency's chain of actions in PostgreSQL: one lock, held from an action's place to its commit. */
import { type Selectable, type Transaction, sql } from "kysely";
import {
  REFUSAL_KINDS,
  type ActionKind,
  type Action,
  type NewAction,
  chainAction,
  isRefusedHere,
} from "../../services/actions/action.ts";
import {
  type ActionFilter,
  type ActionStore,
  subjectsOf,
} from "../../services/actions/action-store.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../services/kernel/clock.ts";
import type { Json } from "../../services/kernel/strict-json.ts";
import { type Database, ask } from "./connection.ts";
import { publishAction } from "./publish-events.ts";
import { keepRequestDone } from "./request-keys.ts";
import type { Tables } from "./tables.ts";
import { COUNT_FOR_MS } from "../../services/kernel/counting.ts";

/**
 * Appends `action`, if there is one, in the transaction of what it tells. Always the last statement of it: whoever waits
 * for the chain's lock then holds nothing that its holder could still ask for.
 */
export async function appendAction(
  transaction: Transaction<Tables>,
  action: NewAction | null,
): Promise<void> {
  if (action !== null) await append(transaction, action);
}

/** Actions that the ledger tells of by a leaf of their own, beside their hour. */
const ALONE: Partial<Record<ActionKind, "export" | "policy">> = {
  "package-prepared": "export",
  "package-downloaded": "export",
  "policy-applied": "policy",
  "calendar-applied": "policy",
};

async function append(transaction: Transaction<Tables>, action: NewAction): Promise<Action> {
  if (!isRefusedHere(action)) await keepRequestDone(transaction);
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('actions', 0))`.execute(transaction);
  const last = await transaction
    .selectFrom("actions")
    .select(["index", "sha256"])
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
  const chained = chainAction(last ?? null, action);
  await transaction
    .insertInto("actions")
    .values({
      index: chained.index,
      at: chained.at,
      actor: chained.actor,
      kind: chained.kind,
      subject: chained.subject,
      body: chained.body,
      previous_sha256: chained.previousSha256,
      sha256: chained.sha256,
    })
    .execute();
  const { index, at, sha256, kind } = chained;
  const record = { item_id: null, index, at, sha256 };
  const alone = ALONE[kind];
  await transaction
    .insertInto("ledger_records")
    .values([
      { kind: "admin", ...record },
      ...(alone === undefined ? [] : [{ kind: alone, ...record }]),
    ])
    .execute();
  await publishAction(transaction, chained);
  return chained;
}

export function createActionStore(db: Database): ActionStore {
  const together = <T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> =>
    ask(() => db.transaction().execute(work));
  return {
    append: (action) => together((transaction) => append(transaction, action)),

    count: (action) => together((transaction) => count(transaction, action)),

    tellCounts: (now) => together((transaction) => tellCounts(transaction, now)),

    async from(index, limit, filter) {
      const query = filtered(db, filter).where("index", ">=", index).orderBy("index");
      return (await ask(() => query.limit(limit).execute())).map(actionOf);
    },

    async page(filter, before, limit) {
      const all = filtered(db, filter).orderBy("index", "desc");
      const query = before === null ? all : all.where("index", "<", before);
      return (await ask(() => query.limit(limit).execute())).map(actionOf);
    },
  };
}

const REFUSED = sql.join(REFUSAL_KINDS.map((kind) => sql.lit(kind)));

function filtered(db: Database, filter: ActionFilter | undefined) {
  let query = db.selectFrom("actions").selectAll();
  const { kind = null, actor = null, from = null, until = null } = filter ?? {};
  if (kind !== null) query = query.where("kind", "=", kind);
  // As words, not as parameters: only so the index of refusals is known to hold them all.
  if (filter?.refusals === true) query = query.where(sql<boolean>`kind IN (${REFUSED})`);
  if (actor !== null) query = query.where("actor", "=", actor);
  const subjects = subjectsOf(filter);
  if (subjects !== null) query = query.where(sql<boolean>`subject = ANY (${subjects}::text[])`);
  if (from !== null) query = query.where("at", ">=", sql<Date>`${from}::timestamptz`);
  if (until !== null) query = query.where("at", "<", sql<Date>`${until}::timestamptz`);
  return query;
}

async function count(transaction: Transaction<Tables>, action: NewAction): Promise<void> {
  const key = { kind: action.kind, actor: action.actor, subject: action.subject ?? "" };
  const fresh = { told_at: action.at, untold: 0 };
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto("action_counts")
    .values({ ...key, ...fresh })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  const row = await counted(transaction, key).selectAll().forUpdate().executeTakeFirstOrThrow();
  const isFirst = numInsertedOrUpdatedRows === 1n;
  if (!isFirst && action.at < plusMs(utcInstant(row.told_at), COUNT_FOR_MS)) {
    const more = transaction.updateTable("action_counts").set({ untold: row.untold + 1 });
    await more.where((where) => where.and(key)).execute();
    return;
  }
  const told = transaction.updateTable("action_counts").set(fresh);
  await told.where((where) => where.and(key)).execute();
  await append(transaction, { ...action, after: { ...action.after, times: row.untold + 1 } });
}

const counted = (
  transaction: Transaction<Tables>,
  key: { kind: NewAction["kind"]; actor: NewAction["actor"]; subject: string },
) => transaction.selectFrom("action_counts").where((where) => where.and(key));

async function tellCounts(transaction: Transaction<Tables>, now: UtcInstant): Promise<number> {
  const over = await transaction
    .deleteFrom("action_counts")
    .where("told_at", "<=", sql<Date>`${plusMs(now, -COUNT_FOR_MS)}::timestamptz`)
    .returningAll()
    .execute();
  const untold = over.filter((row) => row.untold > 0);
  for (const { kind, actor, subject, untold: times } of untold) {
    await append(transaction, {
      ...{ kind, actor, at: now, before: null, after: { times }, reason: null },
      subject: subject === "" ? null : (subject as NewAction["subject"]),
    });
  }
  return untold.length;
}

/** Values as they were hashed. A body that was changed behind our back still shows as it is, or as nothing. */
function actionOf(row: Selectable<Tables["actions"]>): Action {
  const { before, after, reason } = readBody(row.body);
  return {
    ...{ index: row.index, actor: row.actor, kind: row.kind, subject: row.subject },
    ...{ before, after, reason, at: utcInstant(row.at) },
    ...{ body: row.body, previousSha256: row.previous_sha256, sha256: row.sha256 },
  };
}

function readBody(body: string): Pick<NewAction, "before" | "after" | "reason"> {
  try {
    const { before = null, after = null, reason = null } = JSON.parse(body) as Body;
    return { before, after, reason };
  } catch {
    return { before: null, after: null, reason: null };
  }
}

type Body = { readonly [name in "before" | "after"]?: { readonly [name: string]: Json } | null } & {
  readonly reason?: string | null;
};
