/** Appends to an item's custody chain inside a transaction that already holds the item's row. */
import { type Transaction, sql } from "kysely";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import {
  type Actor,
  type CustodyEvent,
  type CustodyKind,
  type Happening,
  chainEvent,
} from "../../services/evidence/custody-event.ts";
import { publishCustody } from "./publish-events.ts";
import type { Tables } from "./tables.ts";

export interface NewEvent {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
}

/** What the ledger tells of by records of its own; of the rest the signed manifests tell. */
const LEDGER_KINDS: { readonly [kind in CustodyKind]?: "access" | "link" | "hold" } = {
  accessed: "access",
  "access-given": "access",
  "access-opened": "access",
  "access-narrowed": "access",
  "access-revoked": "access",
  "access-ended": "access",
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
  "condition-told": "link",
  "retention-extended": "link",
  "retention-reviewed": "link",
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
  await insertEvents(transaction, [event]);
  return event;
}

/** Rows of one statement: its parameters are counted in 16 bits. */
const AT_ONCE = 500;

/** The same event in the chain of each; the caller has locked the rows of all of them. */
export async function appendToAll(
  transaction: Transaction<Tables>,
  itemIds: readonly ItemId[],
  { at, actor, happening }: NewEvent,
): Promise<void> {
  for (let first = 0; first < itemIds.length; first += AT_ONCE) {
    const ids = itemIds.slice(first, first + AT_ONCE);
    const { rows } = await sql<{ id: ItemId; index: number | null; sha256: Sha256 | null }>`
      SELECT u.id, l.index, l.sha256 FROM unnest(${ids}::uuid[]) AS u (id)
        LEFT JOIN LATERAL (SELECT e.index, e.sha256 FROM custody_events e
                            WHERE e.item_id = u.id ORDER BY e.index DESC LIMIT 1) l ON true`.execute(
      transaction,
    );
    const events = rows.map(({ id, index, sha256 }) => {
      const last = index === null || sha256 === null ? null : { index, sha256 };
      return chainEvent(last, id, at, actor, happening);
    });
    await insertEvents(transaction, events);
  }
}

/** With the records by which the ledger tells of them, and what others hear of it. */
async function insertEvents(
  transaction: Transaction<Tables>,
  events: readonly CustodyEvent[],
): Promise<void> {
  const rows = events.map(({ itemId, index, at, actor, kind, body, previousSha256, sha256 }) => ({
    ...{ item_id: itemId, index, at, actor, kind, body },
    ...{ previous_sha256: previousSha256, sha256 },
  }));
  await transaction.insertInto("custody_events").values(rows).execute();
  await publishCustody(transaction, events);
  const records = events.flatMap(({ itemId, index, at, kind, sha256 }) => {
    const told = LEDGER_KINDS[kind];
    return told === undefined ? [] : [{ kind: told, item_id: itemId, index, at, sha256 }];
  });
  if (records.length > 0) {
    await transaction.insertInto("ledger_records").values(records).execute();
  }
}
