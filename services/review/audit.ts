/** What somebody did, or what happened to an item or a case: custody events and actions as one list, newest first. */
import { allows } from "../access/permission.ts";
import type { About } from "../actions/about.ts";
import type { Action, Subject } from "../actions/action.ts";
import type { ActionFilter } from "../actions/action-store.ts";
import type { CustodyEvent } from "../evidence/custody-event.ts";
import type { HoldStore } from "../holds/hold-store.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { CaseId, ItemId, UserId } from "../kernel/ids.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { SharingStore } from "../sharing/sharing-store.ts";
import type { AuditEntryBody } from "./audit-schema.ts";
import type { AuditPlace } from "./cursor.ts";
import { namedEvents, toldEvents } from "./custody-page.ts";
import type { EventFilter, EventFinder } from "./event-finder.ts";
import { type KnownDeps, knownActions } from "./known-actions.ts";
import { type ActionPageDeps, knownBefore, namedActions } from "./named-actions.ts";
import type { Page, ReviewStore } from "./review-store.ts";

export interface AuditDeps extends KnownDeps {
  readonly actions: ActionPageDeps["actions"];
  readonly eventFinder: EventFinder;
  readonly reviews: ReviewStore;
  readonly secrecy: KnownDeps["secrecy"] & Pick<SecrecyStore, "hiddenOf">;
  readonly holds: Pick<HoldStore, "about">;
  readonly sharing: Pick<SharingStore, "about">;
}

/** Null: any. */
export interface AuditAsked {
  readonly person: UserId | null;
  readonly itemId: ItemId | null;
  readonly caseId: CaseId | null;
  readonly refusals: boolean;
  readonly from: UtcInstant | null;
  readonly until: UtcInstant | null;
}

const NOTHING: AuditPlace = { event: null, action: null };

export async function auditPage(
  deps: AuditDeps,
  asked: AuditAsked,
  page: { readonly after: AuditPlace | null; readonly limit: number },
  sight: Sight,
): Promise<Page<AuditEntryBody, AuditPlace>> {
  const { after, limit } = { ...page, after: page.after ?? NOTHING };
  const wanted = limit + 1;
  const keep = knownActions(deps, sight);
  const besides = await bundlesAbout(deps, asked, sight);
  const filter = { ...actionsAsked(asked), besides };
  const actions = await knownBefore({ ...deps, keep }, filter, after.action, wanted);
  const events = await deps.eventFinder.events(eventsAsked(asked), after.event, wanted, sight);
  const { taken, place } = merged({ events, actions }, limit, after);
  const isMore = events.length + actions.length > limit;
  const entries = await entriesOf(deps, taken, sight);
  return { entries, next: isMore ? place : null };
}

const eventsAsked = ({ person, ...asked }: AuditAsked): EventFilter => ({
  ...asked,
  actor: person === null ? null : `user:${person}`,
});

const actionsAsked = ({ person, itemId, caseId, ...asked }: AuditAsked): ActionFilter => ({
  ...asked,
  kind: null,
  actor: person === null ? null : `user:${person}`,
  subject: itemId === null ? (caseId === null ? null : `case:${caseId}`) : `item:${itemId}`,
});

/** What was done to a hold or a share was done to what it names. */
async function bundlesAbout(
  { holds, sharing }: AuditDeps,
  { itemId, caseId }: AuditAsked,
  sight: Sight,
): Promise<readonly Subject[]> {
  const about: About | null = itemId === null ? (caseId === null ? null : { caseId }) : { itemId };
  if (about === null) return [];
  const { role } = sight;
  const [held, shared] = await Promise.all([
    allows(role, "holds:see") ? holds.about(about, sight) : [],
    allows(role, "shares:see") ? sharing.about(about, sight) : [],
  ]);
  return [
    ...held.map((id): Subject => `hold:${id}`),
    ...shared.map((id): Subject => `share:${id}`),
  ];
}

type Entry = { readonly event: CustodyEvent } | { readonly action: Action };

/** The newest of both, each list in its own order, and where both were left. Pure. */
export function merged(
  {
    events,
    actions,
  }: { readonly events: readonly CustodyEvent[]; readonly actions: readonly Action[] },
  limit: number,
  before: AuditPlace,
): { readonly taken: readonly Entry[]; readonly place: AuditPlace } {
  const taken: Entry[] = [];
  let place = before;
  for (let [e, a] = [0, 0]; taken.length < limit;) {
    const [event, action] = [events[e], actions[a]];
    if (event !== undefined && (action === undefined || event.at >= action.at)) {
      taken.push({ event });
      place = { ...place, event: { at: event.at, itemId: event.itemId, index: event.index } };
      e += 1;
    } else if (action !== undefined) {
      taken.push({ action });
      place = { ...place, action: action.index };
      a += 1;
    } else break;
  }
  return { taken, place };
}

async function entriesOf(
  deps: AuditDeps,
  taken: readonly Entry[],
  sight: Sight,
): Promise<AuditEntryBody[]> {
  const events = taken.flatMap((one) => ("event" in one ? [one.event] : []));
  const told = await toldEvents(deps, events, sight);
  const named = await namedEvents(deps.reviews, told);
  const items = await deps.reviews.itemsOf([...new Set(events.map((one) => one.itemId))], sight);
  const actions = await namedActions(
    deps,
    taken.flatMap((one) => ("action" in one ? [one.action] : [])),
  );
  const [ofItems, ofHouse] = [
    named.map((one, place): AuditEntryBody => {
      const itemId = events[place]?.itemId ?? "";
      const { data, ...event } = one;
      const about = { about: `item:${itemId}`, aboutName: items.get(itemId)?.filename ?? null };
      return {
        record: "custody",
        ...event,
        ...about,
        data,
        before: null,
        after: null,
        reason: null,
      };
    }),
    actions.map(({ subject, subjectName, ...action }): AuditEntryBody => {
      return { record: "action", ...action, about: subject, aboutName: subjectName, data: null };
    }),
  ].map((list) => list.values());
  return taken.flatMap((one) => ("event" in one ? ofItems : ofHouse)?.next().value ?? []);
}
