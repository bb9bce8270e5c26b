/** SecrecyStore on PostgreSQL: a label, its custody event and its action are one transaction. */
import { type RawBuilder, type Transaction, sql } from "kysely";
import type { Person } from "../../services/access/access-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, ItemId, LabelId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Actor } from "../../services/evidence/custody-event.ts";
import type { Label } from "../../services/secrecy/label.ts";
import type { SecrecyStore, Thing } from "../../services/secrecy/secrecy-store.ts";
import {
  type CasePerson,
  type Clearance,
  type Facts,
  type Sight,
  sightOf,
} from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { reviewsDue } from "./label-reviews.ts";
import { grantsOn } from "./grant-store.ts";
import type { Tables } from "./tables.ts";
import { seesAll, seesCase, seesGrant, seesHold, seesItem } from "./walls.ts";

interface LabelRow {
  readonly id: LabelId;
  readonly kind: Label["kind"];
  readonly status: Label["status"];
  readonly issued_on: CalendarDate;
  readonly until: CalendarDate | null;
  readonly condition: string | null;
  readonly scope: UserId[] | null;
  readonly basis: string;
  readonly report_by: CalendarDate | null;
  readonly set_at: Date;
  readonly set_by: Actor;
  readonly ended_at: Date | null;
  readonly ended_by: Actor | null;
  readonly end_reason: string | null;
  readonly reviewed_on: CalendarDate | null;
  readonly reviewed_by: Actor | null;
  readonly review_by: CalendarDate | null;
  readonly version: number;
}

const LABELS = sql`SELECT l.id, l.kind, l.status, l.issued_on::text, l.until::text, l.condition, l.scope, l.basis,
  l.report_by::text, l.set_at, l.set_by, l.ended_at, l.ended_by, l.end_reason,
  l.reviewed_on::text, l.reviewed_by, l.review_by::text, l.version FROM secrecy_labels l`;

export class PostgresSecrecyStore implements SecrecyStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async labels({ type, id }: Thing): Promise<readonly Label[]> {
    const on = type === "item" ? sql`l.item_id` : sql`l.case_id`;
    const rows = await this.#rows<LabelRow>(sql`${LABELS} WHERE ${on} = ${id} ORDER BY l.position`);
    return rows.map(labelOf);
  }

  async put(...[thing, before, after, telling]: Parameters<SecrecyStore["put"]>): Promise<void> {
    const { at, actor, happening, action } = telling;
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        await lockThing(transaction, thing);
        await write(transaction, thing, before, after);
        if (thing.type === "item") {
          await appendEvent(transaction, thing.id, { at, actor, happening });
        }
        await appendAction(transaction, action);
      }),
    );
  }

  reviewsDue(...asked: Parameters<SecrecyStore["reviewsDue"]>) {
    return reviewsDue(this.#db, ...asked);
  }

  async person(userId: UserId): Promise<Pick<Person, "id" | "role"> | null> {
    const [row] = await this.#rows<Pick<Person, "id" | "role">>(
      sql`SELECT id, role FROM users WHERE id = ${userId}`,
    );
    return row ?? null;
  }

  async clearance(userId: UserId): Promise<Clearance | null> {
    return ask(() => clearanceIn(this.#db, userId));
  }

  async setClearance(
    ...[userId, { state, duties, until }, actionOf]: Parameters<SecrecyStore["setClearance"]>
  ): Promise<void> {
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        await requireUsers(transaction, [userId]);
        const action = actionOf(await clearanceIn(transaction, userId));
        const columns = {
          ...{ state, duties: [...duties], until },
          ...{ set_at: action.at, set_by: action.actor },
        };
        await transaction
          .insertInto("clearances")
          .values({ user_id: userId, ...columns })
          .onConflict((conflict) => conflict.column("user_id").doUpdateSet(columns))
          .execute();
        await appendAction(transaction, action);
      }),
    );
  }

  people(caseId: CaseId): Promise<readonly CasePerson[]> {
    return ask(() => peopleIn(this.#db, caseId));
  }

  async setPeople(
    ...[caseId, people, actionOf]: Parameters<SecrecyStore["setPeople"]>
  ): Promise<void> {
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        await lockThing(transaction, { type: "case", id: caseId });
        await requireUsers(
          transaction,
          people.map(({ userId }) => userId),
        );
        const action = actionOf(await peopleIn(transaction, caseId));
        const rows = people.map(({ userId, until }) => ({
          ...{ case_id: caseId, user_id: userId, until, set_at: action.at, set_by: action.actor },
        }));
        await transaction.deleteFrom("case_people").where("case_id", "=", caseId).execute();
        if (rows.length > 0) await transaction.insertInto("case_people").values(rows).execute();
        await appendAction(transaction, action);
      }),
    );
  }

  async facts({ type, id }: Thing): Promise<Facts> {
    const table = type === "item" ? sql`items` : sql`cases`;
    const cases =
      type === "case"
        ? sql`SELECT ${id}::uuid`
        : sql`SELECT case_id FROM case_links WHERE item_id = ${id} AND unlinked_at IS NULL`;
    const [there, labels, people, grants] = await Promise.all([
      this.#rows(sql`SELECT FROM ${table} WHERE id = ${id}`),
      this.#rows<LabelRow>(
        sql`${LABELS} WHERE l.item_id = ${type === "item" ? id : null}::uuid OR l.case_id IN (${cases}) ORDER BY l.position`,
      ),
      this.#rows<CasePerson>(
        sql`SELECT user_id AS "userId", until::text FROM case_people WHERE case_id IN (${cases})`,
      ),
      ask(() => grantsOn(this.#db, cases, type === "item" ? id : null)),
    ]);
    if (there.length === 0) throw noSuch(type);
    return { labels: labels.map(labelOf), people, grants };
  }

  async sight(...[person, today]: Parameters<SecrecyStore["sight"]>): Promise<Sight> {
    return sightOf(person, await this.clearance(person.id), today);
  }

  async hidden(sight: Sight, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const all = sql`${[...ids]}::uuid[]`;
    const rows = await this.#rows<{ id: string }>(
      // Of items and cases the walls alone are asked, whether there is such a one or not: the same work for what is hidden and what is missing.
      sql`SELECT u.id FROM unnest(${all}) AS u (id) WHERE NOT ${seesItem(sight, sql`u.id`)}
          UNION ALL SELECT u.id FROM unnest(${all}) AS u (id) WHERE NOT ${seesCase(sight, sql`u.id`)}
          UNION ALL SELECT p.id FROM packages p WHERE p.id = ANY (${all}) AND NOT ${seesAll(sight, sql`p.item_ids`)}
          UNION ALL SELECT b.id FROM batches b WHERE b.id = ANY (${all}) AND NOT ${seesAll(sight, sql`b.uploads`)}
          UNION ALL SELECT s.id FROM recording_sessions s WHERE s.id = ANY (${all}) AND NOT ${seesCase(sight, sql`s.case_id`)}
          UNION ALL SELECT h.id FROM holds h WHERE h.id = ANY (${all}) AND NOT ${seesHold(sight)}
          UNION ALL SELECT a.id FROM access_grants a WHERE a.id = ANY (${all}) AND NOT ${seesGrant(sight)}
          UNION ALL SELECT d.disposal_id FROM disposal_items d WHERE d.disposal_id = ANY (${all}) AND NOT ${seesItem(sight, sql`d.item_id`)}`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  async hiddenOf(sight: Sight, items: readonly ItemId[]): Promise<ReadonlySet<string>> {
    if (items.length === 0) return new Set();
    const all = sql`${[...items]}::uuid[]`;
    const rows = await this.#rows<{ id: string }>(
      sql`SELECT k.case_id AS id FROM case_links k
           WHERE k.item_id = ANY (${all}) AND NOT ${seesCase(sight, sql`k.case_id`)}
          UNION SELECT p.session_id FROM session_items p JOIN recording_sessions s ON s.id = p.session_id
           WHERE p.item_id = ANY (${all}) AND NOT ${seesCase(sight, sql`s.case_id`)}
          UNION SELECT h.id FROM held_items x JOIN holds h ON h.id = x.hold_id
           WHERE x.item_id = ANY (${all}) AND NOT ${seesHold(sight)}`,
    );
    return new Set(rows.map(({ id }) => id));
  }

  async #rows<Row>(query: RawBuilder<unknown>): Promise<readonly Row[]> {
    const { rows } = await ask(() => query.execute(this.#db));
    return rows as readonly Row[];
  }
}

/** The row is the lock on its chain, and on the people of a case. */
async function lockThing(transaction: Transaction<Tables>, { type, id }: Thing): Promise<void> {
  const table = type === "item" ? sql`items` : sql`cases`;
  const found = await sql`SELECT FROM ${table} WHERE id = ${id} FOR NO KEY UPDATE`.execute(
    transaction,
  );
  if (found.rows.length > 0) return;
  throw noSuch(type);
}

const noSuch = (type: Thing["type"]): Refusal =>
  type === "item"
    ? new Refusal("missing", "evidence/no-such-item", "there is no such item")
    : new Refusal("missing", "cases/no-such-case", "no such case");

async function clearanceIn(db: Database, userId: UserId): Promise<Clearance | null> {
  const { rows } =
    await sql<Clearance>`SELECT state, duties, until::text FROM clearances WHERE user_id = ${userId}`.execute(
      db,
    );
  return rows[0] ?? null;
}

async function peopleIn(db: Database, caseId: CaseId): Promise<readonly CasePerson[]> {
  const { rows } = await sql<CasePerson>`
    SELECT user_id AS "userId", until::text FROM case_people
     WHERE case_id = ${caseId} ORDER BY set_at, user_id`.execute(db);
  return rows;
}

/** Their rows are locked, so that what is said of one follows what was said before. */
async function requireUsers(
  transaction: Transaction<Tables>,
  ids: readonly UserId[],
): Promise<void> {
  const wanted = [...new Set(ids)];
  const { rows } = await sql`
    SELECT FROM users WHERE id = ANY (${wanted}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(
    transaction,
  );
  if (rows.length === wanted.length) return;
  throw new Refusal("missing", "access/no-such-user", "there is no such account");
}

/** What later changes of a label write. */
const changingColumns = (after: Label) => ({
  ...{ status: after.status, until: after.until, basis: after.basis, version: after.version },
  ended_at: after.ended?.at ?? null,
  ended_by: after.ended?.by ?? null,
  end_reason: after.ended?.reason ?? null,
  ...{ reviewed_on: after.reviewed?.on ?? null, reviewed_by: after.reviewed?.by ?? null },
  review_by: after.reviewed?.nextOn ?? null,
});

async function write(
  transaction: Transaction<Tables>,
  { type, id }: Thing,
  before: Label | null,
  after: Label,
): Promise<void> {
  const changing = changingColumns(after);
  if (before === null) {
    await transaction
      .insertInto("secrecy_labels")
      .values({
        ...{ id: after.id, kind: after.kind, issued_on: after.issuedOn, ...changing },
        ...{ item_id: type === "item" ? id : null, case_id: type === "case" ? id : null },
        ...{ condition: after.condition, report_by: after.reportBy },
        ...{ scope: after.scope === null ? null : [...after.scope] },
        ...{ set_at: after.setAt, set_by: after.setBy },
      })
      .execute();
    return;
  }
  const { numUpdatedRows } = await transaction
    .updateTable("secrecy_labels")
    .set(changing)
    .where("id", "=", after.id)
    .where("version", "=", before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  throw new Refusal("conflict", "secrecy/moved", "another person changed this label first", {
    fix: "Look at it again, then decide.",
  });
}

const labelOf = (row: LabelRow): Label => ({
  ...{ id: row.id, kind: row.kind, status: row.status, issuedOn: row.issued_on },
  ...{ until: row.until, condition: row.condition, scope: row.scope, basis: row.basis },
  ...{ reportBy: row.report_by, setAt: utcInstant(row.set_at), setBy: row.set_by },
  ended:
    row.ended_at === null || row.ended_by === null
      ? null
      : { at: utcInstant(row.ended_at), by: row.ended_by, reason: row.end_reason ?? "" },
  reviewed:
    row.reviewed_on === null || row.reviewed_by === null || row.review_by === null
      ? null
      : { on: row.reviewed_on, by: row.reviewed_by, nextOn: row.review_by },
  version: row.version,
});
