/** Grants of access in PostgreSQL. */
import { type RawBuilder, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, GrantId, ItemId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import type { GivenGrant, GrantStore } from "../../services/secrecy/grant-store.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { seesGrant } from "./walls.ts";

interface Row {
  readonly id: GrantId;
  readonly position: number;
  readonly user_id: UserId;
  readonly case_id: CaseId | null;
  readonly item_ids: ItemId[] | null;
  readonly purpose: Purpose;
  readonly download: boolean;
  readonly from_day: CalendarDate;
  readonly until: CalendarDate;
  readonly reason: string;
  readonly given_at: Date;
  readonly given_by: UserId;
  readonly revoked_at: Date | null;
  readonly opened: boolean;
}

/** Of a grant `a`: reading is told with the item (services/review/access-events.ts). */
const OPENED = sql`EXISTS (
  SELECT FROM custody_events e WHERE e.kind = 'accessed' AND e.actor = 'user:' || a.user_id AND e.at >= a.given_at
     AND (e.item_id = ANY (a.item_ids) OR e.item_id IN (
       SELECT k.item_id FROM case_links k WHERE k.case_id = a.case_id AND k.unlinked_at IS NULL)))`;
const COLUMNS = sql`a.id, a.position, a.user_id, a.case_id, a.item_ids, a.purpose, a.download, a.from_day::text,
  a.until::text, a.reason, a.given_at, a.given_by, a.revoked_at`;

export const createGrantStore = (db: Database): GrantStore => ({
  give: (grant, action) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const { scope } = grant;
        const caseId = scope.type === "case" ? scope.caseId : null;
        const itemIds = scope.type === "items" ? [...scope.itemIds] : null;
        await requireAll(transaction, sql`users`, [grant.userId], noSuchUser);
        await requireAll(transaction, sql`cases`, caseId === null ? [] : [caseId], noSuchCase);
        await requireAll(transaction, sql`items`, itemIds ?? [], noSuchItem);
        await sql`INSERT INTO access_grants (id, user_id, case_id, item_ids, purpose, download, from_day, until,
            reason, given_at, given_by)
          VALUES (${grant.id}, ${grant.userId}, ${caseId}, ${itemIds}, ${grant.purpose}, ${grant.download},
            ${grant.from}, ${grant.until}, ${grant.reason}, ${grant.givenAt}, ${grant.givenBy})`.execute(
          transaction,
        );
        await appendAction(transaction, action);
      }),
    ),

  revoke: (id, at, by, actionOf) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const { rows } = await sql<Row>`SELECT ${COLUMNS}, false AS opened FROM access_grants a
          WHERE a.id = ${id} FOR UPDATE`.execute(transaction);
        const [row] = rows;
        if (row === undefined)
          throw new Refusal("missing", "access/no-such-grant", "no such grant");
        await sql`UPDATE access_grants SET revoked_at = ${at}, revoked_by = ${by}
          WHERE id = ${id} AND revoked_at IS NULL`.execute(transaction);
        await appendAction(transaction, actionOf(grantOf(row)));
      }),
    ),

  page: (before, limit, sight) =>
    ask(async () => {
      const behind = before === null ? sql`true` : sql`a.position < ${before}`;
      const { rows } = await sql<Row>`SELECT ${COLUMNS}, ${OPENED} AS opened FROM access_grants a
        WHERE ${behind} AND ${seesGrant(sight)} ORDER BY a.position DESC LIMIT ${limit}`.execute(
        db,
      );
      return rows.map((row): GivenGrant => ({
        ...grantOf(row),
        position: row.position,
        isOpened: row.opened,
      }));
    }),
});

/** Grants on any of `cases`, or on `item` where that is not null. */
export async function grantsOn(
  db: Database,
  cases: RawBuilder<unknown>,
  item: string | null,
): Promise<readonly Grant[]> {
  const { rows } = await sql<Row>`SELECT ${COLUMNS}, false AS opened FROM access_grants a
    WHERE a.case_id IN (${cases}) OR ${item}::uuid = ANY (a.item_ids) ORDER BY a.position`.execute(
    db,
  );
  return rows.map(grantOf);
}

const grantOf = (row: Row): Grant => ({
  ...{ id: row.id, userId: row.user_id, purpose: row.purpose, download: row.download },
  ...{ from: row.from_day, until: row.until, reason: row.reason, givenBy: row.given_by },
  scope:
    row.case_id === null
      ? { type: "items", itemIds: row.item_ids ?? [] }
      : { type: "case", caseId: row.case_id },
  givenAt: utcInstant(row.given_at),
  revokedAt: maybeInstant(row.revoked_at),
});

async function requireAll(
  db: Database,
  table: RawBuilder<unknown>,
  ids: readonly string[],
  refusal: () => Refusal,
): Promise<void> {
  const wanted = [...new Set(ids)];
  const { rows } = await sql`SELECT FROM ${table} WHERE id = ANY (${wanted}::uuid[])`.execute(db);
  if (rows.length !== wanted.length) throw refusal();
}

const noSuchUser = () => new Refusal("missing", "access/no-such-user", "no such user");
const noSuchCase = () => new Refusal("missing", "cases/no-such-case", "no such case");
const noSuchItem = () => new Refusal("missing", "evidence/no-such-item", "there is no such item");
