/** Which recordings of live sessions are to follow their session's case, and the links that come of it, in PostgreSQL. */
import { type Transaction, sql } from "kysely";
import type { Actor } from "../../services/kernel/actor.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, ItemId, SessionId } from "../../services/kernel/ids.ts";
import {
  type CaseChange,
  type CaseStanding,
  FOLLOWER,
  type SessionCases,
} from "../../services/sessions/follow-case.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";
import { withItem } from "./with-item.ts";

/** Of an unlinking that nobody asked for by hand; a person's reason is in their own words. */
const REASON = "session-of-another-case";

export const createSessionCases = (db: Database): SessionCases => ({
  async due(limit) {
    const query = sql<{ item_id: ItemId }>`
      SELECT item_id FROM session_case_marks GROUP BY item_id ORDER BY min(position) LIMIT ${limit}`;
    const { rows } = await ask(() => query.execute(db));
    return rows.map((row) => row.item_id);
  },

  follow: (itemId, at, decide) =>
    withItem(db, itemId, async (transaction) => {
      // Before the session is read: a mark of a change that is not to be seen yet is not to be seen here either.
      const forgotten = await transaction
        .deleteFrom("session_case_marks")
        .where("item_id", "=", itemId)
        .executeTakeFirst();
      if (forgotten.numDeletedRows === 0n) return 0;
      const standing = await standingOf(transaction, itemId);
      const changes = decide(standing);
      for (const change of changes) await make(transaction, itemId, at, { change, standing });
      return changes.length;
    }),
});

async function standingOf(transaction: Transaction<Tables>, itemId: ItemId): Promise<CaseStanding> {
  const session = await sql<SessionRow>`
    SELECT s.id, s.number, s.case_id, c.number AS case_number
      FROM session_items p JOIN recording_sessions s ON s.id = p.session_id LEFT JOIN cases c ON c.id = s.case_id
     WHERE p.item_id = ${itemId} AND p.ended_at IS NULL`.execute(transaction);
  const links = await sql<LinkRow>`
    SELECT l.case_id, c.number, l.linked_by, l.unlinked_by FROM case_links l JOIN cases c ON c.id = l.case_id
     WHERE l.item_id = ${itemId}`.execute(transaction);
  const [of] = session.rows;
  return {
    session:
      of === undefined
        ? null
        : {
            ...{ id: of.id, number: of.number },
            case:
              of.case_id === null ? null : { caseId: of.case_id, caseNumber: of.case_number ?? "" },
          },
    links: links.rows.map((row) => ({
      ...{ caseId: row.case_id, caseNumber: row.number },
      ...{ linkedBy: row.linked_by, unlinkedBy: row.unlinked_by },
    })),
  };
}

interface SessionRow {
  readonly id: SessionId;
  readonly number: string;
  readonly case_id: CaseId | null;
  readonly case_number: string | null;
}

interface LinkRow {
  readonly case_id: CaseId;
  readonly number: string;
  readonly linked_by: Actor;
  readonly unlinked_by: Actor | null;
}

async function make(
  transaction: Transaction<Tables>,
  itemId: ItemId,
  at: UtcInstant,
  {
    change: { kind, caseId, caseNumber },
    standing: { session },
  }: { readonly change: CaseChange; readonly standing: CaseStanding },
): Promise<void> {
  const isLinked = kind === "linked";
  if (isLinked) {
    const open = { unlinked_at: null, unlinked_by: null, reason: null };
    const values = { case_id: caseId, item_id: itemId, linked_at: at, linked_by: FOLLOWER };
    await transaction
      .insertInto("case_links")
      .values({ ...values, ...open })
      .execute();
  } else {
    await transaction
      .updateTable("case_links")
      .set({ unlinked_at: at, unlinked_by: FOLLOWER, reason: REASON })
      .where("case_id", "=", caseId)
      .where("item_id", "=", itemId)
      .where("unlinked_at", "is", null)
      .execute();
  }
  const of = session === null ? {} : { sessionId: session.id, sessionNumber: session.number };
  const why = isLinked ? {} : { reason: REASON };
  const happening = { kind, data: { caseId, caseNumber, ...of, ...why } };
  await appendEvent(transaction, itemId, { at, actor: FOLLOWER, happening });
}
