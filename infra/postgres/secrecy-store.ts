/** SecrecyStore on PostgreSQL: a label, its custody event and its action are one transaction. */
import { type RawBuilder, type Transaction, sql } from "kysely";
import type { Person } from "../../services/access/access-store.ts";
import type { Role } from "../../services/access/permission.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, ItemId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { SecrecyStore, SetClearance, Thing } from "../../services/secrecy/secrecy-store.ts";
import {
  type CasePerson,
  type Clearance,
  type Facts,
  type Sight,
  sightOf,
} from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { askAlike, askAbout } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import {
  LABELS,
  type LabelRow,
  PLACES,
  labelOf,
  lockThing,
  noSuch,
  writeLabel,
} from "./label-rows.ts";
import { reviewsDue } from "./label-reviews.ts";
import { grantsOn } from "./grant-store.ts";
import type { Tables } from "./tables.ts";

/** Of a grant `a`: of everything that it opens. */
const SEES_GRANT = sql`sees_all(a.item_ids, NULL) AND sees_case(a.case_id)`;
/** Of a share `s`, the same. */
const SEES_SHARE = sql`(sees_all(s.item_ids, NULL) AND (s.case_id IS NULL OR sees_case(s.case_id)))`;

export class PostgresSecrecyStore implements SecrecyStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async labels({ type, id }: Thing): ReturnType<SecrecyStore["labels"]> {
    const on = sql.ref(`l.${PLACES[type].column}`);
    const rows = await this.#rows<LabelRow>(sql`${LABELS} WHERE ${on} = ${id} ORDER BY l.position`);
    return rows.map(labelOf);
  }

  async put(...[thing, before, after, telling]: Parameters<SecrecyStore["put"]>): Promise<void> {
    const { at, actor, happening, action } = telling;
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        await lockThing(transaction, thing);
        await writeLabel(transaction, thing, before, after);
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

  async clearances(limit: number): Promise<readonly SetClearance[]> {
    const { rows } = await ask(() =>
      sql<Clearance & ClearedRow>`
        SELECT u.id, u.role, u.display_name, c.state, c.duties, c.until::text, c.set_at, c.set_by
          FROM clearances c JOIN users u ON u.id = c.user_id
         WHERE u.disabled_at IS NULL ORDER BY u.created_at, u.id LIMIT ${limit}`.execute(this.#db),
    );
    return rows.map(({ id, role, display_name: displayName, state, duties, until, ...set }) => ({
      ...{ person: { id, role, displayName }, clearance: { state, duties, until } },
      ...{ setAt: utcInstant(set.set_at), setBy: set.set_by },
    }));
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
    const { table, cases, sessions } = PLACES[type];
    const [ofCases, ofSessions] = [cases(id), sessions(id)];
    const restricted =
      type === "item"
        ? sql`(SELECT restricted_from::text FROM retention WHERE item_id = ${id})`
        : sql`NULL`;
    const [there, labels, people, grants] = await Promise.all([
      this.#rows<Pick<Facts, "restrictedFrom">>(
        sql`SELECT ${restricted} AS "restrictedFrom" FROM ${sql.ref(table)} WHERE id = ${id}`,
      ),
      this.#rows<LabelRow>(
        sql`${LABELS} WHERE l.item_id = ${type === "item" ? id : null}::uuid OR l.case_id IN (${ofCases})
             OR l.session_id IN (${ofSessions}) ORDER BY l.position`,
      ),
      this.#rows<CasePerson>(
        sql`SELECT user_id AS "userId", until::text FROM case_people WHERE case_id IN (${ofCases})`,
      ),
      ask(() => grantsOn(this.#db, ofCases, type === "item" ? id : null)),
    ]);
    if (there[0] === undefined) throw noSuch(type);
    return { labels: labels.map(labelOf), people, grants, ...there[0] };
  }

  async sourcesOf(items: readonly ItemId[]): Promise<readonly ItemId[]> {
    const rows = await this.#rows<{ id: ItemId }>(
      sql`SELECT DISTINCT source_id AS id FROM walling_sources WHERE item_id = ANY (${[...items]}::uuid[]) ORDER BY 1`,
    );
    return rows.map(({ id }) => id);
  }

  async sight(...[person, today]: Parameters<SecrecyStore["sight"]>): Promise<Sight> {
    return sightOf(person, await this.clearance(person.id), today);
  }

  async hidden(sight: Sight, ids: readonly string[]): Promise<ReadonlySet<string>> {
    if (ids.length === 0) return new Set();
    const all = sql`${[...ids]}::uuid[]`;
    // Of items and cases the walls alone are asked, whether there is such a one or not: the same work for what is hidden and what is missing.
    return this.#ids(
      askAlike,
      sight,
      sql`SELECT u.id FROM unnest(${all}) AS u (id) WHERE NOT ${isKnown(sight)}
          UNION ALL SELECT p.id FROM packages p WHERE p.id = ANY (${all}) AND NOT sees_all(p.item_ids, p.session_ids)
          UNION ALL SELECT b.id FROM batches b WHERE b.id = ANY (${all}) AND NOT sees_all(b.uploads, NULL)
          UNION ALL SELECT s.id FROM recording_sessions s WHERE s.id = ANY (${all}) AND NOT sees_session(s.id)
          UNION ALL SELECT h.id FROM holds h WHERE h.id = ANY (${all}) AND NOT sees_hold(h.item_ids, h.case_id, h.session_id, h.query)
          UNION ALL SELECT a.id FROM access_grants a WHERE a.id = ANY (${all}) AND NOT (${SEES_GRANT})
          UNION ALL SELECT s.id FROM shares s WHERE s.id = ANY (${all}) AND NOT ${SEES_SHARE}
          UNION ALL SELECT r.id FROM access_requests r JOIN access_grants a ON a.id = r.grant_id WHERE r.id = ANY (${all}) AND NOT (${SEES_GRANT})
          UNION ALL SELECT d.disposal_id FROM disposal_items d WHERE d.disposal_id = ANY (${all}) AND NOT sees_item(d.item_id)`,
    );
  }

  async hiddenOf(sight: Sight, items: readonly ItemId[]): Promise<ReadonlySet<string>> {
    if (items.length === 0) return new Set();
    const all = sql`${[...items]}::uuid[]`;
    return this.#ids(
      askAbout,
      sight,
      sql`SELECT k.case_id AS id FROM case_links k WHERE k.item_id = ANY (${all}) AND NOT sees_case(k.case_id)
          UNION SELECT s.id FROM recording_sessions s
           WHERE s.id IN (SELECT p.session_id FROM session_items p WHERE p.item_id = ANY (${all})
                          UNION SELECT d.id FROM items i JOIN recording_sessions d ON d.number = i.other_metadata->>'session'
                                 WHERE i.id = ANY (${all}))
             AND NOT sees_session(s.id)
          UNION SELECT h.id FROM held_items x JOIN holds h ON h.id = x.hold_id
           WHERE x.item_id = ANY (${all}) AND NOT sees_hold(h.item_ids, h.case_id, h.session_id, h.query)`,
    );
  }

  async #ids(
    asking: typeof askAbout,
    sight: Sight,
    query: RawBuilder<unknown>,
  ): Promise<ReadonlySet<string>> {
    const { rows } = await asking(this.#db, sight, (db) => query.execute(db));
    return new Set((rows as readonly { readonly id: string }[]).map(({ id }) => id));
  }

  async #rows<Row>(query: RawBuilder<unknown>): Promise<readonly Row[]> {
    const { rows } = await ask(() => query.execute(this.#db));
    return rows as readonly Row[];
  }
}

/** Of an id `u`; both are asked, whatever the first says. To a guest nothing is known but what a share opens, by whichever of the two it is. */
const isKnown = (sight: Sight): RawBuilder<unknown> =>
  sight.role === "guest"
    ? sql`(sees_item(u.id)::int + sees_case(u.id)::int > 0)`
    : sql`(sees_item(u.id)::int + sees_case(u.id)::int = 2)`;

interface ClearedRow {
  readonly id: UserId;
  readonly role: Role;
  readonly display_name: string;
  readonly set_at: Date;
  readonly set_by: Actor;
}

async function clearanceIn(db: Database, userId: UserId): Promise<Clearance | null> {
  const { rows } = await sql<Clearance>`SELECT state, duties, until::text FROM clearances
      WHERE user_id = ${userId} AND NOT EXISTS (SELECT FROM guests WHERE user_id = ${userId})
      UNION ALL SELECT p.highest_state, p.highest_duties, least(p.until, g.until)::text
        FROM guests g JOIN partners p ON p.id = g.partner_id
       WHERE g.user_id = ${userId} AND p.approved_at IS NOT NULL AND p.ended_at IS NULL`.execute(
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
