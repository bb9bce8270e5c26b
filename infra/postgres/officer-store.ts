/** The register of officers in PostgreSQL: one change at a time, under one lock. */
import { type Selectable, sql } from "kysely";
import type { Actor } from "../../services/kernel/actor.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { OfficerId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Officer, OfficerEntry } from "../../services/officers/officer.ts";
import type {
  OfficerStore,
  RegisterChange,
  Wanted,
} from "../../services/officers/officer-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";

const ROWS_AT_ONCE = 500;

export class PostgresOfficerStore implements OfficerStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async change<Answer>(
    { ids = [], credentialNos = [] }: Wanted,
    decide: (known: readonly Officer[]) => RegisterChange<Answer>,
  ): Promise<Answer> {
    try {
      return await ask(() =>
        this.#db.transaction().execute(async (transaction) => {
          await sql`SELECT pg_advisory_xact_lock(hashtextextended('officers', 0))`.execute(
            transaction,
          );
          const named = await transaction
            .selectFrom("officer_entries")
            .select("officer_id")
            .where("credential_no", "=", sql<string>`ANY (${[...new Set(credentialNos)]}::text[])`)
            .execute();
          const all = [...new Set([...ids, ...named.map((row) => row.officer_id)])];
          const { answer, ...made } = decide(await read(transaction, all));
          await write(transaction, made);
          await appendAction(transaction, made.action);
          return answer;
        }),
      );
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw taken(cause);
    }
  }

  officers(ids: readonly OfficerId[]): Promise<readonly Officer[]> {
    return ask(() => read(this.#db, ids));
  }

  async ofAccount(userId: UserId): Promise<OfficerId | null> {
    const query = this.#db.selectFrom("officers").select("id").where("user_id", "=", userId);
    return (await ask(() => query.executeTakeFirst()))?.id ?? null;
  }

  async page(after: number | null, limit: number, search?: string) {
    const like = sql<boolean>`EXISTS (SELECT FROM officer_entries e WHERE e.officer_id = officers.id AND (
      strpos(lower(e.name), lower(${search ?? ""})) > 0 OR strpos(lower(e.credential_no), lower(${search ?? ""})) > 0
      OR strpos(lower(e.unit), lower(${search ?? ""})) > 0))`;
    const rows = await ask(() =>
      this.#db
        .selectFrom("officers")
        .select(["id", "position"])
        .where("position", ">", after ?? 0)
        .where(search === undefined ? sql<boolean>`true` : like)
        .orderBy("position")
        .limit(limit)
        .execute(),
    );
    const found = await this.officers(rows.map(({ id }) => id));
    return rows.flatMap(({ id, position }) =>
      found.filter((officer) => officer.id === id).map((officer) => ({ officer, position })),
    );
  }
}

async function read(db: Database, ids: readonly OfficerId[]): Promise<readonly Officer[]> {
  if (ids.length === 0) return [];
  const wanted = sql<OfficerId>`ANY (${ids}::uuid[])`;
  const rows = await db.selectFrom("officers").selectAll().where("id", "=", wanted).execute();
  const entries = await db
    .selectFrom("officer_entries")
    .selectAll()
    .where("officer_id", "=", wanted)
    .orderBy("position")
    .execute();
  const of = Map.groupBy(entries, (entry) => entry.officer_id);
  return rows.map(({ id, user_id: userId }) => ({
    ...{ id, userId, entries: (of.get(id) ?? []).map(entryOf) },
  }));
}

async function write(
  db: Database,
  { officers, entries, accounts }: Omit<RegisterChange<unknown>, "answer">,
): Promise<void> {
  const people = officers.map(({ id, createdAt }) => ({
    id,
    created_at: createdAt,
    user_id: null,
  }));
  for (let at = 0; at < people.length; at += ROWS_AT_ONCE) {
    await db
      .insertInto("officers")
      .values(people.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
  const rows = entries.map(rowOf);
  for (let at = 0; at < rows.length; at += ROWS_AT_ONCE) {
    await db
      .insertInto("officer_entries")
      .values(rows.slice(at, at + ROWS_AT_ONCE))
      .execute();
  }
  for (const { id, userId } of accounts) {
    await db.updateTable("officers").set({ user_id: userId }).where("id", "=", id).execute();
  }
}

const rowOf = (entry: OfficerEntry) => ({
  ...{ id: entry.id, officer_id: entry.officerId, credential_no: entry.credentialNo },
  ...{ name: entry.name, unit: entry.unit, powers: [...entry.powers] },
  ...{ valid_from: entry.validFrom, valid_to: entry.validTo, source: entry.source },
  ...{ entered_at: entry.enteredAt, entered_by: entry.enteredBy, replaces: entry.replaces },
  reason: entry.reason,
});

const entryOf = (row: Selectable<Tables["officer_entries"]>): OfficerEntry => ({
  ...{ id: row.id, officerId: row.officer_id, credentialNo: row.credential_no, name: row.name },
  ...{ unit: row.unit, powers: row.powers, validFrom: row.valid_from, validTo: row.valid_to },
  ...{ source: row.source, enteredAt: utcInstant(row.entered_at) },
  ...{ enteredBy: row.entered_by as Actor, replaces: row.replaces, reason: row.reason },
});

function taken(cause: unknown): Refusal {
  const isAccount =
    cause instanceof Error && "constraint" in cause && cause.constraint === "officers_user_id_key";
  return isAccount
    ? new Refusal("conflict", "officers/account-taken", "another officer has this account", {
        fix: "Take the account from that officer first.",
        cause,
      })
    : new Refusal("conflict", "officers/already-corrected", "that entry was corrected already", {
        fix: "Look at the officer again, and correct the newer entry.",
        cause,
      });
}
