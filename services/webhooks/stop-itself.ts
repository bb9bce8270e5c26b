/** A webhook that the service itself stops, and how that is told. */
import type { NewAction } from "../actions/action.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { WebhookId } from "../kernel/ids.ts";
import type { WebhookStore } from "./webhook-store.ts";
import type { StopReason } from "./webhook.ts";

export const stoppedItself = (id: WebhookId, at: UtcInstant, why: StopReason): NewAction => ({
  ...{ kind: "webhook-stopped", at, actor: "process:custody", subject: `webhook:${id}` },
  ...{ before: null, after: { why }, reason: null },
});

export function stopItself(
  { webhooks, clock }: { readonly webhooks: Pick<WebhookStore, "stop">; readonly clock: Clock },
  id: WebhookId,
  why: StopReason,
): Promise<void> {
  const at = clock();
  return webhooks.stop(id, at, why, stoppedItself(id, at, why));
}
