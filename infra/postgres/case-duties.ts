/** CaseDuties on PostgreSQL. */
import { type RawBuilder, sql } from "kysely";
import type { CaseDuties, DutyCase, PublicityCase } from "../../services/review/case-duties.ts";
import type { CaseFacts } from "../../services/cases/case-facts.ts";
import type { CaseId } from "../../services/kernel/ids.ts";
import type { Ground } from "../../services/legalreview/need.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { publicityEntryOf } from "./publicity-store.ts";
import { seesCase } from "./walls.ts";

interface Row {
  readonly id: CaseId;
  readonly position: number;
  readonly number: string;
  readonly action_kind: CaseFacts["actionKind"];
  readonly decided_on: CaseFacts["decidedOn"];
  readonly major_decision: boolean;
  readonly flags: CaseFacts["flags"];
}

const COLUMNS = sql`c.id, c.position, c.number, c.action_kind, c.decided_on, c.major_decision, c.flags`;

const dutyOf = (row: Row): DutyCase => ({
  ...{ id: row.id, position: row.position, number: row.number, actionKind: row.action_kind },
  ...{ decidedOn: row.decided_on, majorDecision: row.major_decision, flags: row.flags },
});

export const createCaseDuties = (db: Database): CaseDuties => ({
  async unreviewed(grounds, before, limit, sight) {
    const { rows } = await askAs(db, sight, (as) =>
      sql<Row>`SELECT ${COLUMNS} FROM cases c
        WHERE ${asks(grounds)} AND (${before}::bigint IS NULL OR c.position < ${before}::bigint)
          AND NOT EXISTS (SELECT FROM legal_reviews r WHERE r.case_id = c.id)
          AND ${seesCase(sight, sql`c.id`)}
        ORDER BY c.position DESC LIMIT ${limit}`.execute(as),
    );
    return rows.map(dutyOf);
  },

  unpublished: (limit, sight) => unpublished(db, limit, sight),
});

/** The rule of `groundsOf` (services/legalreview/need.ts) for rows `c`. */
function asks(grounds: readonly Ground[]): RawBuilder<boolean> {
  if (grounds.length === 0) return sql<boolean>`false`;
  const each = grounds.map(
    ({ actionKinds, whenAny }) => sql`(
      (${actionKinds.length === 0}::boolean OR c.action_kind = ANY (${[...actionKinds]}::text[]))
      AND (${whenAny.length === 0}::boolean OR c.flags::text[] && ${[...whenAny]}::text[]
           OR (c.major_decision AND ${whenAny.includes("major-decision")}::boolean)))`,
  );
  return sql<boolean>`(${sql.join(each, sql` OR `)})`;
}

/** That an entry of that kind stands: nobody said that it was a mistake. */
const told = (...acts: readonly string[]) => sql`EXISTS (SELECT FROM case_publicity p
  WHERE p.case_id = c.id AND p.act = ANY (${[...acts]}::text[]) AND NOT EXISTS (
    SELECT FROM case_publicity w WHERE w.case_id = c.id AND w.mistake = p.index))`;

async function unpublished(
  db: Database,
  limit: number,
  sight: Sight | null,
): Promise<readonly PublicityCase[]> {
  const { rows } = await askAs(db, sight, (as) =>
    sql<Row>`SELECT ${COLUMNS} FROM cases c
      WHERE c.decided_on IS NOT NULL AND ${seesCase(sight, sql`c.id`)}
        AND (NOT ${told("published", "exempt")}
             OR (${told("published")} AND ${told("annulled")} AND NOT ${told("withdrawn")}))
      ORDER BY c.decided_on, c.position LIMIT ${limit}`.execute(as),
  );
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const entries = await ask(() =>
    db
      .selectFrom("case_publicity")
      .selectAll()
      .where("case_id", "in", ids)
      .orderBy("index")
      .execute(),
  );
  const ofCase = Map.groupBy(entries, (entry) => entry.case_id);
  return rows.map((row) => ({
    ...dutyOf(row),
    entries: (ofCase.get(row.id) ?? []).map(publicityEntryOf),
  }));
}
