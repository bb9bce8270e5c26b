/** What other systems tell of cases, in PostgreSQL: one message at a time, the cases locked before they are looked at. */
import { type Transaction, sql } from "kysely";
import type { CaseMessageStore, KnownCase } from "../../services/cases/case-message-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { factColumns, fileOf, numberTaken, saveParties } from "./case-rows.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";
import { seesCase } from "./walls.ts";

type Tx = Transaction<Tables>;

export const createCaseMessageStore = (db: Database): CaseMessageStore => ({
  async take({ source, numbers, sight }, decide) {
    try {
      return await ask(() =>
        db.transaction().execute(async (transaction) => {
          await sql`SELECT pg_advisory_xact_lock(hashtextextended('case messages', 0))`.execute(
            transaction,
          );
          const { answer, ...made } = decide(await known(transaction, source, numbers, sight));
          await write(transaction, source, made);
          return answer;
        }),
      );
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw numberTaken(cause);
    }
  },

  async sources() {
    const query = db.selectFrom("case_sources").selectAll().orderBy("heard_at", "desc");
    const rows = await ask(() => query.execute());
    return rows.map(({ source, heard_at: at }) => ({ source, heardAt: utcInstant(at) }));
  },
});

/** In one order, so that two who lock several wait for one another and no longer. */
async function known(
  transaction: Tx,
  source: string,
  numbers: readonly string[],
  sight: Sight | null,
): Promise<readonly KnownCase[]> {
  const rows = await transaction
    .selectFrom("cases")
    .selectAll()
    .select(sql<boolean>`NOT ${seesCase(sight, sql`cases.id`)}`.as("is_hidden"))
    .where("number", "=", sql<string>`ANY (${[...new Set(numbers)]}::text[])`)
    .orderBy("id")
    .forUpdate()
    .execute();
  const wanted = sql<CaseId>`ANY (${rows.map(({ id }) => id)}::uuid[])`;
  const parties = await transaction
    .selectFrom("case_parties")
    .select(["case_id", "code", "kind", "name"])
    .where("case_id", "=", wanted)
    .where("ended_at", "is", null)
    .execute();
  const told = await transaction
    .selectFrom("case_told")
    .select(["case_id", "fact", "sha256"])
    .where("case_id", "=", wanted)
    .where("source", "=", source)
    .execute();
  const [partiesOf, toldOf] = [
    Map.groupBy(parties, (row) => row.case_id),
    Map.groupBy(told, (row) => row.case_id),
  ];
  return rows.map(({ is_hidden: isHidden, ...row }) => ({
    file: fileOf(row, partiesOf.get(row.id) ?? []),
    told: new Map((toldOf.get(row.id) ?? []).map(({ fact, sha256 }) => [fact, sha256] as const)),
    isHidden,
  }));
}

async function write(
  transaction: Tx,
  source: string,
  {
    created,
    changed,
    told,
    actions,
    heardAt,
  }: Omit<ReturnType<Parameters<CaseMessageStore["take"]>[1]>, "answer">,
): Promise<void> {
  const byWhom = new Map(actions.map((action) => [action.subject, action]));
  for (const file of created) {
    const { id, createdAt: at, createdBy: actor } = file;
    const values = { id, created_at: at, created_by: actor, ...factColumns(file) };
    await transaction.insertInto("cases").values(values).execute();
    await saveParties(transaction, id, file.parties, { at, actor });
  }
  for (const file of changed) {
    await transaction
      .updateTable("cases")
      .set(factColumns(file))
      .where("id", "=", file.id)
      .execute();
    const action = byWhom.get(`case:${file.id}`);
    if (action !== undefined) await saveParties(transaction, file.id, file.parties, action);
  }
  await keepTold(transaction, source, told);
  if (heardAt !== null) {
    await sql`INSERT INTO case_sources (source, heard_at) VALUES (${source}, ${heardAt}::timestamptz)
      ON CONFLICT (source) DO UPDATE SET heard_at = greatest(case_sources.heard_at, excluded.heard_at)`.execute(
      transaction,
    );
  }
  for (const action of actions) await appendAction(transaction, action);
}

async function keepTold(
  transaction: Tx,
  source: string,
  told: ReadonlyMap<CaseId, ReadonlyMap<string, Sha256>>,
): Promise<void> {
  const rows = [...told].flatMap(([id, facts]) =>
    [...facts].map(([fact, sha256]) => ({ case_id: id, fact, sha256 })),
  );
  if (rows.length === 0) return;
  await sql`
    INSERT INTO case_told (case_id, source, fact, sha256)
    SELECT case_id, ${source}, fact, sha256
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS t(case_id uuid, fact text, sha256 text)
    ON CONFLICT (case_id, source, fact) DO UPDATE SET sha256 = excluded.sha256
     WHERE case_told.sha256 <> excluded.sha256`.execute(transaction);
}
