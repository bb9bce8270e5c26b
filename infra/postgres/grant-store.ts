/** Grants of access in PostgreSQL. */
import { type RawBuilder, type Transaction, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { CaseId, GrantId, ItemId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Grant } from "../../services/secrecy/grant.ts";
import type {
  GivenGrant,
  GrantOn,
  GrantStore,
  GrantTelling,
} from "../../services/secrecy/grant-store.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { tellChanged, tellGiven } from "./grant-items.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";
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
  readonly end_told_at: Date | null;
}

const COLUMNS = sql`a.id, a.position, a.user_id, a.case_id, a.item_ids, a.purpose, a.download, a.from_day::text,
  a.until::text, a.reason, a.given_at, a.given_by, a.revoked_at, a.end_told_at`;

interface PageRow extends Row {
  readonly opened_at: Date | null;
  readonly number: string | null;
}

export const createGrantStore = (db: Database): GrantStore => ({
  give: (grant, telling) =>
    ask(() => db.transaction().execute((transaction) => giveIn(transaction, grant, telling))),

  change: (id, decide) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const { rows } = await sql<Row>`SELECT ${COLUMNS} FROM access_grants a
          WHERE a.id = ${id} FOR UPDATE`.execute(transaction);
        const [row] = rows;
        if (row === undefined)
          throw new Refusal("missing", "access/no-such-grant", "no such grant");
        const change = decide(grantOf(row));
        if (change === null) return;
        const { after, revokedBy, telling } = change;
        await sql`UPDATE access_grants SET until = ${after.until}, download = ${after.download},
            revoked_at = ${after.revokedAt}, revoked_by = ${revokedBy}, end_told_at = ${after.endToldAt}
          WHERE id = ${id}`.execute(transaction);
        await tellChanged(transaction, id, telling);
        await appendAction(transaction, telling.action);
      }),
    ),

  over: (today, limit) =>
    ask(async () => {
      const { rows } = await sql<{ id: GrantId }>`SELECT id FROM access_grants
        WHERE end_told_at IS NULL AND until <= ${today} ORDER BY until, position LIMIT ${limit}`.execute(
        db,
      );
      return rows.map(({ id }) => id);
    }),

  standing: (userId, limit, sight) =>
    askAs(db, sight, async (as) => {
      const { rows } = await sql<{ id: GrantId }>`SELECT a.id FROM access_grants a
        WHERE a.user_id = ${userId} AND a.revoked_at IS NULL AND a.end_told_at IS NULL AND ${seesGrant(sight)}
        ORDER BY a.position LIMIT ${limit}`.execute(as);
      return rows.map(({ id }) => id);
    }),

  some: (ids) => ask(() => grantsOf(db, ids)),

  page: (before, limit, sight, on = {}) => {
    const behind = before === null ? sql`true` : sql`a.position < ${before}`;
    return askAs(db, sight, (as) =>
      given(
        as,
        sql`${behind} AND ${opens(on)} AND ${seesGrant(sight)} ORDER BY a.position DESC LIMIT ${limit}`,
      ),
    );
  },
});

/** Those of these ids, in no order. */
export const grantsOf = (db: Database, ids: readonly GrantId[]): Promise<readonly GivenGrant[]> =>
  ids.length === 0 ? Promise.resolve([]) : given(db, sql`a.id = ANY (${[...ids]}::uuid[])`);

async function given(db: Database, which: RawBuilder<unknown>): Promise<readonly GivenGrant[]> {
  const { rows } = await sql<PageRow>`SELECT ${COLUMNS}, c.number, (
      SELECT min(o.opened_at) FROM access_grant_items o WHERE o.grant_id = a.id) AS opened_at
    FROM access_grants a LEFT JOIN cases c ON c.id = a.case_id WHERE ${which}`.execute(db);
  return rows.map((row): GivenGrant => ({
    ...grantOf(row),
    ...{ position: row.position, caseNumber: row.number },
    openedAt: maybeInstant(row.opened_at),
  }));
}

function opens({ caseId, itemId }: GrantOn): RawBuilder<boolean> {
  const ofCase = caseId === undefined ? sql`true` : sql`a.case_id = ${caseId}`;
  if (itemId === undefined) return sql<boolean>`${ofCase}`;
  return sql<boolean>`${ofCase} AND (${itemId}::uuid = ANY (a.item_ids) OR a.case_id IN (
    SELECT k.case_id FROM case_links k WHERE k.item_id = ${itemId} AND k.unlinked_at IS NULL))`;
}

/** @throws Refusal as GrantStore.give. */
export async function giveIn(
  transaction: Transaction<Tables>,
  grant: Grant,
  telling: GrantTelling,
): Promise<void> {
  const { scope } = grant;
  const caseId = scope.type === "case" ? scope.caseId : null;
  const itemIds = scope.type === "items" ? [...scope.itemIds] : null;
  await requireAccount(transaction, grant.userId);
  await requireAll(transaction, sql`cases`, caseId === null ? [] : [caseId], noSuchCase);
  await requireAll(transaction, sql`items`, itemIds ?? [], noSuchItem);
  await sql`INSERT INTO access_grants (id, user_id, case_id, item_ids, purpose, download, from_day, until,
      reason, given_at, given_by)
    VALUES (${grant.id}, ${grant.userId}, ${caseId}, ${itemIds}, ${grant.purpose}, ${grant.download},
      ${grant.from}, ${grant.until}, ${grant.reason}, ${grant.givenAt}, ${grant.givenBy})`.execute(
    transaction,
  );
  await tellGiven(transaction, grant.id, scope, telling);
  await appendAction(transaction, telling.action);
}

/** Grants on any of `cases`, or on `item` where that is not null. */
export async function grantsOn(
  db: Database,
  cases: RawBuilder<unknown>,
  item: string | null,
): Promise<readonly Grant[]> {
  const { rows } = await sql<Row>`SELECT ${COLUMNS} FROM access_grants a
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
  endToldAt: maybeInstant(row.end_told_at),
});

/** Held until what is given is kept: whoever disables the account meanwhile finds that, and takes it back. */
async function requireAccount(transaction: Transaction<Tables>, id: UserId): Promise<void> {
  const { rows } =
    await sql`SELECT FROM users WHERE id = ${id} AND disabled_at IS NULL FOR SHARE`.execute(
      transaction,
    );
  if (rows.length === 0) throw noSuchUser();
}

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

const noSuchUser = () =>
  new Refusal("missing", "access/no-such-user", "no such user", {
    fix: "Name an account that is in use; one that was disabled is given nothing.",
  });
const noSuchCase = () => new Refusal("missing", "cases/no-such-case", "no such case");
const noSuchItem = () => new Refusal("missing", "evidence/no-such-item", "there is no such item");
