/** SearchStore on PostgreSQL: by one index over all words of an item, newest arrivals first, stretch by stretch. */
import { type RawBuilder, sql } from "kysely";
import type { Sight } from "../../services/secrecy/sight.ts";
import { mark, STRETCH, stretchOf } from "../../services/search/search-entry.ts";
import type {
  Candidate,
  Question,
  SearchFilter,
  SearchStore,
} from "../../services/search/search-store.ts";
import type { Asked } from "../../services/search/words.ts";
import { askAbout, askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { anyOf, askedText, filterTexts } from "./search-lexemes.ts";
import { isUnwalled, isUnwalledCase } from "./walls.ts";

/** Stretches of each look: a common word fills a page from the newest, a rare one takes few looks. */
const WINDOWS = [1, 4, 16, 64];

interface Window {
  readonly query: string;
  /** Positions below it. */
  readonly high: number;
  readonly low: number;
}

export const createSearchStore = (db: Database): SearchStore => ({
  candidates: (question, sight, after, limit) =>
    askAbout(db, sight, async (as) => {
      const high = after ?? (await newest(as)) + 1;
      const from =
        question.words.length === 0 && filterTexts(question.filter).length === 0
          ? walked(high, question.filter)
          : looked(windows(question, high), question.filter);
      const { rows } = await sql<Candidate>`
        SELECT c.item_id AS "itemId", c.position, c.stage, c.device_id AS "deviceId", c.activity, c.verdict, c.keeping,
               ${held} AS "isHeld", ${standing(question.words, sql`coalesce(c.own, c.lexemes)`, sql`c.own_text`)} AS own,
               (SELECT coalesce(jsonb_agg(jsonb_build_object('id', x.id, 'kind', x.kind, 'holds',
                         ${standing(question.words, sql`x.lexemes`, sql`x.words`)})), '[]')
                  FROM search_sources x WHERE x.id = ANY (c.source_ids)) AS sources
          FROM ${from} WHERE ${seen(sight)} LIMIT ${limit}`.execute(as);
      return rows;
    }),

  visible: (ids, sight) =>
    askAbout(db, sight, async (as) => {
      const { rows } = await sql<{ id: string }>`
        SELECT x.id FROM search_sources x WHERE x.id = ANY (${[...ids]}::uuid[]) AND CASE x.kind
            WHEN 'case' THEN ${seenCase(sight, sql`x.id`)}
            WHEN 'parties' THEN ${seenCase(sight, sql`x.case_id`)}
            WHEN 'session' THEN sees_session(x.id)
            ELSE EXISTS (SELECT FROM case_documents d
                          WHERE d.id = x.id AND sees_case(d.case_id) AND sees_all(d.item_ids, d.session_ids)) END`.execute(
        as,
      );
      return new Set(rows.map(({ id }) => id));
    }),

  caseNumbers: (ids, sight) =>
    askAs(db, sight, async (as) => {
      const { rows } = await sql<{ id: string; number: string }>`
        SELECT id, number FROM cases WHERE id = ANY (${[...ids]}::uuid[])`.execute(as);
      return new Map(rows.map(({ id, number }) => [id, number]));
    }),
});

async function newest(db: Database): Promise<number> {
  const { rows } = await sql<{ position: number | null }>`
    SELECT max(position) AS position FROM search_items`.execute(db);
  return rows[0]?.position ?? 0;
}

/** Of a row `c`. To a guest nothing is open that was not opened. */
const seen = ({ role }: Sight): RawBuilder<boolean> =>
  role === "guest"
    ? sql<boolean>`sees_item(c.item_id)`
    : sql<boolean>`(${isUnwalled(sql`c.item_id`)} OR sees_item(c.item_id))`;

const seenCase = ({ role }: Sight, id: RawBuilder<unknown>): RawBuilder<boolean> =>
  role === "guest"
    ? sql<boolean>`sees_case(${id})`
    : sql<boolean>`(${isUnwalledCase(id)} OR sees_case(${id}))`;

/** Of a row `c`: by a hold that the asker may know of. */
const held = sql<boolean>`(c.is_held AND EXISTS (
  SELECT FROM held_items h JOIN holds o ON o.id = h.hold_id
   WHERE h.item_id = c.item_id AND o.released_at IS NULL AND sees_hold(o.item_ids, o.case_id, o.session_id, o.query)))`;

function standing(
  words: readonly Asked[],
  lexemes: RawBuilder<unknown>,
  text: RawBuilder<unknown>,
): RawBuilder<unknown> {
  if (words.length === 0) return sql`ARRAY[]::boolean[]`;
  const each = words.map((word) => {
    const stands = sql`${lexemes} @@ ${askedText(word)}::tsquery`;
    return word.phrase === null ? stands : sql`(${stands} AND strpos(${text}, ${word.phrase}) > 0)`;
  });
  return sql`ARRAY[${sql.join(each)}]`;
}

/** The newest stretch, then ever more of them, then all that is left. */
function windows({ words, filter }: Question, high: number): readonly Window[] {
  const asked = [...words.map(askedText), ...filterTexts(filter)];
  const made: Window[] = [];
  let below = high;
  for (const size of WINDOWS) {
    if (below <= 0) return made;
    const last = stretchOf(below - 1);
    const first = Math.max(0, last - size + 1);
    const numbers = Array.from({ length: last - first + 1 }, (_, at) => first + at);
    const stretches = anyOf(numbers.map(mark.stretch));
    made.push({ query: [stretches, ...asked].join(" & "), high: below, low: first * STRETCH });
    below = first * STRETCH;
  }
  return below <= 0 ? made : [...made, { query: asked.join(" & "), high: below, low: 0 }];
}

/**
 * Each look is sorted for itself, and one only begins where those before it did not fill the page. OFFSET 0: walls are asked of what
 * is taken from it, and not of all that a look finds. `+ 0`: the words narrow, not the positions. Sorted are ids alone: whole rows
 * of a common word are 28 MB, which go to disk.
 */
function looked(looks: readonly Window[], filter: SearchFilter): RawBuilder<unknown> {
  const [queries, highs, lows] = [
    looks.map(({ query }) => query),
    looks.map(({ high }) => high),
    looks.map(({ low }) => low),
  ];
  return sql`unnest(${queries}::text[], ${highs}::bigint[], ${lows}::bigint[]) AS w (query, high, low)
    CROSS JOIN LATERAL (SELECT s.item_id FROM search_items s
      WHERE s.lexemes @@ w.query::tsquery AND s.position + 0 < w.high AND s.position + 0 >= w.low AND ${during(filter)}
      ORDER BY s.position DESC OFFSET 0) o
    CROSS JOIN LATERAL (SELECT s.* FROM search_items s WHERE s.item_id = o.item_id OFFSET 0) c`;
}

const walked = (high: number, filter: SearchFilter): RawBuilder<unknown> =>
  sql`(SELECT s.* FROM search_items s WHERE s.position < ${high} AND ${during(filter)}
        ORDER BY s.position DESC OFFSET 0) c`;

function during({ from, to }: SearchFilter): RawBuilder<unknown> {
  return sql`(${from ?? null}::timestamptz IS NULL OR s.happened_at >= ${from ?? null}::timestamptz)
         AND (${to ?? null}::timestamptz IS NULL OR s.happened_at < ${to ?? null}::timestamptz)`;
}
