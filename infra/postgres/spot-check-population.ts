/** What a spot check draws from, by period, unit, officer and activity; and what may be known of what was drawn. */
import { type RawBuilder, sql } from "kysely";
import type { SpotSubject } from "../../services/policy/spot-check.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { SpotFilter } from "../../services/spotcheck/population-text.ts";
import type { SpotSpan } from "../../services/spotcheck/spot-check-store.ts";
import { seesCase, seesItem, seesSession } from "./walls.ts";

type Condition = RawBuilder<boolean>;

/** Ids in order, of what `sight` may know of. */
export function populationQuery(
  subject: SpotSubject,
  { from, until, first, last }: SpotSpan,
  filter: SpotFilter,
  limit: number,
  sight: Sight,
): RawBuilder<{ id: string }> {
  const within = (at: RawBuilder<unknown>): Condition =>
    sql<boolean>`${at} >= ${from}::timestamptz AND ${at} < ${until}::timestamptz`;
  const isAsked = Object.values(filter).some((one) => one !== null);
  const ofSession = (sessions: RawBuilder<unknown>): Condition =>
    isAsked
      ? sql<boolean>`EXISTS (SELECT FROM recording_sessions s WHERE s.id IN (${sessions}) AND ${matches(filter)} AND ${seesSession(sight)})`
      : sql<boolean>`true`;
  if (subject === "session") {
    // What was planned and never begun has no record that could be checked.
    const began = sql`coalesce((s.facts->>'startedAt')::timestamptz, (s.facts->>'plannedStart')::timestamptz, s.created_at)`;
    const isBegun = sql`(s.facts->>'startedAt' IS NOT NULL OR s.facts->>'notRecorded' IS NOT NULL OR EXISTS (SELECT items_of_session(s.id)))`;
    return sql`SELECT s.id FROM recording_sessions s WHERE ${within(began)} AND ${isBegun} AND ${matches(filter)}
                  AND ${seesSession(sight)} ORDER BY s.id LIMIT ${limit}`;
  }
  if (subject === "item") {
    return sql`SELECT i.id FROM items i WHERE ${within(sql`i.received_at`)} AND i.stage NOT IN ('quarantined', 'disposing', 'disposed')
                  AND ${ofSession(sessionOfItem)} AND ${sees("item", sight, sql`i.id`)} ORDER BY i.id LIMIT ${limit}`;
  }
  const sessions = sql`SELECT x.id FROM recording_sessions x WHERE x.case_id = c.id`;
  const own =
    filter.unit === null || filter.officer !== null || filter.activity !== null
      ? sql<boolean>`false`
      : sql<boolean>`c.agency_unit = ${filter.unit}`;
  return sql`SELECT c.id FROM cases c WHERE c.decided_on BETWEEN ${first}::date AND ${last}::date
                AND (${own} OR ${ofSession(sessions)}) AND ${sees("case", sight, sql`c.id`)} ORDER BY c.id LIMIT ${limit}`;
}

/** The session of an item `i`, as the lists of sessions count. */
const sessionOfItem = sql`SELECT p.session_id FROM session_items p WHERE p.item_id = i.id AND p.ended_at IS NULL
   UNION ALL SELECT d.id FROM recording_sessions d WHERE d.number = i.other_metadata->>'session'
                AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)`;

/** Of a session `s`. A unit is that of its case, or of a standing entry of one of its officers. */
function matches({ unit, officer, activity }: SpotFilter): Condition {
  const ofUnit = sql`EXISTS (SELECT FROM cases u WHERE u.id = s.case_id AND u.agency_unit = ${unit})
     OR EXISTS (SELECT FROM officer_entries e WHERE e.officer_id = ANY (s.officer_ids) AND e.unit = ${unit}
                   AND NOT EXISTS (SELECT FROM officer_entries r WHERE r.replaces = e.id))`;
  return sql<boolean>`(${unit === null ? sql`true` : sql`(${ofUnit})`}
    AND ${officer === null ? sql`true` : sql`${officer}::uuid = ANY (s.officer_ids)`}
    AND ${activity === null ? sql`true` : sql`${activity} = ANY (s.activities)`})`;
}

/** True of a unit that `sight` may know of. `id` is no column of a session `s`. */
export function sees(
  subject: SpotSubject,
  sight: Sight | null,
  id: RawBuilder<unknown>,
): Condition {
  if (sight === null) return sql<boolean>`true`;
  if (subject === "item") return seesItem(sight, id);
  if (subject === "case") return seesCase(sight, id);
  return sql<boolean>`EXISTS (SELECT FROM recording_sessions s WHERE s.id = ${id} AND ${seesSession(sight)})`;
}

/** Of a spot check `c`: of its whole population. */
export function seesPopulation(sight: Sight | null): Condition {
  if (sight === null) return sql<boolean>`true`;
  const all = (subject: SpotSubject) =>
    sql`(c.subject <> ${subject} OR NOT EXISTS (SELECT FROM unnest(c.unit_ids) AS u (id) WHERE NOT ${sees(subject, sight, sql`u.id`)}))`;
  return sql<boolean>`(${all("session")} AND ${all("item")} AND ${all("case")})`;
}

/** The same of one unit `u.id` of a spot check `c`. */
export function seesUnit(sight: Sight | null): Condition {
  if (sight === null) return sql<boolean>`true`;
  const one = (subject: SpotSubject) =>
    sql`(c.subject = ${subject} AND ${sees(subject, sight, sql`u.id`)})`;
  return sql<boolean>`(${one("session")} OR ${one("item")} OR ${one("case")})`;
}

/** What a unit `u.id` of a spot check `c` is called. */
export const unitName = sql<string>`coalesce(CASE c.subject
   WHEN 'session' THEN (SELECT s.number FROM recording_sessions s WHERE s.id = u.id)
   WHEN 'case' THEN (SELECT k.number FROM cases k WHERE k.id = u.id)
   ELSE (SELECT i.filename FROM items i WHERE i.id = u.id) END, u.id::text)`;
