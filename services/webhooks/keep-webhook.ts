/** Use cases: an administrator adds a webhook, exchanges its secret, stops it, lets it go on and removes it. */
import type { ActionKind, NewAction, Values } from "../actions/action.ts";
import { beginAfter, requireKept } from "../events/follow-events.ts";
import type { EventLine } from "../events/event-line.ts";
import type { EventType } from "../events/event-type.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type DeliveryId, type UserId, type WebhookId, newId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { type SigningKeyDeps, newSecret } from "./signing-keys.ts";
import { type UrlRule, requireUrl } from "./webhook-url.ts";
import { TEST_TYPE, type Webhook } from "./webhook.ts";

export interface KeepDeps extends SigningKeyDeps {
  readonly line: Pick<EventLine, "number" | "forgotten">;
  readonly urlRule: UrlRule;
}

export interface NewWebhook {
  readonly url: string;
  readonly description: string;
  readonly types: readonly EventType[];
  /** Null: whoever adds it. */
  readonly asUser: UserId | null;
  /** Left out: what comes from now on. */
  readonly after: number | null;
}

/** The secret is told here and never again. */
export interface ShownSecret {
  readonly webhook: Webhook;
  readonly secret: string;
}

/**
 * @throws Refusal invalid "webhooks/bad-url"; missing "access/no-such-user"; conflict "webhooks/too-many", "events/beyond-the-end", "events/forgotten";
 *         unavailable "encryption/no-wrapping-key".
 */
export async function addWebhook(
  deps: KeepDeps,
  by: UserId,
  { url, description, types, asUser, after }: NewWebhook,
): Promise<ShownSecret> {
  const at = deps.clock();
  const hearsAs = asUser ?? by;
  if ((await deps.webhooks.listener(hearsAs, at)) === null) {
    throw new Refusal("missing", "access/no-such-user", "no such user, or not any more");
  }
  const webhook: Webhook = {
    ...{ id: newId<WebhookId>(), url: requireUrl(url, deps.urlRule), description },
    ...{ types: [...new Set(types)].toSorted(), asUser: hearsAs, createdAt: at, createdBy: by },
    ...{ stopped: null, failingSince: null },
    heardUpTo: await beginAfter(deps.line, after),
  };
  const { kept, shown } = await newSecret(deps, at);
  const told = { url: webhook.url, description, types: [...webhook.types], asUser: hearsAs };
  await deps.webhooks.add(webhook, kept, action("webhook-added", webhook.id, at, by, told));
  return { webhook, secret: shown };
}

/** Until the end of the overlap both secrets sign: a receiver may take the new one whenever it suits. */
export async function rotateSecret(
  deps: SigningKeyDeps,
  by: UserId,
  id: WebhookId,
  overlapHours: number,
): Promise<ShownSecret & { readonly overlapUntil: UtcInstant }> {
  const at = deps.clock();
  const overlapUntil = plusMs(at, overlapHours * 3_600_000);
  const { kept, shown } = await newSecret(deps, at);
  const told = action("webhook-rotated", id, at, by, { overlapUntil });
  await deps.webhooks.rotate(id, kept, overlapUntil, told);
  return { webhook: await deps.webhooks.get(id), secret: shown, overlapUntil };
}

export async function stopWebhook(
  { webhooks, clock }: SigningKeyDeps,
  by: UserId,
  id: WebhookId,
  reason: string,
): Promise<void> {
  const at = clock();
  const told = { ...action("webhook-stopped", id, at, by, { why: "by-hand" }), reason };
  await webhooks.stop(id, at, "by-hand", told);
}

/** What happened meanwhile is sent, too. @throws Refusal conflict "events/forgotten": not all of it is kept; it is to be added anew. */
export async function resumeWebhook(
  { webhooks, line, clock }: Pick<KeepDeps, "webhooks" | "line" | "clock">,
  by: UserId,
  id: WebhookId,
): Promise<void> {
  const at = clock();
  await requireKept(line, (await webhooks.get(id)).heardUpTo);
  await webhooks.resume(id, at, action("webhook-resumed", id, at, by, null));
}

export async function removeWebhook(
  { webhooks, clock }: SigningKeyDeps,
  by: UserId,
  id: WebhookId,
  reason: string,
): Promise<void> {
  const at = clock();
  const { url } = await webhooks.get(id);
  const told = { ...action("webhook-removed", id, at, by, { url }), reason };
  await webhooks.remove(id, at, told);
}

/** A message about nothing, so that a receiver can be tried. */
export async function testWebhook(
  { webhooks, clock }: SigningKeyDeps,
  by: UserId,
  id: WebhookId,
): Promise<DeliveryId> {
  const at = clock();
  const delivery = { id: newId<DeliveryId>(), type: TEST_TYPE, sequence: null } as const;
  await webhooks.put(
    id,
    delivery,
    at,
    action("webhook-tested", id, at, by, { delivery: delivery.id }),
  );
  return delivery.id;
}

export async function redeliver(
  { webhooks, clock }: SigningKeyDeps,
  by: UserId,
  id: WebhookId,
  delivery: DeliveryId,
): Promise<void> {
  const at = clock();
  await webhooks.redeliver(
    id,
    delivery,
    at,
    action("webhook-redelivered", id, at, by, { delivery }),
  );
}

const action = (
  kind: ActionKind,
  id: WebhookId,
  at: UtcInstant,
  by: UserId,
  after: Values | null,
): NewAction => ({
  ...{ kind, at, actor: `user:${by}` as const, subject: `webhook:${id}` as const },
  ...{ before: null, after, reason: null },
});
