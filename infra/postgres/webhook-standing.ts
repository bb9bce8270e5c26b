/** The row of a webhook that was not removed, for whoever changes it or what is sent to it. */
import type { Transaction } from "kysely";
import type { WebhookId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Tables } from "./tables.ts";

/** Its row, held until the transaction ends. @throws Refusal missing "webhooks/no-such-webhook". */
export async function lockStanding(transaction: Transaction<Tables>, id: WebhookId) {
  const row = await transaction
    .selectFrom("webhooks")
    .selectAll()
    .where("id", "=", id)
    .where("removed_at", "is", null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw noSuchWebhook();
  return row;
}

export const noSuchWebhook = (): Refusal =>
  new Refusal("missing", "webhooks/no-such-webhook", "there is no such webhook");
