/** Use cases of whoever decides a request for access: approve it, which gives access, or refuse it with a reason. */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { AccessRequestId, ItemId, UserId } from "../kernel/ids.ts";
import {
  type AccessRequest,
  type CasesOf,
  isNamedIn,
  namesIn,
  requireOpen,
  requireWithin,
} from "./access-request.ts";
import { type AskDeps, noSuchRequest, requestAction } from "./ask-access.ts";
import { type GrantDeps, grantFor } from "./give-access.ts";
import type { Grant, GrantScope } from "./grant.ts";
import type { Sight } from "./sight.ts";

export interface DecideDeps extends AskDeps, Omit<GrantDeps, "grants"> {
  /** In which cases these items are, of those that whoever decides may know of. */
  readonly casesOf: (ids: readonly ItemId[]) => Promise<CasesOf>;
}

export interface Approval {
  readonly scope: GrantScope;
  /** Null: until the day that was asked for. */
  readonly until: CalendarDate | null;
  readonly download: boolean;
  readonly reason: string;
}

/**
 * The grant is kept with the decision, or neither.
 * @throws Refusal missing "access/no-such-request"; forbidden as `requireAnother`; conflict "access/request-over";
 *         invalid "access/wider-than-asked"; or as giveAccess.
 */
export async function approveRequest(
  deps: DecideDeps,
  id: AccessRequestId,
  { scope, until, download, reason }: Approval,
  sight: Sight,
): Promise<Grant> {
  const { accessRequests, casesOf, today } = deps;
  const asked = await openRequest(deps, id, sight.userId);
  const from = today();
  const wish = {
    ...{ userId: asked.askedBy, scope, purpose: asked.purpose, download, from, reason },
    until: until ?? asked.until,
  };
  const { ids, number } = namesIn(asked.about);
  const found = await accessRequests.named(ids, [number], sight);
  const named = found.filter((thing) => isNamedIn(asked.about, thing));
  const inside = scope.type === "items" ? await casesOf(scope.itemIds) : new Map();
  requireWithin(asked, wish, named, inside);
  const { grant, telling } = await grantFor(deps, wish, sight.userId);
  const [at, by] = [grant.givenAt, sight.userId];
  const action = { ...telling.action, after: { ...telling.action.after, request: id } };
  await accessRequests.change(id, (before) => {
    requireOpen(before, today());
    const decided = { decidedAt: at, decidedBy: by, reason, grantId: grant.id };
    const after: AccessRequest = { ...before, ...decided, state: "approved" };
    return { after, given: { grant, telling: { ...telling, action } }, action: null };
  });
  return grant;
}

/** @throws Refusal missing "access/no-such-request"; forbidden as `requireAnother`; conflict "access/request-over". */
export async function refuseRequest(
  deps: AskDeps & TwoPeopleDeps,
  id: AccessRequestId,
  reason: string,
  by: UserId,
): Promise<void> {
  const { accessRequests, clock, today } = deps;
  await openRequest(deps, id, by);
  const at = clock();
  await accessRequests.change(id, (before) => {
    requireOpen(before, today());
    const decided = { decidedAt: at, decidedBy: by, reason };
    const after: AccessRequest = { ...before, ...decided, state: "refused" };
    const action = requestAction("access-request-refused", after, at, `user:${by}`, reason);
    return { after, given: null, action };
  });
}

async function openRequest(
  { accessRequests, today, people, clock }: AskDeps & TwoPeopleDeps,
  id: AccessRequestId,
  by: UserId,
): Promise<AccessRequest> {
  const asked = await accessRequests.get(id);
  if (asked === null) throw noSuchRequest();
  await requireAnother({ people, clock }, asked.askedBy, by);
  requireOpen(asked, today());
  return asked;
}
