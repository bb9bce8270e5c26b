/** Recordings that are made of others, in PostgreSQL. */
import { randomBytes } from "node:crypto";
import { type Transaction, sql } from "kysely";
import type {
  CaseOfInput,
  DerivedStore,
  KeptDerived,
  MadeRecording,
} from "../../services/derived/derived-store.ts";
import type { DerivedAnnouncement, DerivedWish } from "../../services/derived/derived-request.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import { type Sha256, sha256 } from "../../services/kernel/digest.ts";
import {
  type DeviceId,
  type ItemId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { isForeignKeyViolation, isUniqueViolation } from "./unique-violation.ts";
import { seesItem } from "./walls.ts";

type Row = DerivedWish & {
  readonly id: ItemId;
  readonly position: string;
  readonly session_id: SessionId | null;
  readonly announced: DerivedAnnouncement;
  readonly purpose_kind: Purpose;
  readonly purpose: string;
  readonly asked_by: UserId;
  readonly asked_at: Date;
  readonly state: KeptDerived["state"];
  readonly failure: string | null;
  readonly failed_take: number | null;
  readonly tries: number;
  readonly progress: number | null;
  readonly made: MadeRecording | null;
  /** Read by whoever makes it alone. */
  readonly words?: string | null;
  readonly inputs: readonly { item: ItemId; sha256: Sha256; at: string | null }[];
};

const COLUMNS = sql`r.id, r.position, r.kind, r.session_id, r.parameters, r.announced, r.purpose_kind, r.purpose, r.asked_by,
  r.asked_at, r.state, r.failure, r.failed_take, r.tries, r.progress, r.made,
  (SELECT jsonb_agg(jsonb_build_object('item', i.item_id, 'sha256', i.sha256, 'at', i.begun_at) ORDER BY i.place)
     FROM derived_inputs i WHERE i.request_id = r.id) AS inputs`;

export const createDerivedStore = (db: Database): DerivedStore => ({
  ask: (...asked) => keep(db, ...asked),

  get: (id) =>
    ask(async () => {
      const { rows } =
        await sql<Row>`SELECT ${COLUMNS} FROM derived_requests r WHERE r.id = ${id}`.execute(db);
      return rows[0] === undefined ? null : keptOf(rows[0]);
    }),

  ofSession: (sessionId, sight, limit) => list(db, sight, sql`r.session_id = ${sessionId}`, limit),

  madeOf: (itemId, sight, limit) =>
    list(
      db,
      sight,
      sql`r.id IN (SELECT i.request_id FROM derived_inputs i WHERE i.item_id = ${itemId})`,
      limit,
    ),

  ...workOn(db),

  casesOf: (id) =>
    ask(async () => {
      const { rows } = await sql<CaseOfInput>`
        SELECT DISTINCT c.id AS "caseId", c.number FROM derived_inputs i
          JOIN case_links k ON k.item_id = i.item_id AND k.unlinked_at IS NULL JOIN cases c ON c.id = k.case_id
         WHERE i.request_id = ${id} ORDER BY c.number`.execute(db);
      return rows;
    }),

  houseDevice: (at) =>
    ask(() => db.transaction().execute((transaction) => houseDevice(transaction, at))),
});

const workOn = (db: Database): Pick<DerivedStore, "take" | "report" | "keepMade" | "end"> => ({
  take: (now, until) =>
    ask(async () => {
      const { rows } = await sql<Row>`
        WITH mine AS (
          UPDATE derived_requests SET taken_until = ${until}, tries = tries + 1, progress = 0
           WHERE id = (SELECT id FROM derived_requests
                        WHERE state = 'waiting' AND (taken_until IS NULL OR taken_until <= ${now})
                        ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
          RETURNING *)
        SELECT ${COLUMNS}, r.words FROM mine r`.execute(db);
      return rows[0] === undefined ? null : keptOf(rows[0]);
    }),

  report: (id, progress, until) =>
    ask(async () => {
      await sql`UPDATE derived_requests SET progress = ${progress}, taken_until = ${until}
                 WHERE id = ${id} AND state = 'waiting'`.execute(db);
    }),

  keepMade: (id, made) =>
    ask(async () => {
      await sql`UPDATE derived_requests SET made = ${JSON.stringify(made)}::jsonb
                 WHERE id = ${id} AND state = 'waiting' AND NOT EXISTS (SELECT FROM uploads u WHERE u.id = ${id})`.execute(
        db,
      );
    }),

  end: (id, outcome, action) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const [failure, take] =
          outcome.state === "failed" ? [outcome.failure, outcome.failedTake] : [null, null];
        const { rows } = await sql`
          UPDATE derived_requests SET state = ${outcome.state}, failure = ${failure}, failed_take = ${take}, taken_until = NULL, progress = NULL,
                 words = NULL
           WHERE id = ${id} AND state = 'waiting' RETURNING id`.execute(transaction);
        if (rows.length === 0) return false;
        await appendAction(transaction, action);
        return true;
      }),
    ),
});

async function list(
  db: Database,
  sight: Sight | null,
  which: ReturnType<typeof sql>,
  limit: number,
): Promise<readonly KeptDerived[]> {
  const { rows } = await askAs(db, sight, (as) =>
    sql<Row>`SELECT ${COLUMNS} FROM derived_requests r WHERE ${which} AND ${seesItem(sight, sql`r.id`)}
              ORDER BY r.position DESC LIMIT ${limit}`.execute(as),
  );
  return rows.map(keptOf);
}

async function keep(
  db: Database,
  ...[request, action]: Parameters<DerivedStore["ask"]>
): Promise<void> {
  try {
    await ask(() =>
      db.transaction().execute(async (transaction) => {
        await insert(transaction, request);
        await appendAction(transaction, action);
      }),
    );
  } catch (cause) {
    if (isUniqueViolation(cause)) throw underWay(cause);
    if (!isForeignKeyViolation(cause)) throw cause;
    throw new Refusal("missing", "evidence/no-such-item", "there is no such item", { cause });
  }
}

async function insert(
  transaction: Transaction<Tables>,
  request: Parameters<DerivedStore["ask"]>[0],
): Promise<void> {
  const { id, kind, sessionId, parameters, announced, words, purposeKind, purpose } = request;
  const { askedBy, askedAt } = request;
  await sql`INSERT INTO derived_requests (id, kind, session_id, parameters, announced, words, purpose_kind, purpose, asked_by, asked_at)
    VALUES (${id}, ${kind}, ${sessionId}, ${JSON.stringify(parameters)}::jsonb, ${JSON.stringify(announced)}::jsonb,
      ${words}, ${purposeKind}, ${purpose}, ${askedBy}, ${askedAt})`.execute(transaction);
  for (const [place, { itemId, sha256: digest, begunAt }] of request.inputs.entries()) {
    await sql`INSERT INTO derived_inputs (request_id, place, item_id, sha256, begun_at)
      VALUES (${id}, ${place}, ${itemId}, ${digest}, ${begunAt})`.execute(transaction);
  }
  await sql`INSERT INTO derived_from (item_id, source_id)
    SELECT ${id}::uuid, i.item_id FROM derived_inputs i WHERE i.request_id = ${id}
    UNION SELECT ${id}::uuid, d.source_id FROM derived_inputs i JOIN derived_from d ON d.item_id = i.item_id
           WHERE i.request_id = ${id}`.execute(transaction);
}

const HOUSE_NAMES = ["Holdfast", "Holdfast (derived recordings)"];

/** Nothing proves to be it: its token is of no secret. */
async function houseDevice(transaction: Transaction<Tables>, at: UtcInstant): Promise<DeviceId> {
  const find = async () =>
    (await sql<{ id: DeviceId }>`SELECT id FROM devices WHERE kind = 'house'`.execute(transaction))
      .rows[0]?.id;
  const found = await find();
  if (found !== undefined) return found;
  await sql`SELECT pg_advisory_xact_lock(hashtextextended('house-device', 0))`.execute(transaction);
  const other = await find();
  if (other !== undefined) return other;
  const { rows } = await sql<{
    name: string;
  }>`SELECT name FROM devices WHERE name = ANY (${HOUSE_NAMES})`.execute(transaction);
  const id = newId<DeviceId>();
  const name =
    HOUSE_NAMES.find((each) => !rows.some((row) => row.name === each)) ?? `Holdfast ${id}`;
  await sql`INSERT INTO devices (id, name, kind, token_sha256, created_at)
    VALUES (${id}, ${name}, 'house', ${sha256(randomBytes(32))}, ${at})`.execute(transaction);
  await appendAction(transaction, {
    ...{ kind: "device-registered", at, actor: "process:media", subject: `device:${id}` },
    ...{ before: null, after: { name, kind: "house" }, reason: null },
  });
  return id;
}

const keptOf = (row: Row): KeptDerived => ({
  ...wishOf(row),
  ...{ id: row.id, position: Number(row.position), sessionId: row.session_id },
  ...{ announced: row.announced, words: row.words ?? null, purposeKind: row.purpose_kind },
  ...{ purpose: row.purpose, askedBy: row.asked_by, askedAt: utcInstant(row.asked_at) },
  ...{
    state: row.state,
    failure: row.failure,
    failedTake: row.failed_take,
    tries: row.tries,
    progress: row.progress,
    made: row.made,
  },
  inputs: row.inputs.map(({ item: itemId, sha256: digest, at }) => ({
    ...{ itemId, sha256: digest, begunAt: at === null ? null : utcInstant(new Date(at)) },
  })),
});

/** Of one kind its own parameters stand there: `insert` wrote them. */
const wishOf = ({ kind, parameters }: DerivedWish): DerivedWish =>
  ({ kind, parameters }) as DerivedWish;

const underWay = (cause: unknown): Refusal =>
  new Refusal("conflict", "derived/under-way", "the same is being made already", {
    fix: "Wait until it is there; it stands in the list.",
    cause,
  });
