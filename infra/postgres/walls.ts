/**
 * What stands between a person and an item, as SQL: the rules of services/secrecy/sight.ts, for every list and every count.
 * Read from views of the owner, which no row security shortens: a wall must see what it hides.
 */
import { type RawBuilder, sql } from "kysely";
import { LABEL_KINDS, type LabelKind } from "../../services/secrecy/label.ts";
import { rankOf } from "../../services/secrecy/mark.ts";
import { type Sight, isBoundToCases } from "../../services/secrecy/sight.ts";

type Kinds = readonly LabelKind[];
type Condition = RawBuilder<boolean>;

/** True of an item that `sight` may know of; null: the house itself asks. `item` is its id. */
export function seesItem(sight: Sight | null, item: RawBuilder<unknown>): Condition {
  if (sight === null) return sql<boolean>`true`;
  // OFFSET 0: asked of each row by its index. Joined instead, all labels of the house would be read for each page of a list.
  const walls = sql`SELECT FROM secrecy_walls w WHERE w.item_id = ${item} AND ${blocks(sight)} OFFSET 0`;
  return sql<boolean>`(NOT EXISTS (${walls}) AND ${seesPeopleOf(sight, item)} AND ${seesSources(sight, item)})`;
}

const seesPeopleOf = (sight: Sight, item: RawBuilder<unknown>): Condition =>
  seesThrough(
    sight,
    sql`SELECT p.user_id FROM standing_links k JOIN case_people p ON p.case_id = k.case_id
         WHERE k.item_id = ${item} AND ${counts(sight)}`,
    sql`${item} = ANY (g.item_ids) OR g.case_id IN (
         SELECT k.case_id FROM standing_links k WHERE k.item_id = ${item})`,
  );

/** Of what it was made of: labels of that are among its walls already. */
function seesSources(sight: Sight, item: RawBuilder<unknown>): Condition {
  if (!isBoundToCases(sight.role)) return sql<boolean>`true`;
  return sql<boolean>`NOT EXISTS (SELECT FROM walling_sources d WHERE d.item_id = ${item}
     AND NOT ${seesPeopleOf(sight, sql`d.source_id`)} OFFSET 0)`;
}

/** The same of a case: its own labels and its people; what is in it does not hide that it exists. */
export function seesCase(sight: Sight | null, id: RawBuilder<unknown>): Condition {
  if (sight === null) return sql<boolean>`true`;
  const labels = sql`SELECT FROM secrecy_labels l, LATERAL (SELECT l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status) AS rank) w
                      WHERE l.case_id = ${id} AND l.ended_at IS NULL AND ${blocks(sight)} OFFSET 0`;
  return sql<boolean>`(NOT EXISTS (${labels}) AND ${seesThrough(
    sight,
    sql`SELECT p.user_id FROM case_people p WHERE p.case_id = ${id} AND ${counts(sight)}`,
    sql`g.case_id = ${id}`,
  )})`;
}

/** Of a bundle that names a case, or none. */
const seesCaseIfAny = (sight: Sight | null, id: RawBuilder<unknown>): Condition =>
  sql<boolean>`(${id} IS NULL OR ${seesCase(sight, id)})`;

/** The same of a recording session `s`: its own labels, its case, and every item that is of it now. */
export function seesSession(sight: Sight | null): Condition {
  if (sight === null) return sql<boolean>`true`;
  const labels = sql`SELECT FROM secrecy_labels l, LATERAL (SELECT l.kind, l.until, l.scope, secrecy_rank(l.kind, l.status) AS rank) w
                      WHERE l.session_id = s.id AND l.ended_at IS NULL AND ${blocks(sight)} OFFSET 0`;
  const items = sql`SELECT FROM session_members m WHERE m.session_id = s.id AND NOT ${seesItem(sight, sql`m.item_id`)}`;
  return sql<boolean>`(NOT EXISTS (${labels}) AND ${seesCase(sight, sql`s.case_id`)} AND NOT EXISTS (${items}))`;
}

/** None of the recording sessions among `ids` is hidden. */
export function seesSessions(sight: Sight | null, ids: RawBuilder<unknown>): Condition {
  if (sight === null) return sql<boolean>`true`;
  return sql<boolean>`NOT EXISTS (SELECT FROM every_session s WHERE s.id IN (SELECT unnest(${ids})) AND NOT ${seesSession(sight)})`;
}

/** True of a bundle of which everything may be known. `items` are ids, or null. */
export function seesAll(sight: Sight | null, items: RawBuilder<unknown>): Condition {
  if (sight === null) return sql<boolean>`true`;
  const hidden = sql`SELECT FROM unnest(${items}) AS u (id) WHERE NOT ${seesItem(sight, sql`u.id`)}`;
  return sql<boolean>`NOT EXISTS (${hidden})`;
}

/** Of a row of packages: of what is in it, and of the sessions that it tells of. */
export const seesPackage = (sight: Sight | null, row: RawBuilder<unknown>): Condition =>
  sql<boolean>`(${seesAll(sight, sql`${row}.item_ids`)} AND ${seesSessions(sight, sql`${row}.session_ids`)})`;

/** Of a hold `h`: of everything that it names; what a query catches does not hide that it was placed. */
export function seesHold(sight: Sight | null): Condition {
  if (sight === null) return sql<boolean>`true`;
  const declared = sql`SELECT FROM every_case c WHERE c.number = h.query->>'declaredCase' AND NOT ${seesCase(sight, sql`c.id`)}`;
  return sql<boolean>`(${seesAll(sight, sql`h.item_ids`)} AND ${seesCase(sight, sql`h.case_id`)} AND ${seesSessions(sight, sql`ARRAY[h.session_id]`)} AND NOT EXISTS (${declared}))`;
}

/**
 * True of an item that nothing stands before, for nobody who works here: no label, nobody set on its cases, nothing that it was made
 * of. Where it is not, `sees_item` is asked, which takes four times as long.
 */
export const isUnwalled = (item: RawBuilder<unknown>): Condition =>
  sql<boolean>`(NOT EXISTS (SELECT FROM secrecy_walls w WHERE w.item_id = ${item} OFFSET 0)
    AND NOT EXISTS (SELECT FROM standing_links k JOIN case_people p ON p.case_id = k.case_id WHERE k.item_id = ${item} OFFSET 0)
    AND NOT EXISTS (SELECT FROM derived_from d WHERE d.item_id = ${item} OFFSET 0))`;

/** The same of a case: neither labels nor people. */
export const isUnwalledCase = (id: RawBuilder<unknown>): Condition =>
  sql<boolean>`(NOT EXISTS (SELECT FROM secrecy_labels l WHERE l.case_id = ${id} AND l.ended_at IS NULL)
    AND NOT EXISTS (SELECT FROM case_people p WHERE p.case_id = ${id}))`;

/** Kinds of labels in force on an item, its own, its cases' and its session's, as a list. `item` is its id. */
export const kindsOnItem = (sight: Sight | null, item: RawBuilder<unknown>): RawBuilder<Kinds> =>
  sql<Kinds>`ARRAY(SELECT DISTINCT w.kind FROM secrecy_walls w WHERE w.item_id = ${item} AND ${counting(sight)})`;

/** The same of a case. */
export const kindsOnCase = (sight: Sight | null, id: RawBuilder<unknown>): RawBuilder<Kinds> =>
  sql<Kinds>`ARRAY(SELECT DISTINCT w.kind FROM secrecy_labels w
                    WHERE w.case_id = ${id} AND w.ended_at IS NULL AND ${counting(sight)})`;

/** Of a recording session `s`: its own, its case's, and those of what is of it. */
export const kindsOnSession = (sight: Sight | null): RawBuilder<Kinds> =>
  sql<Kinds>`ARRAY(SELECT w.kind FROM secrecy_labels w
                    WHERE (w.session_id = s.id OR w.case_id = s.case_id) AND w.ended_at IS NULL AND ${counting(sight)}
                   UNION SELECT w.kind FROM secrecy_walls w
                    WHERE w.item_id IN (SELECT m.item_id FROM session_members m WHERE m.session_id = s.id) AND ${counting(sight)})`;

/** In the order in which they are told. */
export const kindsTold = (found: Kinds): LabelKind[] =>
  LABEL_KINDS.filter((kind) => found.includes(kind));

/** Of a label `w` that was not ended. */
const counting = (sight: Sight | null): Condition =>
  sql<boolean>`(w.until IS NULL OR w.until > ${sight === null ? sql`current_date` : sql`${sight.today}::date`})`;

/** Of a grant `a`: of everything that it opens. */
export const seesGrant = (sight: Sight | null): Condition =>
  sql<boolean>`(${seesAll(sight, sql`a.item_ids`)} AND ${seesCase(sight, sql`a.case_id`)})`;

/** Of a share `s`: of everything that it opens. */
export const seesShare = (sight: Sight | null): Condition =>
  sql<boolean>`(${seesAll(sight, sql`s.item_ids`)} AND ${seesCaseIfAny(sight, sql`s.case_id`)})`;

/** Of a label `w`. */
function blocks({ userId, role, clearance, today }: Sight): Condition {
  const rank = rankOf(clearance.state);
  const duties = sql`${[...clearance.duties]}::text[]`;
  return sql<boolean>`(w.until IS NULL OR w.until > ${today}::date) AND (w.rank > ${rank}
    OR (w.kind IN ('work', 'trade', 'privacy', 'minor', 'informant') AND NOT w.kind = ANY (${duties}))
    OR (w.kind = 'set-apart' AND ${role !== "admin"}::boolean)
    OR (w.scope IS NOT NULL AND NOT ${userId}::uuid = ANY (w.scope)))`;
}

/** Of a row `p` of case_people. */
const counts = ({ today }: Sight): Condition =>
  sql<boolean>`(p.until IS NULL OR p.until > ${today}::date)`;

/** Nobody is set, or this person is, or was given access by a grant `g` on it that counts today. */
function seesThrough(
  { role, userId, today }: Sight,
  people: RawBuilder<unknown>,
  isOn: RawBuilder<unknown>,
): Condition {
  if (!isBoundToCases(role)) return sql<boolean>`true`;
  const isTheirs =
    role === "guest"
      ? sql`false`
      : sql`coalesce((SELECT bool_or(q.user_id = ${userId}::uuid) FROM (${people}) q), true)`;
  return sql<boolean>`(${isTheirs}
    OR EXISTS (SELECT FROM access_grants g WHERE g.user_id = ${userId}::uuid AND g.revoked_at IS NULL
                  AND g.from_day <= ${today}::date AND g.until > ${today}::date AND (${isOn})))`;
}

/** Of a label that does not stand in the way of `sight`: what it may know of and others perhaps not. `w` is a label in force. */
export const passes = (sight: Sight): Condition => sql<boolean>`NOT (${blocks(sight)})`;
