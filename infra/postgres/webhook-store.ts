/** Webhooks and their signing keys in PostgreSQL. What is sent to them: webhook-outbox.ts. */
import { type Transaction, type Updateable, sql } from "kysely";
import type { Person } from "../../services/access/access-store.ts";
import type { NewAction } from "../../services/actions/action.ts";
import type { WebhookId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { KeptSecret, WebhookStore } from "../../services/webhooks/webhook-store.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";
import { createOutbox, together } from "./webhook-outbox.ts";
import { secretOf, webhookOf } from "./webhook-rows.ts";
import { lockStanding, noSuchWebhook } from "./webhook-standing.ts";

const MOST = 50;

export const createWebhookStore = (db: Database): WebhookStore => ({
  ...createOutbox(db),
  ...readers(db),
  ...secretKeys(db),
  ...secretChanges(db),
  ...running(db),
});

function secretChanges(db: Database): Pick<WebhookStore, "add" | "rotate"> {
  return {
    add: (webhook, secret, action) =>
      together(db, async (transaction) => {
        await sql`SELECT pg_advisory_xact_lock(hashtextextended('webhooks', 0))`.execute(
          transaction,
        );
        const standing = await transaction
          .selectFrom("webhooks")
          .select("id")
          .where("removed_at", "is", null)
          .execute();
        if (standing.length >= MOST) throw tooMany();
        await transaction
          .insertInto("webhooks")
          .values({
            ...{ id: webhook.id, url: webhook.url, description: webhook.description },
            ...{ types: [...webhook.types], as_user: webhook.asUser },
            ...{ created_at: webhook.createdAt, created_by: webhook.createdBy },
            ...{ stopped_at: null, stopped_why: null, failing_since: null },
            ...{ heard_up_to: webhook.heardUpTo, removed_at: null },
          })
          .execute();
        await addSecret(transaction, webhook.id, secret);
        await appendAction(transaction, action);
      }),

    rotate: (id, secret, overlapUntil, action) =>
      together(db, async (transaction) => {
        await lockStanding(transaction, id);
        const { madeAt } = secret;
        const ofWebhook = transaction.updateTable("webhook_secrets").where("webhook_id", "=", id);
        await ofWebhook
          .set({ until: madeAt })
          .where("until", ">", sql<Date>`${madeAt}::timestamptz`)
          .execute();
        await ofWebhook.set({ until: overlapUntil }).where("until", "is", null).execute();
        await addSecret(transaction, id, secret);
        await appendAction(transaction, action);
      }),
  };
}

function running(db: Database): Pick<WebhookStore, "stop" | "resume" | "remove"> {
  return {
    stop: (id, at, why, action) =>
      together(db, async (transaction) => {
        const { stopped_at: before } = await lockStanding(transaction, id);
        if (before !== null) return;
        await change(transaction, id, { stopped_at: at, stopped_why: why }, action);
      }),

    resume: (id, at, action) =>
      together(db, async (transaction) => {
        const { stopped_at: before } = await lockStanding(transaction, id);
        if (before === null) return;
        await transaction
          .updateTable("webhook_deliveries")
          .set({ due_at: at })
          .where("webhook_id", "=", id)
          .where("state", "=", "waiting")
          .execute();
        const goesOn = { stopped_at: null, stopped_why: null, failing_since: null };
        await change(transaction, id, goesOn, action);
      }),

    remove: (id, at, action) =>
      together(db, async (transaction) => {
        await lockStanding(transaction, id);
        await transaction.deleteFrom("webhook_secrets").where("webhook_id", "=", id).execute();
        await change(transaction, id, { removed_at: at }, action);
      }),
  };
}

const readers = (db: Database): Pick<WebhookStore, "all" | "get" | "listener" | "standing"> => ({
  async all() {
    const rows = await ask(() =>
      db
        .selectFrom("webhooks")
        .selectAll()
        .where("removed_at", "is", null)
        .orderBy("created_at")
        .orderBy("id")
        .execute(),
    );
    return rows.map(webhookOf);
  },

  async get(id) {
    const row = await ask(() =>
      db
        .selectFrom("webhooks")
        .selectAll()
        .where("id", "=", id)
        .where("removed_at", "is", null)
        .executeTakeFirst(),
    );
    if (row === undefined) throw noSuchWebhook();
    return webhookOf(row);
  },

  async listener(userId, now) {
    const { rows } = await ask(() =>
      sql<Pick<Person, "id" | "role">>`SELECT id, role FROM users WHERE id = ${userId}
         AND disabled_at IS NULL AND (ends_at IS NULL OR ends_at > ${now}::timestamptz)`.execute(
        db,
      ),
    );
    return rows[0] ?? null;
  },

  async standing(now) {
    const { rows } = await ask(() =>
      sql<{ stopped: number; failing: number; late: number }>`
        SELECT count(*) FILTER (WHERE stopped_why <> 'by-hand') AS stopped,
               count(*) FILTER (WHERE stopped_at IS NULL AND failing_since <= ${now}::timestamptz - interval '1 hour') AS failing,
               (SELECT count(*) FROM webhook_deliveries d JOIN webhooks w ON w.id = d.webhook_id
                 WHERE d.state = 'waiting' AND d.due_at <= ${now}::timestamptz - interval '10 minutes'
                   AND w.stopped_at IS NULL AND w.removed_at IS NULL) AS late
          FROM webhooks WHERE removed_at IS NULL`.execute(db),
    );
    const [row] = rows;
    if (row === undefined) throw new Error("broken invariant: a count is one row");
    return row;
  },
});

const secretKeys = (db: Database): Pick<WebhookStore, "secrets" | "notUnder" | "rewrap"> => ({
  async secrets(id, now) {
    const rows = await ask(() =>
      db
        .selectFrom("webhook_secrets")
        .selectAll()
        .where("webhook_id", "=", id)
        .where((eb) =>
          eb.or([eb("until", "is", null), eb("until", ">", sql<Date>`${now}::timestamptz`)]),
        )
        .orderBy(sql`until IS NOT NULL`)
        .orderBy("made_at", "desc")
        .execute(),
    );
    return rows.map(secretOf);
  },

  async notUnder(kek, limit) {
    const query = db.selectFrom("webhook_secrets").selectAll().where("kek", "<>", kek);
    return (await ask(() => query.limit(limit).execute())).map(secretOf);
  },

  async rewrap(id, before, after) {
    const { numUpdatedRows } = await ask(() =>
      db
        .updateTable("webhook_secrets")
        .set({ kek: after.kek, wrapped: Buffer.from(after.bytes) })
        .where("id", "=", id)
        .where("kek", "=", before.kek)
        .where("wrapped", "=", Buffer.from(before.bytes))
        .executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  },
});

async function change(
  transaction: Transaction<Tables>,
  id: WebhookId,
  to: Updateable<Tables["webhooks"]>,
  action: NewAction,
): Promise<void> {
  await transaction.updateTable("webhooks").set(to).where("id", "=", id).execute();
  await appendAction(transaction, action);
}

async function addSecret(
  transaction: Transaction<Tables>,
  webhookId: WebhookId,
  { id, wrapped, madeAt }: KeptSecret,
): Promise<void> {
  await transaction
    .insertInto("webhook_secrets")
    .values({
      ...{ id, webhook_id: webhookId, kek: wrapped.kek, wrapped: Buffer.from(wrapped.bytes) },
      ...{ made_at: madeAt, until: null },
    })
    .execute();
}

const tooMany = (): Refusal =>
  new Refusal("conflict", "webhooks/too-many", "there are as many webhooks as there may be", {
    fix: "Remove one that nobody needs any more.",
    facts: { most: MOST },
  });
