/** Use case: what happened since is put into the outbox of each webhook that hears of it. May be killed anywhere and run twice. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { EventLine } from "../events/event-line.ts";
import { heardBy } from "../events/event-type.ts";
import { allows } from "../access/permission.ts";
import type { Clock } from "../kernel/clock.ts";
import { type DeliveryId, newId } from "../kernel/ids.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { stopItself } from "./stop-itself.ts";
import type { WebhookStore } from "./webhook-store.ts";
import type { Webhook } from "./webhook.ts";

export interface TellDeps {
  readonly webhooks: WebhookStore;
  readonly line: EventLine;
  readonly secrecy: Pick<SecrecyStore, "sight">;
  readonly today: () => CalendarDate;
  readonly clock: Clock;
}

/** Numbers of the line that are looked through at once, for one webhook. */
const AT_ONCE = 500;

/** Answers how many deliveries were made. */
export async function tellWebhooks(deps: TellDeps, signal: AbortSignal): Promise<number> {
  const running = (await deps.webhooks.all()).filter(({ stopped }) => stopped === null);
  if (running.length === 0) return 0;
  const last = await deps.line.number();
  let made = 0;
  for (const webhook of running) made += await tellOne(deps, webhook, last, signal);
  return made;
}

async function tellOne(
  deps: TellDeps,
  webhook: Webhook,
  last: number,
  signal: AbortSignal,
): Promise<number> {
  let [made, from] = [0, webhook.heardUpTo];
  while (from < last && !signal.aborted) {
    const sight = await hearsAs(deps, webhook);
    if (sight === null) {
      await stopItself(deps, webhook.id, "account");
      return made;
    }
    const upTo = Math.min(last, from + AT_ONCE);
    const heard = heardBy(sight.role);
    const types =
      webhook.types.length === 0 ? heard : heard.filter((type) => webhook.types.includes(type));
    const events = await deps.line.between(sight, types, from, upTo);
    const fresh = events.map(({ sequence, type }) => ({ id: newId<DeliveryId>(), sequence, type }));
    // Another process was first: it, or the next round, goes on.
    if (!(await deps.webhooks.hear(webhook.id, from, upTo, fresh, deps.clock()))) return made;
    made += fresh.length;
    from = upTo;
  }
  return made;
}

/** What the account behind a webhook may know of now; null: it may hear nothing any more. */
export async function hearsAs(
  { webhooks, secrecy, clock, today }: Omit<TellDeps, "line">,
  { asUser }: Pick<Webhook, "asUser">,
): Promise<Sight | null> {
  const person = await webhooks.listener(asUser, clock());
  return person !== null && allows(person.role, "items:see")
    ? secrecy.sight(person, today())
    : null;
}
