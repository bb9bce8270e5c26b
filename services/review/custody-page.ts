/** An item's custody chain for people: each event with the actor's name of today, and whether the chain holds. */
import { type CustodyEvent, firstBreak, firstDisagreement } from "../evidence/custody-event.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { type DeviceId, type ItemId, type UserId, parseId } from "../kernel/ids.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { idOf } from "./actor-names.ts";
import type { CustodyBody } from "./api-schema.ts";
import type { ReviewStore } from "./review-store.ts";

export interface CustodyPageDeps {
  readonly items: EvidenceStore;
  readonly reviews: ReviewStore;
  readonly secrecy: Pick<SecrecyStore, "hiddenOf">;
}

/** @throws Refusal missing "evidence/no-such-item". */
export async function custodyPage(
  { items, reviews, secrecy }: CustodyPageDeps,
  itemId: ItemId,
  sight: Sight | null,
): Promise<CustodyBody> {
  await items.get(itemId);
  const events = await items.custody(itemId);
  const told = await toldEvents({ secrecy }, events, sight);
  return {
    events: await namedEvents(reviews, told),
    chainSound: (firstBreak(events) ?? firstDisagreement(events)) === null,
  };
}

/** Of one item or several, each without what names something that whoever asks may not know of. */
export async function toldEvents(
  { secrecy }: Pick<CustodyPageDeps, "secrecy">,
  events: readonly CustodyEvent[],
  sight: Sight | null,
): Promise<readonly CustodyEvent[]> {
  const itemIds = [...new Set(events.map(({ itemId }) => itemId))];
  const hidden = sight === null ? new Set<string>() : await secrecy.hiddenOf(sight, itemIds);
  return events.map((event) => (namesAny(event, hidden) ? { ...event, data: {} } : event));
}

/** That something happened stays with the item; to what, only for whoever may know of that. */
const namesAny = ({ data }: CustodyEvent, hidden: ReadonlySet<string>): boolean =>
  [data["caseId"], data["sessionId"], data["holdId"]].some(
    (id) => typeof id === "string" && hidden.has(id),
  );

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
