/** Saves a page of decisions in one transaction: those that nobody decided meanwhile, each with its custody event. */
import { type Transaction, sql } from "kysely";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { NewDecision, RetentionStore } from "../../services/retention/retention-store.ts";
import type { Database } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { untilText } from "./retention-rows.ts";
import type { Tables } from "./tables.ts";

const ACTOR = "process:custody";

export async function saveDecisions(
  tx: Transaction<Tables>,
  decisions: readonly NewDecision[],
): Promise<ReadonlySet<ItemId>> {
  const told = decisions.filter(({ happening }) => happening !== null);
  // The items' rows first, as everywhere that adds to their chains, and in one order: two pages may overlap.
  const ids = told.map(({ itemId }) => itemId);
  await sql`SELECT 1 FROM items WHERE id = ANY(${ids}::uuid[]) ORDER BY id FOR NO KEY UPDATE`.execute(
    tx,
  );
  const { rows } = await sql<{ item_id: ItemId }>`
    INSERT INTO retention (item_id, number, floor_until, is_open, ceiling_until, conflict, restricted_from,
                           unknown_activity, class, pack, decision, decision_sha256, outcome_sha256, decided_at, review_on,
                           lock_at)
    SELECT * FROM (
      SELECT item_id, number, floor_until, is_open, ceiling_until, conflict, restricted_from, unknown_activity, class, pack,
             decision, decision_sha256, outcome_sha256, decided_at, review_on, CASE WHEN locks THEN decided_at END
        FROM jsonb_to_recordset(${JSON.stringify(decisions.map(rowOf))}::jsonb) AS d(
          item_id uuid, number integer, floor_until date, is_open boolean, ceiling_until date, conflict boolean,
          restricted_from date, unknown_activity boolean, class text, pack text, decision text, decision_sha256 text,
          outcome_sha256 text, decided_at timestamptz, review_on date, locks boolean) ORDER BY item_id) d
    ON CONFLICT (item_id) DO UPDATE SET
      number = excluded.number, floor_until = excluded.floor_until, is_open = excluded.is_open,
      ceiling_until = excluded.ceiling_until, conflict = excluded.conflict, restricted_from = excluded.restricted_from,
      unknown_activity = excluded.unknown_activity, class = excluded.class, pack = excluded.pack,
      decision = excluded.decision, decision_sha256 = excluded.decision_sha256,
      outcome_sha256 = excluded.outcome_sha256, decided_at = excluded.decided_at, review_on = excluded.review_on,
      lock_at = coalesce(excluded.lock_at, retention.lock_at)
    WHERE retention.number = excluded.number - 1
    RETURNING item_id`.execute(tx);
  const saved = new Set(rows.map(({ item_id: itemId }) => itemId));
  for (const decision of told) if (saved.has(decision.itemId)) await tell(tx, decision);
  return saved;
}

async function tell(tx: Transaction<Tables>, decision: NewDecision): Promise<void> {
  const { itemId, at, happening, seen, text, sha256 } = decision;
  if (happening === null) return;
  await appendEvent(tx, itemId, { at, actor: ACTOR, happening });
  await tx
    .insertInto("retention_told")
    .values({
      ...{ item_id: itemId, number: seen + 1, decision: text, decision_sha256: sha256 },
      floor_until: untilText(decision.decision.floor),
    })
    .execute();
}

const rowOf = ({ decision, ...each }: NewDecision) => ({
  item_id: each.itemId,
  number: each.seen + 1,
  floor_until: untilText(decision.floor),
  is_open: decision.open,
  ceiling_until: decision.ceiling,
  conflict: decision.conflict,
  restricted_from: decision.restrictedFrom,
  unknown_activity: decision.unknownActivity,
  class: decision.classes.length === 0 ? null : decision.classes.join(" "),
  pack: each.pack,
  decision: each.text,
  decision_sha256: each.sha256,
  outcome_sha256: each.outcomeSha256,
  decided_at: each.at,
  review_on: each.reviewOn,
  locks: each.locks,
});

export async function saveLooks(
  db: Database,
  looks: Parameters<RetentionStore["saveLooks"]>[0],
): Promise<void> {
  await sql`
    UPDATE retention r SET review_on = d."reviewOn"
      FROM jsonb_to_recordset(${JSON.stringify(looks)}::jsonb) AS d("itemId" uuid, seen integer, "reviewOn" date)
     WHERE r.item_id = d."itemId" AND r.number = d.seen`.execute(db);
}
