/** RelatedItems on PostgreSQL: one statement each, by the indexes of what devices declared. */
import { type RawBuilder, sql } from "kysely";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { RelatedItem, RelatedItems } from "../../services/evidence/related-items.ts";
import { type Database, ask } from "./connection.ts";

/** An id of ours, as text: what else stands there is a name (see parseId). */
const UUID = "^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$";

const related = (itemId: ItemId, on: RawBuilder<unknown>, limit: number) => sql<RelatedItem>`
  SELECT o.id, o.filename, o.stage FROM items i JOIN items o ON o.device_id = i.device_id AND ${on}
   WHERE i.id = ${itemId} ORDER BY o.position LIMIT ${limit}`;

/** Each question as it is asked. */
export const RELATED: Readonly<
  Record<keyof RelatedItems, (itemId: ItemId, limit: number) => RawBuilder<RelatedItem>>
> = {
  sideFiles: (itemId, limit) =>
    related(
      itemId,
      sql`i.belongs_to IS NULL AND o.belongs_to = ANY (ARRAY[i.id::text, i.recording])`,
      limit,
    ),
  // The device again beside the name: an arm of OR that lacks it reads every entry of the index.
  recordings: (itemId, limit) =>
    related(
      itemId,
      sql`o.belongs_to IS NULL AND o.id <> i.id
          AND (o.device_id = i.device_id AND o.recording = coalesce(i.belongs_to, i.recording)
               OR o.id = CASE WHEN i.belongs_to ~ ${UUID} THEN i.belongs_to::uuid END)`,
      limit,
    ),
};

export function createRelatedItems(db: Database): RelatedItems {
  const answer = async (query: RawBuilder<RelatedItem>) =>
    (await ask(() => query.execute(db))).rows;
  return {
    sideFiles: (itemId, limit) => answer(RELATED.sideFiles(itemId, limit)),
    recordings: (itemId, limit) => answer(RELATED.recordings(itemId, limit)),
  };
}
