/** Cases that were decided, with what was told of their publicity and of their legal review, by pages of a snapshot. */
import { sql } from "kysely";
import type { Decision } from "../../services/reports/publicity-tally.ts";
import type { Span } from "../../services/reports/report-facts.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { type Database, ask } from "./connection.ts";
import { roundFacts } from "./legal-review-store.ts";
import { publicityEntryOf } from "./publicity-store.ts";
import { seesCase } from "./walls.ts";

const AT_ONCE = 500;

/** Those decided in the span, and those of which an annulment in it was told. */
export async function* decisionsOf(
  db: Database,
  sight: Sight,
  { first, last }: Span,
): AsyncGenerator<readonly Decision[]> {
  const annulled = sql`SELECT FROM case_publicity p WHERE p.case_id = c.id AND p.act = 'annulled'
                          AND p.on_day BETWEEN ${first}::date AND ${last}::date`;
  for (let after = 0; ;) {
    const query = db
      .selectFrom("cases as c")
      .select(["c.id", "c.position", "c.action_kind", "c.decided_on"])
      .select(["c.major_decision", "c.flags"])
      .where("c.position", ">", after)
      .where(
        sql<boolean>`(c.decided_on BETWEEN ${first}::date AND ${last}::date OR EXISTS (${annulled}))`,
      )
      .where(seesCase(sight, sql`c.id`))
      .orderBy("c.position")
      .limit(AT_ONCE);
    const rows = await ask(() => query.execute());
    const end = rows.at(-1);
    if (end === undefined) return;
    after = end.position;
    const told = await ask(() =>
      db
        .selectFrom("case_publicity")
        .selectAll()
        .where(
          "case_id",
          "in",
          rows.map(({ id }) => id),
        )
        .orderBy("index")
        .execute(),
    );
    const rounds = await roundFacts(
      db,
      rows.map(({ id }) => id),
    );
    const entries = Map.groupBy(told, (row) => row.case_id);
    yield rows.map((row) => ({
      ...{ caseId: row.id, actionKind: row.action_kind, decidedOn: row.decided_on },
      ...{ majorDecision: row.major_decision, flags: row.flags },
      rounds: rounds.get(row.id) ?? [],
      entries: (entries.get(row.id) ?? []).map(publicityEntryOf),
    }));
  }
}
