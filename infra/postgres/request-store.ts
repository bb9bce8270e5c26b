/** Access requests in PostgreSQL. */
import { type RawBuilder, type Transaction, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { AccessRequestId, GrantId, UserId } from "../../services/kernel/ids.ts";
import type {
  AccessRequest,
  AskedBefore,
  NamedThing,
  RequestState,
} from "../../services/secrecy/access-request.ts";
import { noSuchRequest } from "../../services/secrecy/ask-access.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import type {
  KeptRequest,
  RequestChange,
  RequestStore,
} from "../../services/secrecy/request-store.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { giveIn } from "./grant-store.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";
import { seesCase, seesGrant, seesItem } from "./walls.ts";

interface Row {
  readonly id: AccessRequestId;
  readonly position: number;
  readonly asked_by: UserId;
  readonly asked_at: Date;
  readonly about: string;
  readonly purpose: Purpose;
  readonly download: boolean;
  readonly authority: string;
  readonly until: CalendarDate;
  readonly lapses_on: CalendarDate;
  readonly state: RequestState;
  readonly decided_at: Date | null;
  readonly decided_by: UserId | null;
  readonly reason: string | null;
  readonly grant_id: GrantId | null;
}

const COLUMNS = sql`r.id, r.position, r.asked_by, r.asked_at, r.about, r.purpose, r.download, r.authority,
  r.until::text, r.lapses_on::text, r.state, r.decided_at, r.decided_by, r.reason, r.grant_id`;

export const createRequestStore = (db: Database): RequestStore => ({
  ask: (...asked) =>
    ask(() => db.transaction().execute((transaction) => keep(transaction, ...asked))),

  get: (id) =>
    ask(async () => {
      const { rows } =
        await sql<Row>`SELECT ${COLUMNS} FROM access_requests r WHERE r.id = ${id}`.execute(db);
      return rows[0] === undefined ? null : requestOf(rows[0]);
    }),

  change: (id, decide) =>
    ask(() => db.transaction().execute((transaction) => changeIn(transaction, id, decide))),

  over: (today, limit) =>
    ask(async () => {
      const { rows } = await sql<{ id: AccessRequestId }>`SELECT id FROM access_requests
        WHERE state = 'open' AND lapses_on <= ${today} ORDER BY lapses_on, position LIMIT ${limit}`.execute(
        db,
      );
      return rows.map(({ id }) => id);
    }),

  page: (...asked) => ask(() => pageOf(db, ...asked)),

  named: (ids, numbers, sight) =>
    askAs(db, sight, async (as) => {
      const [all, called] = [sql`${[...ids]}::uuid[]`, sql`${[...numbers]}::text[]`];
      const { rows } = await sql<NamedThing & { readonly number: string | null }>`
        SELECT 'case' AS type, c.id, c.number FROM cases c
         WHERE (c.id = ANY (${all}) OR c.number = ANY (${called})) AND ${seesCase(sight, sql`c.id`)}
        UNION ALL SELECT 'item', i.id, NULL FROM items i WHERE i.id = ANY (${all}) AND ${seesItem(sight, sql`i.id`)}`.execute(
        as,
      );
      return rows.map((row): NamedThing =>
        row.type === "case" ? row : { type: "item", id: row.id },
      );
    }),
});

async function keep(
  transaction: Transaction<Tables>,
  ...[request, since, check, action]: Parameters<RequestStore["ask"]>
): Promise<void> {
  const { id, askedBy } = request;
  // Of two at once the second waits here, and counts the first.
  await sql`SELECT FROM users WHERE id = ${askedBy} FOR NO KEY UPDATE`.execute(transaction);
  const { rows } = await sql<AskedBefore>`
    SELECT count(*) FILTER (WHERE state = 'open')::int AS open,
           count(*) FILTER (WHERE asked_at > ${since})::int AS lately
      FROM access_requests WHERE asked_by = ${askedBy}`.execute(transaction);
  check(rows[0] ?? { open: 0, lately: 0 });
  await sql`INSERT INTO access_requests (id, asked_by, asked_at, about, purpose, download, authority, until,
      lapses_on, state)
    VALUES (${id}, ${askedBy}, ${request.askedAt}, ${request.about}, ${request.purpose}, ${request.download},
      ${request.authority}, ${request.until}, ${request.lapsesOn}, ${request.state})`.execute(
    transaction,
  );
  await appendAction(transaction, action);
}

async function pageOf(
  db: Database,
  ...[{ askedBy, state }, today, before, limit, sight]: Parameters<RequestStore["page"]>
): Promise<readonly KeptRequest[]> {
  const behind = before === null ? sql`true` : sql`r.position < ${before}`;
  const whose = askedBy === null ? sql`true` : sql`r.asked_by = ${askedBy}`;
  const { rows } = await sql<Row>`SELECT ${COLUMNS} FROM access_requests r
     WHERE ${behind} AND ${whose} AND ${stands(state, today)} AND NOT EXISTS (
       SELECT FROM access_grants a WHERE a.id = r.grant_id AND NOT ${seesGrant(sight)})
     ORDER BY r.position DESC LIMIT ${limit}`.execute(db);
  return rows.map((row) => ({ ...requestOf(row), position: row.position }));
}

async function changeIn(
  transaction: Transaction<Tables>,
  id: AccessRequestId,
  decide: (before: AccessRequest) => RequestChange | null,
): Promise<void> {
  const { rows } = await sql<Row>`SELECT ${COLUMNS} FROM access_requests r
    WHERE r.id = ${id} FOR UPDATE`.execute(transaction);
  if (rows[0] === undefined) throw noSuchRequest();
  const change = decide(requestOf(rows[0]));
  if (change === null) return;
  const { after, given, action } = change;
  if (given !== null) await giveIn(transaction, given.grant, given.telling);
  await sql`UPDATE access_requests SET state = ${after.state}, decided_at = ${after.decidedAt},
      decided_by = ${after.decidedBy}, reason = ${after.reason}, grant_id = ${after.grantId}
    WHERE id = ${id}`.execute(transaction);
  await appendAction(transaction, action);
}

/** As `stateOn` tells it: one whose day is over lapsed, told of or not. */
function stands(state: RequestState | null, today: CalendarDate): RawBuilder<unknown> {
  if (state === null) return sql`true`;
  if (state === "open") return sql`r.state = 'open' AND r.lapses_on > ${today}`;
  const kept = sql`r.state = ${state}`;
  return state === "lapsed" ? sql`(${kept} OR r.state = 'open' AND r.lapses_on <= ${today})` : kept;
}

const requestOf = (row: Row): AccessRequest => ({
  ...{ id: row.id, askedBy: row.asked_by, askedAt: utcInstant(row.asked_at), about: row.about },
  ...{ purpose: row.purpose, download: row.download, authority: row.authority },
  ...{ until: row.until, lapsesOn: row.lapses_on, state: row.state, reason: row.reason },
  decidedAt: maybeInstant(row.decided_at),
  ...{ decidedBy: row.decided_by, grantId: row.grant_id },
});
