/** Use case: what happened since is put into the outbox of each webhook that hears of it. May be killed anywhere and run twice. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { EventLine, PublishedEvent } from "../events/event-line.ts";
import { EVENT_TYPES, type EventType, heardBy } from "../events/event-type.ts";
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
  // Also where nobody is told: then whoever listens first finds the line numbered.
  const last = await deps.line.number();
  const running = (await deps.webhooks.all()).filter(({ stopped }) => stopped === null);
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
    const sights = await hearsAs(deps, webhook);
    if (sights === null) {
      await stopItself(deps, webhook.id, "account");
      return made;
    }
    const upTo = Math.min(last, from + AT_ONCE);
    const wanted = webhook.types.length === 0 ? EVENT_TYPES : webhook.types;
    const events = await heardByAll(deps.line, sights, wanted, from, upTo);
    // Behind the reading: what left the line before it is missing in it.
    if ((await deps.line.forgotten()) > from) {
      await stopItself(deps, webhook.id, "forgotten");
      return made;
    }
    const fresh = events.map(({ sequence, type }) => ({ id: newId<DeliveryId>(), sequence, type }));
    // Another process was first: it, or the next round, goes on.
    if (!(await deps.webhooks.hear(webhook.id, from, upTo, fresh, deps.clock()))) return made;
    made += fresh.length;
    from = upTo;
  }
  return made;
}

/**
 * Of whom each must be allowed to hear what is sent: the account that a webhook hears as, and whoever added it, so that nobody
 * is told through another's account what they may not know. Null: one of them may hear nothing any more.
 */
export async function hearsAs(
  { webhooks, secrecy, clock, today }: Omit<TellDeps, "line">,
  { asUser, createdBy }: Pick<Webhook, "asUser" | "createdBy">,
): Promise<readonly Sight[] | null> {
  const sights: Sight[] = [];
  for (const id of new Set([asUser, createdBy])) {
    const person = await webhooks.listener(id, clock());
    if (person === null || !allows(person.role, "items:see")) return null;
    sights.push(await secrecy.sight(person, today()));
  }
  return sights;
}

/** Of `types`, what each of `sights` may hear and know of. */
export async function heardByAll(
  line: Pick<EventLine, "between">,
  sights: readonly Sight[],
  types: readonly EventType[],
  after: number,
  until: number,
): Promise<readonly PublishedEvent[]> {
  let heard: readonly PublishedEvent[] | null = null;
  for (const sight of sights) {
    const may = heardBy(sight.role).filter((type) => types.includes(type));
    const events = await line.between(sight, may, after, until);
    const numbers = new Set(events.map(({ sequence }) => sequence));
    heard = heard === null ? events : heard.filter(({ sequence }) => numbers.has(sequence));
  }
  return heard ?? [];
}
