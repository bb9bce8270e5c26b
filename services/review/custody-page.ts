/** An item's custody chain for people: each event with the actor's name of today, and whether the chain holds. */
import { firstBreak } from "../evidence/custody-event.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { type DeviceId, type ItemId, type UserId, parseId } from "../kernel/ids.ts";
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
  const ids = events.map(({ actor }) => parseId<UserId | DeviceId>(idOf(actor)));
  const names = await reviews.actorNames(ids.filter((id) => id !== null));
  return {
    events: events.map(({ index, at, actor, kind, data, sha256 }) => {
      const actorName = names.get(idOf(actor)) ?? idOf(actor);
      return { index, at, actor, actorName, kind, data: { ...data }, sha256 };
    }),
    chainSound: firstBreak(events) === null,
  };
}

/** What stands behind "user:", "device:" or "process:". */
const idOf = (actor: string): string => actor.slice(actor.indexOf(":") + 1);
