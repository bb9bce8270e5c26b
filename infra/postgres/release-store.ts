/** ReleaseStore on PostgreSQL: a release, an event of the item and of each source, and its action are one transaction. */
import { type Transaction, sql } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId, ReleaseId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Release, Step } from "../../services/secrecy/release.ts";
import type { ReleaseStore } from "../../services/secrecy/release-store.ts";
import type { Telling } from "../../services/secrecy/secrecy-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { appendEvent } from "./custody-chain.ts";
import { lockThing } from "./label-rows.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";

interface Row {
  readonly id: ReleaseId;
  readonly item_id: ItemId;
  readonly state: Release["state"];
  readonly reason: string;
  readonly proposed_by: UserId;
  readonly proposed_at: Date;
  readonly decided_by: UserId | null;
  readonly decided_at: Date | null;
  readonly decision: string | null;
  readonly revoked_by: UserId | null;
  readonly revoked_at: Date | null;
  readonly revocation: string | null;
}

export const createReleaseStore = (db: Database): ReleaseStore => ({
  ofItem: (itemId) =>
    ask(async () => {
      const { rows } = await sql<Row>`SELECT * FROM secrecy_releases WHERE item_id = ${itemId}
        ORDER BY position`.execute(db);
      return rows.map(releaseOf);
    }),

  async propose({ id, itemId, state, proposed }, telling) {
    try {
      await ask(() =>
        db.transaction().execute(async (transaction) => {
          const things = await locked(transaction, itemId);
          await sql`INSERT INTO secrecy_releases (id, item_id, state, reason, proposed_by, proposed_at)
            VALUES (${id}, ${itemId}, ${state}, ${proposed.reason}, ${proposed.by}, ${proposed.at})`.execute(
            transaction,
          );
          await tell(transaction, things, telling);
        }),
      );
    } catch (cause) {
      throw isUniqueViolation(cause) ? isOpen(cause) : cause;
    }
  },

  change: (itemId, id, change) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const things = await locked(transaction, itemId);
        const { rows } = await sql<Row>`SELECT * FROM secrecy_releases
          WHERE id = ${id} AND item_id = ${itemId} FOR UPDATE`.execute(transaction);
        if (rows[0] === undefined) throw noSuch();
        const { after, telling } = change(releaseOf(rows[0]));
        const { decided, revoked } = after;
        await sql`UPDATE secrecy_releases SET state = ${after.state},
            decided_by = ${decided?.by ?? null}, decided_at = ${decided?.at ?? null}, decision = ${decided?.reason ?? null},
            revoked_by = ${revoked?.by ?? null}, revoked_at = ${revoked?.at ?? null}, revocation = ${revoked?.reason ?? null}
          WHERE id = ${id}`.execute(transaction);
        await tell(transaction, things, telling);
        return after;
      }),
    ),
});

/** The item and its sources, locked in the order of their ids, as everybody who locks several does. */
async function locked(
  transaction: Transaction<Tables>,
  itemId: ItemId,
): Promise<readonly ItemId[]> {
  const { rows } = await sql<{ id: ItemId }>`SELECT ${itemId}::uuid AS id
    UNION SELECT source_id FROM derived_from WHERE item_id = ${itemId} ORDER BY 1`.execute(
    transaction,
  );
  for (const { id } of rows) await lockThing(transaction, { type: "item", id });
  return rows.map(({ id }) => id);
}

async function tell(
  transaction: Transaction<Tables>,
  items: readonly ItemId[],
  { at, actor, happening, action }: Telling,
): Promise<void> {
  for (const id of items) await appendEvent(transaction, id, { at, actor, happening });
  await appendAction(transaction, action);
}

const releaseOf = (row: Row): Release => ({
  ...{ id: row.id, itemId: row.item_id, state: row.state },
  proposed: { at: utcInstant(row.proposed_at), by: row.proposed_by, reason: row.reason },
  decided: stepOf(row.decided_at, row.decided_by, row.decision),
  revoked: stepOf(row.revoked_at, row.revoked_by, row.revocation),
});

const stepOf = (at: Date | null, by: UserId | null, reason: string | null): Step | null =>
  at === null || by === null ? null : { at: utcInstant(at), by, reason: reason ?? "" };

const isOpen = (cause: unknown): Refusal =>
  new Refusal("conflict", "secrecy/release-open", "one is proposed, or stands already", {
    fix: "Decide that one, or take it back.",
    cause,
  });

const noSuch = (): Refusal =>
  new Refusal("missing", "secrecy/no-such-release", "there is no such release of it");
