/** Labels that are to be reviewed: listed for a person, and counted for the house. */
import { sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { LabelId } from "../../services/kernel/ids.ts";
import type { DueReview, SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import type { ReviewPeriods } from "../../services/secrecy/family.ts";
import { askAs } from "./ask-as.ts";
import { type Database, ask } from "./connection.ts";
import { seesCase, seesItem, seesSession } from "./walls.ts";

/** Of a label `l` and the period `p` of its kind, as `nextReview` in services/secrecy/label.ts. */
const DUE = sql`coalesce(l.review_by, (l.issued_on + p.period::interval)::date)`;

const periodsAs = (periods: ReviewPeriods) =>
  sql`(SELECT * FROM unnest(${Object.keys(periods)}::text[], ${Object.values(periods)}::text[])) AS p (kind, period)`;

const dueBy = (by: CalendarDate, today: CalendarDate) => sql<boolean>`
  l.ended_at IS NULL AND ${DUE} <= ${by}::date
  AND (l.until IS NULL OR (l.until > ${today}::date AND ${DUE} < l.until))`;

interface Row {
  readonly id: LabelId;
  readonly item_id: string | null;
  readonly case_id: string | null;
  readonly session_id: string | null;
  readonly name: string;
  readonly kind: DueReview["kind"];
  readonly due: CalendarDate;
}

export async function reviewsDue(
  db: Database,
  ...[{ by, today }, periods, sight, limit]: Parameters<SecrecyStore["reviewsDue"]>
): Promise<readonly DueReview[]> {
  const { rows } = await askAs(db, sight, (as) =>
    sql<Row>`
      SELECT l.id, l.item_id, l.case_id, l.session_id, coalesce(i.filename, c.number, s.number) AS name, l.kind, ${DUE}::text AS due
        FROM secrecy_labels l JOIN ${periodsAs(periods)} ON p.kind = l.kind LEFT JOIN items i ON i.id = l.item_id LEFT JOIN cases c ON c.id = l.case_id
        LEFT JOIN recording_sessions s ON s.id = l.session_id
       WHERE ${dueBy(by, today)}
         AND CASE WHEN l.item_id IS NOT NULL THEN ${seesItem(sight, sql`l.item_id`)}
                  WHEN l.session_id IS NOT NULL THEN ${seesSession(sight)}
                  ELSE ${seesCase(sight, sql`l.case_id`)} END
       ORDER BY ${DUE}, l.position LIMIT ${limit}`.execute(as),
  );
  return rows.map(({ id, name, kind, due, ...on }) => ({
    ...{ labelId: id, kind, due, name },
    thing: thingOf(on),
  }));
}

function thingOf({
  item_id,
  session_id,
  case_id,
}: Pick<Row, "item_id" | "session_id" | "case_id">) {
  const type = item_id !== null ? "item" : session_id !== null ? "session" : "case";
  return { type, id: item_id ?? session_id ?? case_id } as DueReview["thing"];
}

/** How many should have been reviewed before `today`. */
export async function countOverdueReviews(
  db: Database,
  today: CalendarDate,
  periods: ReviewPeriods,
): Promise<number> {
  const { rows } = await ask(() =>
    sql<{ count: number }>`
      SELECT count(*) AS count FROM secrecy_labels l JOIN ${periodsAs(periods)} ON p.kind = l.kind
       WHERE ${dueBy(today, today)} AND ${DUE} < ${today}::date`.execute(db),
  );
  return rows[0]?.count ?? 0;
}
