/** An item's custody chain for people: each event with the actor's name of today, and whether the chain holds. */
import { type CustodyEvent, firstBreak } from "../evidence/custody-event.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { type DeviceId, type ItemId, type UserId, parseId } from "../kernel/ids.ts";
import { idOf } from "./actor-names.ts";
import type { CustodyBody } from "./api-schema.ts";
import type { ReviewStore } from "./review-store.ts";

export interface CustodyPageDeps {
  readonly items: EvidenceStore;
  readonly reviews: ReviewStore;
}

/** @throws Refusal missing "evidence/no-such-item". */
export async function custodyPage(
  { items, reviews }: CustodyPageDeps,
  itemId: ItemId,
): Promise<CustodyBody> {
  await items.get(itemId);
  const events = await items.custody(itemId);
  return { events: await namedEvents(reviews, events), chainSound: firstBreak(events) === null };
}

/** With what each actor is called today. */
export async function namedEvents(
  reviews: Pick<ReviewStore, "actorNames">,
  events: readonly CustodyEvent[],
): Promise<CustodyBody["events"]> {
  const ids = events.map(({ actor }) => parseId<UserId | DeviceId>(idOf(actor)));
  const names = await reviews.actorNames([...new Set(ids.filter((id) => id !== null))]);
  return events.map(({ index, at, actor, kind, data, sha256 }) => {
    const actorName = names.get(idOf(actor)) ?? idOf(actor);
    return { index, at, actor, actorName, kind, data: { ...data }, sha256 };
  });
}
