/** ReportStore on PostgreSQL: rows that only come, never change. */
import { type Selectable, sql } from "kysely";
import type { ReportId } from "../../services/kernel/ids.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { issuedAlready, replacedAlready } from "../../services/reports/issue-report.ts";
import type { ListedReport, ReportStore } from "../../services/reports/report-store.ts";
import { STATE_LEVELS, rankOf } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";

export function createReportStore(db: Database): ReportStore {
  return {
    issue: (...asked) => issue(db, ...asked),

    async find(id, sight) {
      const query = seen(db, sight).select("r.text").where("r.id", "=", id);
      const row = await ask(() => query.executeTakeFirst());
      return row === undefined ? null : { report: reportOf(row), text: row.text };
    },

    async standing(definition, period, sight) {
      const query = seen(db, sight)
        .where("r.definition", "=", definition)
        .where("r.period", "=", period)
        .where(sql<boolean>`NOT EXISTS (SELECT FROM reports n WHERE n.replaces = r.id)`)
        .orderBy("r.position", "desc")
        .limit(1);
      const row = await ask(() => query.executeTakeFirst());
      return row === undefined ? null : reportOf(row);
    },

    async page(before, limit, sight) {
      let query = seen(db, sight).orderBy("r.position", "desc").limit(limit);
      if (before !== null) query = query.where("r.position", "<", before);
      return (await ask(() => query.execute())).map(reportOf);
    },
  };
}

/** `mayKnowReport` of services/reports/protection.ts. */
const seen = (db: Database, { userId, clearance }: Sight) =>
  db
    .selectFrom("reports as r")
    .select([
      "r.id",
      "r.position",
      "r.definition",
      "r.period",
      "r.version",
      "r.replaces",
      "r.due_on",
    ])
    .select(["r.made_at", "r.made_by", "r.mark_rank", "r.mark_duties", "r.is_personal", "r.sha256"])
    .select(
      sql<ReportId | null>`(SELECT n.id FROM reports n WHERE n.replaces = r.id)`.as("replaced_by"),
    )
    .where("r.mark_rank", "<=", rankOf(clearance.state))
    .where(sql<boolean>`r.mark_duties <@ ${[...clearance.duties]}::text[]`)
    .where(sql<boolean>`(NOT r.is_personal OR r.made_by = ${userId}::uuid)`);

async function issue(
  db: Database,
  ...[report, text, action]: Parameters<ReportStore["issue"]>
): Promise<void> {
  const { mark, isPersonal } = report.protection;
  try {
    await ask(() =>
      db.transaction().execute(async (transaction) => {
        await transaction
          .insertInto("reports")
          .values({
            ...{ id: report.id, definition: report.definition, period: report.period },
            ...{ version: report.version, replaces: report.replaces, due_on: report.dueOn },
            ...{ made_at: report.madeAt, made_by: report.madeBy, is_personal: isPersonal },
            ...{ mark_rank: rankOf(mark.state), mark_duties: [...mark.duties] },
            ...{ text, sha256: report.sha256 },
          })
          .execute();
        await appendAction(transaction, action);
      }),
    );
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw report.replaces === null ? issuedAlready(null) : replacedAlready();
  }
}

const reportOf = (
  row: Omit<Selectable<Tables["reports"]>, "text"> & { readonly replaced_by: ReportId | null },
): ListedReport => ({
  ...{ id: row.id, position: row.position, definition: row.definition, period: row.period },
  ...{ version: row.version, replaces: row.replaces, replacedBy: row.replaced_by },
  ...{ dueOn: row.due_on, madeAt: utcInstant(row.made_at), madeBy: row.made_by },
  protection: {
    mark: { state: STATE_LEVELS[row.mark_rank - 1] ?? null, duties: row.mark_duties },
    isPersonal: row.is_personal,
  },
  sha256: row.sha256,
});
