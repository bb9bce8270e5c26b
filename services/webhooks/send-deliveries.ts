/** Use case: what is due for one webhook is sent, and what became of it is kept. At least once: a kill between the two sends it again under the same id. */
import { plusMs } from "../kernel/clock.ts";
import { bodyOf, testBody } from "./message.ts";
import { judge } from "./retry.ts";
import { signedHeaders } from "./signature.ts";
import { type SigningKeyDeps, signingKeys } from "./signing-keys.ts";
import { stoppedItself } from "./stop-itself.ts";
import { type TellDeps, hearsAs, heardByAll } from "./tell-webhooks.ts";
import type { WebhookDoor } from "./webhook-door.ts";
import type { Delivery } from "./webhook-store.ts";
import type { Webhook } from "./webhook.ts";

export interface SendDeps extends TellDeps, SigningKeyDeps {
  readonly door: WebhookDoor;
  /** "Holdfast/0.1.0". */
  readonly userAgent: string;
  /** From 0 to 1. */
  readonly random: () => number;
}

/** Sent side by side to one receiver. */
const SIDE_BY_SIDE = 4;
/** Longer than an attempt lasts: after a kill the next process sends it. */
const LEASE_MS = 60_000;

/** Answers how many attempts were made. */
export async function sendDue(
  deps: SendDeps,
  webhook: Webhook,
  signal: AbortSignal,
): Promise<number> {
  const now = deps.clock();
  const due = await deps.webhooks.claim(webhook.id, now, plusMs(now, LEASE_MS), SIDE_BY_SIDE);
  if (due.length === 0) return 0;
  const keys = await signingKeys(deps, webhook.id);
  await Promise.all(due.map((delivery) => sendOne(deps, webhook, delivery, keys, signal)));
  return due.length;
}

async function sendOne(
  deps: SendDeps,
  webhook: Webhook,
  delivery: Delivery,
  keys: readonly Uint8Array[],
  signal: AbortSignal,
): Promise<void> {
  const body = await bodyFor(deps, webhook, delivery);
  if (body === null) return deps.webhooks.withhold(delivery.id);
  const at = deps.clock();
  const headers = {
    "content-type": "application/json",
    "user-agent": deps.userAgent,
    ...signedHeaders(keys, delivery.id, Date.parse(at), body),
  };
  const began = performance.now();
  const outcome = await deps.door.post(webhook.url, headers, body, signal);
  // Told to end in the middle: whether it arrived nobody knows, and the lease sends it again.
  if (signal.aborted && "fault" in outcome) return;
  const [ms, now] = [Math.round(performance.now() - began), deps.clock()];
  const tries = delivery.tries + 1;
  const { failingSince } = await deps.webhooks.get(webhook.id);
  const judged = judge(outcome, { tries, failingSince }, now, deps.random());
  const attempt = {
    ...{ at, ms },
    status: "status" in outcome ? outcome.status : null,
    fault: "fault" in outcome ? outcome.fault : null,
  };
  const told = stoppedItself(webhook.id, now, judged.stop ?? "failing");
  await deps.webhooks.tried({ ...delivery, tries }, attempt, judged, told);
}

/** Looked up anew, as the account may know of it now; null: it may not any more. */
async function bodyFor(
  deps: SendDeps,
  webhook: Webhook,
  { sequence, type, madeAt }: Delivery,
): Promise<string | null> {
  if (sequence === null || type === "webhook.test") return testBody(madeAt);
  const sights = await hearsAs(deps, webhook);
  if (sights === null) return null;
  const [event] = await heardByAll(deps.line, sights, [type], sequence - 1, sequence);
  return event === undefined ? null : bodyOf(event);
}
