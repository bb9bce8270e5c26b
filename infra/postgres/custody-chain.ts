/** Appends to an item's custody chain inside a transaction that already holds the item's row. */
import type { Transaction } from "kysely";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import {
  type Actor,
  type CustodyEvent,
  type CustodyKind,
  type Happening,
  chainEvent,
} from "../../services/evidence/custody-event.ts";
import type { Tables } from "./tables.ts";

export interface NewEvent {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
}

/** What the ledger tells of by records of its own; of the rest the signed manifests tell. */
const LEDGER_KINDS: { readonly [kind in CustodyKind]?: "access" | "link" | "hold" } = {
  accessed: "access",
  "access-refused": "access",
  viewed: "access",
  "custody-exported": "access",
  linked: "link",
  unlinked: "link",
  held: "hold",
  "hold-released": "hold",
  "label-changed": "link",
  flagged: "link",
  "flag-ended": "link",
};

/**
 * The caller has locked or just written the row of `itemId`: else two events could both follow one.
 * The primary key (item, index) would refuse the second, but only after its work was done.
 */
export async function appendEvent(
  transaction: Transaction<Tables>,
  itemId: ItemId,
  { at, actor, happening }: NewEvent,
): Promise<CustodyEvent> {
  const last = await transaction
    .selectFrom("custody_events")
    .select(["index", "sha256"])
    .where("item_id", "=", itemId)
    .orderBy("index", "desc")
    .limit(1)
    .executeTakeFirst();
  const event = chainEvent(last ?? null, itemId, at, actor, happening);
  await transaction
    .insertInto("custody_events")
    .values({
      item_id: itemId,
      index: event.index,
      at,
      actor,
      kind: event.kind,
      body: event.body,
      previous_sha256: event.previousSha256,
      sha256: event.sha256,
    })
    .execute();
  const told = LEDGER_KINDS[event.kind];
  if (told === undefined) return event;
  const { index, sha256 } = event;
  await transaction
    .insertInto("ledger_records")
    .values({ kind: told, item_id: itemId, index, at, sha256 })
    .execute();
  return event;
}
