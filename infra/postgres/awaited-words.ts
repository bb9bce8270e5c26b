/** AwaitedWords on PostgreSQL: read from what was decided last, by an index of what waits for a word (0120). */
import { sql } from "kysely";
import type { AwaitedWord, AwaitedWords } from "../../services/retention/awaited-words.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { seesCase, seesItem } from "./walls.ts";

/** The words of services/policy/term.ts (CONDITIONS), as the index has them: it serves exactly this text. */
const WORDS = sql.raw(
  `'$.decision.reasons[*] ? (@.awaits == "purpose-met" || @.awaits == "proceedings-over")'`,
);

export const createAwaitedWords = (db: Database): AwaitedWords => ({
  async awaited(today, limit, sight) {
    const { rows } = await askAs(db, sight, (as) =>
      sql<AwaitedWord>`
        SELECT i.id AS "itemId", i.filename AS name,
               jsonb_path_exists(w.reasons, '$[*] ? (!exists(@.fact.caseId))') AS "isOwn",
               coalesce((SELECT jsonb_agg(jsonb_build_object('id', c.id, 'number', c.number) ORDER BY c.position)
                           FROM cases c WHERE c.id::text IN (SELECT x->'fact'->>'caseId' FROM jsonb_array_elements(w.reasons) x)
                            AND ${seesCase(sight, sql`c.id`)}), '[]') AS cases
          FROM retention r JOIN items i ON i.id = r.item_id,
               LATERAL (SELECT jsonb_path_query_array(r.decision::jsonb, ${WORDS}) AS reasons) w
         WHERE CASE WHEN r.is_open THEN jsonb_path_exists(r.decision::jsonb, ${WORDS}) ELSE false END
           AND r.floor_until < ${today}::date AND i.stage = 'sealed' AND ${seesItem(sight, sql`i.id`)}
         ORDER BY r.floor_until, i.position LIMIT ${limit}`.execute(as),
    );
    return rows;
  },
});
