/** What a report counts of spot checks: units drawn in its period, by the newest sheet of each. */
import { sql } from "kysely";
import type { Span, SpotCheckFigures } from "../../services/reports/report-facts.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { type Database, ask } from "./connection.ts";
import { seesUnit } from "./spot-check-population.ts";
import { seesAll, seesSessions } from "./walls.ts";

/** A sheet that names what `sight` may not know of is not counted, and neither is its unit. */
export async function spotFigures(
  db: Database,
  sight: Sight,
  { from, until }: Span,
): Promise<SpotCheckFigures> {
  const { rows } = await ask(() =>
    sql<{ [name in "drawn" | "closed" | "overdue" | "fatal" | "points" | "of_points"]: number }>`
      SELECT count(*) AS drawn, count(n.result) AS closed,
             count(*) FILTER (WHERE n.result IS NULL AND c.due_on < ${sight.today}::date) AS overdue,
             count(*) FILTER (WHERE (n.result->>'isFatal')::boolean) AS fatal,
             coalesce(sum((n.result->>'score')::bigint), 0)::bigint AS points,
             coalesce(sum((n.result->>'of')::bigint), 0)::bigint AS of_points
        FROM spot_checks c, unnest(c.drawn_ids) AS u (id)
        LEFT JOIN LATERAL (SELECT p.result, p.item_ids, p.session_ids FROM spot_check_papers p WHERE p.check_id = c.id AND p.unit_id = u.id
                              AND p.kind = 'sheet' ORDER BY p.number DESC LIMIT 1) n ON true
       WHERE c.drawn_at >= ${from}::timestamptz AND c.drawn_at < ${until}::timestamptz AND ${seesUnit(sight)}
         AND ${seesAll(sight, sql`coalesce(n.item_ids, '{}')`)}
         AND ${seesSessions(sight, sql`coalesce(n.session_ids, '{}')`)}`.execute(db),
  );
  const found = rows[0];
  if (found === undefined) throw new Error("broken invariant: a count has a row");
  const { drawn, closed, overdue, fatal, points, of_points: ofPoints } = found;
  return { drawn, closed, overdue, fatal, points, ofPoints };
}
