/** SearchIndex on PostgreSQL: marks are taken away in the transaction that keeps what they led to. */
import { type Transaction, sql } from "kysely";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { SearchEntry } from "../../services/search/search-entry.ts";
import type { SearchIndex } from "../../services/search/search-index.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { searchFacts } from "./search-facts.ts";
import { vectorText } from "./search-lexemes.ts";
import type { Tables } from "./tables.ts";

export const createSearchIndex = (db: Database): SearchIndex => ({
  take: (limit, make) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        // One at a time: of two who read an item, the one that read first must not write last.
        const { rows: turns } = await sql<{ mine: boolean }>`
          SELECT pg_try_advisory_xact_lock(hashtextextended('search', 0)) AS mine`.execute(
          transaction,
        );
        if (turns[0]?.mine !== true) return 0;
        // Before anything is read: what changes from here on leaves a mark that stays.
        const { rows: marks } = await sql<{ id: ItemId }>`
          DELETE FROM search_marks WHERE id IN (SELECT id FROM search_marks ORDER BY id LIMIT ${limit})
          RETURNING item_id AS id`.execute(transaction);
        const ids = [...new Set(marks.map(({ id }) => id))];
        if (ids.length > 0) {
          const facts = await searchFacts(transaction, ids);
          await forget(transaction, ids, new Set(facts.map(({ itemId }) => itemId)));
          await keepEntries(transaction, facts.map(make));
        }
        return marks.length;
      }),
    ),

  turn: async (today) => {
    // The day is forgotten with the mark: this looks each time that custody does.
    await ask(() =>
      sql`WITH turned AS (UPDATE search_items SET turns_on = NULL WHERE turns_on < ${today}::date RETURNING item_id)
        INSERT INTO search_marks (item_id) SELECT item_id FROM turned`.execute(db),
    );
  },

  backlog: async () => {
    const { rows } = await ask(() =>
      sql<{ waiting: number; since: Date | null }>`
        SELECT count(*)::int AS waiting, min(since) AS since FROM search_marks`.execute(db),
    );
    const [row] = rows;
    return { waiting: row?.waiting ?? 0, since: maybeInstant(row?.since ?? null) };
  },

  markAll: async () => {
    const { numAffectedRows } = await ask(() =>
      sql`INSERT INTO search_marks (item_id) SELECT id FROM items ORDER BY position DESC`.execute(
        db,
      ),
    );
    return Number(numAffectedRows ?? 0n);
  },
});

/** Those that ended, or never were. */
async function forget(
  transaction: Transaction<Tables>,
  ids: readonly ItemId[],
  there: ReadonlySet<ItemId>,
): Promise<void> {
  const gone = ids.filter((id) => !there.has(id));
  if (gone.length === 0) return;
  await sql`DELETE FROM search_items WHERE item_id = ANY (${gone}::uuid[])`.execute(transaction);
}

export async function keepEntries(db: Database, entries: readonly SearchEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const sources = new Map(entries.flatMap((each) => each.sources).map((each) => [each.id, each]));
  const sourceRows = [...sources.values()].map(({ id, kind, caseId, lexemes, text }) => ({
    ...{ id, kind, case_id: caseId, lexemes: vectorText(lexemes), words: text },
  }));
  await sql`
    INSERT INTO search_sources (id, kind, case_id, lexemes, words)
    SELECT r.id, r.kind, r.case_id, r.lexemes::tsvector, r.words
      FROM jsonb_to_recordset(${JSON.stringify(sourceRows)}::jsonb)
        AS r (id uuid, kind text, case_id uuid, lexemes text, words text)
    ON CONFLICT (id) DO UPDATE SET lexemes = excluded.lexemes, words = excluded.words
     WHERE search_sources.words <> excluded.words OR search_sources.lexemes <> excluded.lexemes`.execute(
    db,
  );
  await sql`
    INSERT INTO search_items (item_id, position, lexemes, own, own_text, source_ids, stage, device_id, activity, verdict,
        keeping, is_held, happened_at, turns_on)
    SELECT r.item_id, r.position, r.lexemes::tsvector, r.own::tsvector, r.own_text, r.source_ids, r.stage, r.device_id,
           r.activity, r.verdict, r.keeping, r.is_held, r.happened_at, r.turns_on
      FROM jsonb_to_recordset(${JSON.stringify(entries.map(rowOf))}::jsonb) AS r (item_id uuid, position bigint, lexemes text,
        own text, own_text text, source_ids uuid[], stage text, device_id uuid, activity text, verdict text, keeping text,
        is_held boolean, happened_at timestamptz, turns_on date)
    ON CONFLICT (item_id) DO UPDATE SET (lexemes, own, own_text, source_ids, stage, device_id, activity, verdict, keeping,
        is_held, happened_at, turns_on) = (excluded.lexemes, excluded.own, excluded.own_text, excluded.source_ids,
        excluded.stage, excluded.device_id, excluded.activity, excluded.verdict, excluded.keeping, excluded.is_held,
        excluded.happened_at, excluded.turns_on)`.execute(db);
}

const rowOf = (entry: SearchEntry) => ({
  item_id: entry.itemId,
  position: entry.position,
  lexemes: vectorText(entry.lexemes),
  // Marks among them match no question.
  own: entry.sources.length === 0 ? null : vectorText(entry.own.lexemes),
  own_text: entry.own.text,
  source_ids: entry.sources.map(({ id }) => id),
  stage: entry.stage,
  device_id: entry.deviceId,
  activity: entry.activity,
  verdict: entry.verdict,
  keeping: entry.keeping,
  is_held: entry.isHeld,
  happened_at: entry.happenedAt,
  turns_on: entry.turnsOn,
});
