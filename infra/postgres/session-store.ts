/** Recording sessions and annotations in PostgreSQL; each change of an item's place and its custody event are one transaction. */
import { type Selectable, type Transaction, sql } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { AnnotationId, CaseId, ItemId, SessionId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Annotation } from "../../services/sessions/annotation.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { sessionChanged } from "../../services/sessions/keep-session.ts";
import type { Recording, Session } from "../../services/sessions/session.ts";
import type { ItemEvent, SessionStore } from "../../services/sessions/session-store.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { keepRequestDone } from "./request-keys.ts";
import type { Tables } from "./tables.ts";
import { caseRecordingsOf, recordingsOf } from "./session-recordings.ts";
import { kindsOnSession, kindsTold, seesItem, seesSession } from "./walls.ts";
import { isForeignKeyViolation, isUniqueViolation } from "./unique-violation.ts";
import { withItem } from "./with-item.ts";

export class PostgresSessionStore implements SessionStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  create(session: Session, action: NewAction): Promise<void> {
    return this.#keep(async (transaction) => {
      const { id, createdAt, createdBy } = session;
      const values = { id, created_at: createdAt, created_by: createdBy, ...columnsOf(session) };
      await transaction.insertInto("recording_sessions").values(values).execute();
      await appendAction(transaction, action);
    });
  }

  async find(id: SessionId): Promise<Session | null> {
    const query = this.#db.selectFrom("recording_sessions").selectAll().where("id", "=", id);
    const row = await ask(() => query.executeTakeFirst());
    return row === undefined ? null : sessionOf(row);
  }

  change(session: Session, action: NewAction): Promise<void> {
    return this.#keep(async (transaction) => {
      await changeIn(transaction, session);
      await appendAction(transaction, action);
    });
  }

  async page(
    after: number | null,
    limit: number,
    caseId?: CaseId,
    sight: Sight | null = null,
    ids?: readonly SessionId[],
  ) {
    const rows = await askAs(this.#db, sight, (db) =>
      db
        .selectFrom("recording_sessions as s")
        .selectAll("s")
        .select(kindsOnSession(sight).as("labels"))
        .where("position", "<", after ?? Number.MAX_SAFE_INTEGER)
        .where(seesSession(sight))
        .$if(caseId !== undefined, (query) => query.where("case_id", "=", caseId ?? null))
        .$if(ids !== undefined, (query) => query.where(sql<boolean>`s.id = ANY (${ids}::uuid[])`))
        .orderBy("position", "desc")
        .limit(limit)
        .execute(),
    );
    return rows.map((row) => ({
      ...{ session: sessionOf(row), position: row.position, labels: kindsTold(row.labels) },
    }));
  }

  async place(id: SessionId, itemId: ItemId, event: ItemEvent): Promise<boolean> {
    return withItem(this.#db, itemId, async (transaction) => {
      const current = await transaction
        .selectFrom("session_items")
        .select(["session_id", "placed_by"])
        .where("item_id", "=", itemId)
        .where("ended_at", "is", null)
        .executeTakeFirst();
      if (current?.session_id === id) return false;
      if (current !== undefined) {
        throw elsewhere(current.placed_by);
      }
      const placed = { placed_at: event.at, placed_by: event.actor };
      const ended = { ended_at: null, ended_by: null, reason: null };
      const row = { session_id: id, item_id: itemId, ...placed, ...ended };
      await transaction.insertInto("session_items").values(row).execute();
      await appendEvent(transaction, itemId, event);
      return true;
    });
  }

  remove(id: SessionId, itemId: ItemId, reason: string, event: ItemEvent): Promise<void> {
    return withItem(this.#db, itemId, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("session_items")
        .set({ ended_at: event.at, ended_by: event.actor, reason })
        .where("session_id", "=", id)
        .where("item_id", "=", itemId)
        .where("ended_at", "is", null)
        // What was recorded as part of a session is part of it.
        .where("placed_by", "not like", "process:%")
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) {
        throw new Refusal("missing", "sessions/not-of-this-session", "nobody placed it there");
      }
      await appendEvent(transaction, itemId, event);
    });
  }

  async recordings(id: SessionId, sight: Sight | null = null): Promise<readonly Recording[]> {
    return (await recordingsOf(this.#db, [id], sight)).get(id) ?? [];
  }

  caseRecordings(id: CaseId, sight: Sight | null = null) {
    return caseRecordingsOf(this.#db, id, sight);
  }

  async sessionsOf(itemIds: readonly ItemId[]): Promise<ReadonlyMap<ItemId, SessionId>> {
    const query = sql<{ item_id: ItemId; session_id: SessionId }>`
      SELECT item_id, session_id FROM session_items
       WHERE item_id = ANY (${itemIds}::uuid[]) AND ended_at IS NULL
      UNION ALL
      SELECT i.id, s.id FROM items i JOIN recording_sessions s ON s.number = i.other_metadata->>'session'
       WHERE i.id = ANY (${itemIds}::uuid[])
         AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)`;
    const { rows } = await ask(() => query.execute(this.#db));
    return new Map(rows.map((row) => [row.item_id, row.session_id]));
  }

  annotate({ id, itemId, note, madeAt, madeBy }: Annotation, event: ItemEvent): Promise<void> {
    return withItem(this.#db, itemId, async (transaction) => {
      const made = {
        id,
        item_id: itemId,
        body: JSON.stringify(note),
        made_at: madeAt,
        made_by: madeBy,
      };
      const ended = { ended_at: null, ended_by: null, reason: null };
      await transaction
        .insertInto("annotations")
        .values({ ...made, ...ended })
        .execute();
      // It stands in the custody of its item, and in no action.
      await keepRequestDone(transaction);
      await appendEvent(transaction, itemId, event);
    });
  }

  endAnnotation(itemId: ItemId, id: AnnotationId, reason: string, event: ItemEvent): Promise<void> {
    return withItem(this.#db, itemId, async (transaction) => {
      const { numUpdatedRows } = await transaction
        .updateTable("annotations")
        .set({ ended_at: event.at, ended_by: event.actor, reason })
        .where("id", "=", id)
        .where("item_id", "=", itemId)
        .where("ended_at", "is", null)
        .executeTakeFirst();
      if (numUpdatedRows !== 1n) {
        throw new Refusal("missing", "sessions/no-such-annotation", "no such annotation stands");
      }
      await appendEvent(transaction, itemId, event);
    });
  }

  async annotations(itemIds: readonly ItemId[]): Promise<readonly Annotation[]> {
    const rows = await ask(() =>
      this.#db
        .selectFrom("annotations")
        .selectAll()
        .where("item_id", "=", sql<ItemId>`ANY (${itemIds}::uuid[])`)
        .orderBy("position")
        .execute(),
    );
    return rows.map((row) => ({
      ...{ id: row.id, itemId: row.item_id, note: row.body, madeAt: utcInstant(row.made_at) },
      madeBy: row.made_by as Actor,
      ended: endingOf(row),
    }));
  }

  notHandedIn: SessionStore["notHandedIn"] = async ({ now, officerId }, limit, sight = null) => {
    // Instants are written alike, to the millisecond: their order as text is their order, and an index serves it.
    const rows = await askAs(this.#db, sight, (db) =>
      db
        .selectFrom("recording_sessions as s")
        .selectAll("s")
        .where(sql<boolean>`s.facts->>'notRecorded' IS NULL AND s.facts->>'stoppedAt' < ${now}`)
        .where(
          sql<boolean>`(${officerId}::uuid IS NULL OR ${officerId}::uuid = ANY (s.officer_ids))`,
        )
        .where(
          sql<boolean>`NOT EXISTS (SELECT FROM items i WHERE i.stage <> 'quarantined'
                                      AND i.id IN (SELECT m FROM items_of_session(s.id) m))`,
        )
        .where(seesSession(sight))
        .orderBy(sql`s.facts->>'stoppedAt'`)
        .orderBy("s.position")
        .limit(limit)
        .execute(),
    );
    return rows.map(sessionOf);
  };

  async unplaced(caseId: CaseId, sight: Sight | null = null): Promise<readonly ItemId[]> {
    const query = sql<{ item_id: ItemId }>`
      SELECT l.item_id FROM case_links l JOIN items i ON i.id = l.item_id
       WHERE l.case_id = ${caseId} AND l.unlinked_at IS NULL
         AND NOT EXISTS (SELECT FROM session_items p JOIN recording_sessions s ON s.id = p.session_id
                          WHERE p.item_id = l.item_id AND p.ended_at IS NULL AND ${seesSession(sight)})
         AND NOT EXISTS (SELECT FROM recording_sessions s WHERE s.number = i.other_metadata->>'session'
                          AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = l.item_id)
                          AND ${seesSession(sight)})
         AND ${seesItem(sight, sql`l.item_id`)}
       ORDER BY i.position LIMIT 500`;
    const { rows } = await askAs(this.#db, sight, (db) => query.execute(db));
    return rows.map((row) => row.item_id);
  }

  async #keep(work: (transaction: Transaction<Tables>) => Promise<void>): Promise<void> {
    try {
      await ask(() => this.#db.transaction().execute(work));
    } catch (cause) {
      if (isUniqueViolation(cause)) {
        throw new Refusal(
          "conflict",
          "sessions/number-taken",
          "a session has this number already",
          {
            fix: "Open that session, or check the number.",
            cause,
          },
        );
      }
      throw isForeignKeyViolation(cause)
        ? new Refusal("missing", "cases/no-such-case", "no such case", { cause })
        : cause;
    }
  }
}

const elsewhere = (placedBy: string): Refusal =>
  new Refusal("conflict", "sessions/item-elsewhere", "the item is of another session", {
    fix: placedBy.startsWith("process:")
      ? "It was recorded there, and stays there; correct that session's number or case instead."
      : "Take it out of that session first, with the reason.",
  });

/** Over the revision that it was read with. @throws Refusal conflict "sessions/session-changed". */
export async function changeIn(transaction: Transaction<Tables>, session: Session): Promise<void> {
  const { numUpdatedRows } = await transaction
    .updateTable("recording_sessions")
    .set(columnsOf(session))
    .where("id", "=", session.id)
    .where("revision", "=", session.revision - 1)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw sessionChanged();
}

const columnsOf = (session: Session) => {
  const { id: _id, createdAt: _at, createdBy: _by, revision, ...facts } = session;
  const { number, caseId, activities, officerIds, flags, ...others } = facts;
  return {
    ...{ number, case_id: caseId, activities: [...activities], officer_ids: [...officerIds] },
    ...{ flags: [...flags], facts: JSON.stringify(others), revision },
  };
};

export const sessionOf = (row: Selectable<Tables["recording_sessions"]>): Session => ({
  ...row.facts,
  urgentReason: row.facts.urgentReason ?? null,
  ...{ id: row.id, number: row.number, caseId: row.case_id, activities: row.activities },
  ...{ officerIds: row.officer_ids, flags: row.flags, revision: row.revision },
  ...{ createdAt: utcInstant(row.created_at), createdBy: row.created_by as Actor },
});

function endingOf(row: Selectable<Tables["annotations"]>): Annotation["ended"] {
  const { ended_at: at, ended_by: by, reason } = row;
  if (at === null || by === null || reason === null) return null;
  return { at: utcInstant(at), by: by as Actor, reason };
}
