/** What is sent to webhooks, in PostgreSQL: a row is claimed by moving when it is due, so that a kill gives it back. */
import { type Transaction, sql } from "kysely";
import type { DeliveryId, WebhookId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { NewDelivery, WebhookStore } from "../../services/webhooks/webhook-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { deliveryOf, toldDelivery } from "./webhook-rows.ts";
import { lockStanding } from "./webhook-standing.ts";

type Outbox = Pick<
  WebhookStore,
  "hear" | "put" | "claim" | "tried" | "withhold" | "redeliver" | "deliveries" | "forget"
>;

export const createOutbox = (db: Database): Outbox => ({
  ...filling(db),
  ...sending(db),
  ...looking(db),
});

/** All of it or nothing. */
export const together = <T>(
  db: Database,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> => ask(() => db.transaction().execute(work));

function filling(db: Database): Pick<Outbox, "hear" | "put" | "redeliver"> {
  return {
    hear: (id, from, upTo, deliveries, at) =>
      together(db, async (transaction) => {
        const moved = await transaction
          .updateTable("webhooks")
          .set({ heard_up_to: upTo })
          .where("id", "=", id)
          .where("heard_up_to", "=", from)
          .where("removed_at", "is", null)
          .executeTakeFirst();
        if (moved.numUpdatedRows === 0n) return false;
        await insert(transaction, id, deliveries, at);
        return true;
      }),

    put: (id, delivery, at, action) =>
      together(db, async (transaction) => {
        await lockStanding(transaction, id);
        await insert(transaction, id, [delivery], at);
        await appendAction(transaction, action);
      }),

    redeliver: (id, delivery, at, action) =>
      together(db, async (transaction) => {
        await lockStanding(transaction, id);
        const row = await transaction
          .selectFrom("webhook_deliveries")
          .select("state")
          .where("id", "=", delivery)
          .where("webhook_id", "=", id)
          .forUpdate()
          .executeTakeFirst();
        if (row === undefined) throw noSuchDelivery();
        if (row.state === "waiting") throw stillWaiting();
        await transaction
          .updateTable("webhook_deliveries")
          .set({ state: "waiting", due_at: at, tries: 0 })
          .where("id", "=", delivery)
          .execute();
        await appendAction(transaction, action);
      }),
  };
}

function sending(db: Database): Pick<Outbox, "claim" | "tried" | "withhold"> {
  return {
    async claim(id, now, leaseUntil, limit) {
      const { rows } = await ask(() =>
        sql<{ id: DeliveryId }>`
          UPDATE webhook_deliveries d SET due_at = ${leaseUntil}::timestamptz
            FROM (SELECT o.id FROM webhook_deliveries o JOIN webhooks w ON w.id = o.webhook_id
                   WHERE o.webhook_id = ${id} AND o.state = 'waiting' AND o.due_at <= ${now}::timestamptz
                     AND w.stopped_at IS NULL AND w.removed_at IS NULL
                   ORDER BY o.position LIMIT ${limit} FOR UPDATE OF o SKIP LOCKED) AS due
           WHERE d.id = due.id RETURNING d.id`.execute(db),
      );
      if (rows.length === 0) return [];
      const ids = rows.map((row) => row.id);
      const claimed = await ask(() =>
        db
          .selectFrom("webhook_deliveries")
          .selectAll()
          .where("id", "in", ids)
          .orderBy("position")
          .execute(),
      );
      return claimed.map(deliveryOf);
    },

    tried: (...said) => together(db, (transaction) => keepAttempt(transaction, ...said)),

    async withhold(id) {
      await ask(() =>
        db
          .updateTable("webhook_deliveries")
          .set({ state: "withheld", due_at: null })
          .where("id", "=", id)
          .where("state", "=", "waiting")
          .execute(),
      );
    },
  };
}

function looking(db: Database): Pick<Outbox, "deliveries" | "forget"> {
  return {
    deliveries: (id, before, limit) => listed(db, id, before, limit),

    async forget(before) {
      const isOver = sql<boolean>`until < ${before}::timestamptz`;
      await ask(() => db.deleteFrom("webhook_secrets").where(isOver).execute());
      await ask(() =>
        db
          .deleteFrom("webhook_deliveries")
          .where("state", "<>", "waiting")
          .where("made_at", "<", sql<Date>`${before}::timestamptz`)
          .execute(),
      );
    },
  };
}

async function keepAttempt(
  transaction: Transaction<Tables>,
  ...[{ id, webhookId, tries }, attempt, judged, action]: Parameters<Outbox["tried"]>
): Promise<void> {
  const webhook = await lockStanding(transaction, webhookId);
  const row = await transaction
    .selectFrom("webhook_deliveries")
    .select(["tries", "state"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirstOrThrow();
  // Another process sent it after this one's lease was over, and kept that first.
  if (row.state !== "waiting" || row.tries !== tries - 1) return;
  await transaction
    .insertInto("webhook_attempts")
    .values({
      ...{ delivery_id: id, at: attempt.at, ms: attempt.ms },
      ...{ status: attempt.status, fault: attempt.fault },
      number: sql<number>`(SELECT count(*) + 1 FROM webhook_attempts WHERE delivery_id = ${id})`,
    })
    .execute();
  await transaction
    .updateTable("webhook_deliveries")
    .set({ state: judged.state, due_at: judged.dueAt, tries })
    .where("id", "=", id)
    .execute();
  const stops = judged.stop !== null && webhook.stopped_at === null;
  await transaction
    .updateTable("webhooks")
    .set({
      failing_since: judged.failingSince,
      ...(stops ? { stopped_at: action.at, stopped_why: judged.stop } : {}),
    })
    .where("id", "=", webhookId)
    .execute();
  if (stops) await appendAction(transaction, action);
}

async function insert(
  transaction: Transaction<Tables>,
  webhookId: WebhookId,
  deliveries: readonly NewDelivery[],
  at: UtcInstant,
): Promise<void> {
  if (deliveries.length === 0) return;
  await transaction
    .insertInto("webhook_deliveries")
    .values(
      deliveries.map(({ id, type, sequence }) => ({
        ...{ id, webhook_id: webhookId, type, sequence, made_at: at, due_at: at },
      })),
    )
    .execute();
}

async function listed(db: Database, id: WebhookId, before: number | null, limit: number) {
  let query = db
    .selectFrom("webhook_deliveries")
    .selectAll()
    .where("webhook_id", "=", id)
    .orderBy("position", "desc")
    .limit(limit);
  if (before !== null) query = query.where("position", "<", before);
  const rows = await ask(() => query.execute());
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const attempts = await ask(() =>
    db
      .selectFrom("webhook_attempts")
      .selectAll()
      .where("delivery_id", "in", ids)
      .orderBy("number")
      .execute(),
  );
  return rows.map((row) => toldDelivery(row, attempts));
}

const noSuchDelivery = (): Refusal =>
  new Refusal("missing", "webhooks/no-such-delivery", "there is no such delivery");

const stillWaiting = (): Refusal =>
  new Refusal("conflict", "webhooks/still-waiting", "it waits to be sent already");
