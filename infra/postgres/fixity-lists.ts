/** Makes a list of results that wait; the list then has them, and the rows go. */
import { type Transaction, sql } from "kysely";
import type { AuditResult, ListBuilder } from "../../services/fixity/fixity-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Tables } from "./tables.ts";

/** Two that close at once would both take the same results. */
const LOCK = 4_853_922;

/** False where nothing is due. */
export async function closeList(
  tx: Transaction<Tables>,
  today: string,
  most: number,
  build: ListBuilder,
): Promise<boolean> {
  await sql`SELECT pg_advisory_xact_lock(${LOCK})`.execute(tx);
  const rows = await tx
    .selectFrom("fixity_results")
    .selectAll()
    .orderBy("position")
    .limit(most)
    .execute();
  const [first] = rows;
  if (first === undefined) return false;
  const dayOf = (at: Date): string => utcInstant(at).slice(0, 10);
  const day = dayOf(first.at);
  const listed = rows.filter(({ at }) => dayOf(at) === day);
  if (day >= today && listed.length < most) return false;
  const results = listed.map(
    ({ at, target, size_bytes: sizeBytes, sha256, codes }): AuditResult => ({
      ...{ at: utcInstant(at), target, sizeBytes, sha256, codes },
    }),
  );
  const before = await tx
    .selectFrom("fixity_lists")
    .select(sql<number>`count(*)`.as("parts"))
    .where("day", "=", day)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto("fixity_lists")
    .values(build(day, before.parts, results))
    .execute();
  const positions = listed.map(({ position }) => position);
  await tx.deleteFrom("fixity_results").where("position", "in", positions).execute();
  return true;
}
