/** Rows of webhooks as the domain has them. */
import type { Selectable } from "kysely";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Delivery, KeptSecret, ToldDelivery } from "../../services/webhooks/webhook-store.ts";
import type { Attempt, Webhook } from "../../services/webhooks/webhook.ts";
import type { Tables } from "./tables.ts";

const maybe = (at: Date | null) => (at === null ? null : utcInstant(at));

export const webhookOf = (row: Selectable<Tables["webhooks"]>): Webhook => ({
  ...{ id: row.id, url: row.url, description: row.description, types: row.types },
  ...{ asUser: row.as_user, createdAt: utcInstant(row.created_at), createdBy: row.created_by },
  stopped:
    row.stopped_at === null || row.stopped_why === null
      ? null
      : { at: utcInstant(row.stopped_at), why: row.stopped_why },
  ...{ failingSince: maybe(row.failing_since), heardUpTo: row.heard_up_to },
});

export const secretOf = (row: Selectable<Tables["webhook_secrets"]>): KeptSecret => ({
  ...{ id: row.id, wrapped: { kek: row.kek, bytes: row.wrapped } },
  ...{ madeAt: utcInstant(row.made_at), until: maybe(row.until) },
});

type DeliveryRow = Selectable<Tables["webhook_deliveries"]>;

export const deliveryOf = (row: DeliveryRow): Delivery => ({
  ...{ id: row.id, webhookId: row.webhook_id, type: row.type, sequence: row.sequence },
  ...{ state: row.state, madeAt: utcInstant(row.made_at), dueAt: maybe(row.due_at) },
  tries: row.tries,
});

/** `attempts` of any deliveries, in their order. */
export const toldDelivery = (
  row: DeliveryRow,
  attempts: readonly Selectable<Tables["webhook_attempts"]>[],
): ToldDelivery => ({
  ...deliveryOf(row),
  position: row.position,
  attempts: attempts
    .filter(({ delivery_id: id }) => id === row.id)
    .map(({ number, at, ms, status, fault }): Attempt => ({
      ...{ number, at: utcInstant(at), ms, status, fault },
    })),
});
