/** The items that a grant of access opens: which were told of it, and when each was first read by it. */
import { type Transaction, sql } from "kysely";
import type { Opening } from "../../services/evidence/evidence-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { GrantId, ItemId } from "../../services/kernel/ids.ts";
import type { GrantScope } from "../../services/secrecy/grant.ts";
import { type NewEvent, appendToAll } from "./custody-chain.ts";
import type { Tables } from "./tables.ts";

interface Row {
  readonly id: ItemId;
}

/** Tells each item that the grant opens now, and keeps which. In the order of their ids: two that lock many wait, and never for each other. */
export async function tellGiven(
  transaction: Transaction<Tables>,
  id: GrantId,
  scope: GrantScope,
  event: NewEvent,
): Promise<void> {
  const wanted =
    scope.type === "items"
      ? sql`i.id = ANY (${[...scope.itemIds]}::uuid[])`
      : sql`i.id IN (SELECT k.item_id FROM case_links k WHERE k.case_id = ${scope.caseId} AND k.unlinked_at IS NULL)`;
  const { rows } = await sql<Row>`
    SELECT i.id FROM items i WHERE ${wanted} ORDER BY i.id FOR NO KEY UPDATE`.execute(transaction);
  const ids = rows.map((row) => row.id);
  await sql`INSERT INTO access_grant_items (grant_id, item_id)
    SELECT ${id}, unnest(${ids}::uuid[])`.execute(transaction);
  await appendToAll(transaction, ids, event);
}

/** Each item that was told of it, or was read by it. */
export async function tellChanged(
  transaction: Transaction<Tables>,
  id: GrantId,
  event: NewEvent,
): Promise<void> {
  const { rows } = await sql<Row>`
    SELECT i.id FROM items i JOIN access_grant_items o ON o.item_id = i.id
     WHERE o.grant_id = ${id} ORDER BY i.id FOR NO KEY UPDATE OF i`.execute(transaction);
  await appendToAll(
    transaction,
    rows.map((row) => row.id),
    event,
  );
}

/** Those of `opens` that are the first of their grant on this item, and are kept as such. The caller holds the item's row. */
export async function firstOpenings(
  transaction: Transaction<Tables>,
  itemId: ItemId,
  at: UtcInstant,
  opens: readonly Opening[],
): Promise<readonly Opening[]> {
  if (opens.length === 0) return [];
  const grants = opens.map(({ grant }) => grant);
  const { rows } = await sql<{ grant_id: GrantId }>`
    INSERT INTO access_grant_items AS o (grant_id, item_id, opened_at)
    SELECT a.id, ${itemId}, ${at} FROM access_grants a WHERE a.id = ANY (${grants}::uuid[])
    ON CONFLICT (grant_id, item_id) DO UPDATE SET opened_at = excluded.opened_at WHERE o.opened_at IS NULL
    RETURNING grant_id`.execute(transaction);
  const first = new Set(rows.map((row) => row.grant_id));
  return opens.filter(({ grant }) => first.has(grant));
}
