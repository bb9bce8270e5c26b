/** Routes: ask for access without being told whether the thing is there, and decide what others ask for. */
import type { AccessRequestId, CaseId, ItemId } from "../kernel/ids.ts";
import {
  type AccessRequest,
  type NamedThing,
  isNamedIn,
  namesIn,
  stateOn,
} from "../secrecy/access-request.ts";
import { askAccess, withdrawRequest } from "../secrecy/ask-access.ts";
import { approveRequest, refuseRequest } from "../secrecy/decide-request.ts";
import type { KeptRequest, RequestStore } from "../secrecy/request-store.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import {
  type AccessRequestBody,
  AccessRequestPage,
  AccessRequestQuery,
  AccessRequestRequest,
  ApprovalRequest,
  OwnRequest,
  type OwnRequestBody,
  OwnRequestPage,
  RequestRefusal,
} from "./access-request-schema.ts";
import { IdPath, PageQuery } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { type GrantRouteDeps, grantState } from "./grant-routes.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, route } from "./route.ts";

export interface AccessRequestRouteDeps extends Omit<
  GrantRouteDeps,
  "access" | "cases" | "secrecy"
> {
  readonly accessRequests: RequestStore;
  readonly secrecy: Pick<SecrecyStore, "person" | "hidden">;
  readonly reviews: Pick<ReviewStore, "actorNames" | "itemsOf">;
}

const tag = "Secrecy";

export const accessRequestRoutes = (deps: AccessRequestRouteDeps): Route[] => [
  ...askingRoutes(deps),
  ...decidingRoutes(deps),
];

function askingRoutes(deps: AccessRequestRouteDeps): Route[] {
  const { today } = deps.classification;
  const described = { tag, permission: "access:ask" } as const;
  return [
    route({
      ...described,
      method: "post",
      path: "/access/requests",
      summary:
        "Ask for access to what you know of; the answer is the same whether it is there or not",
      bodyAsTyped: true,
      body: AccessRequestRequest,
      answer: { status: 201, schema: OwnRequest },
      handle: async ({ sight, body }) => {
        const request = await askAccess({ ...deps, today }, seeing(sight), body);
        return { json: { ...told(request, deps), grant: null } };
      },
    }),
    route({
      ...described,
      method: "get",
      path: "/me/access-requests",
      summary: "What I asked for, how it stands, and what was given, newest first",
      query: PageQuery,
      answer: { status: 200, schema: OwnRequestPage },
      handle: async ({ sight, query: { cursor, limit } }) => {
        const filter = { askedBy: seeing(sight).userId, state: null };
        const place = parsePosition(cursor);
        const found = await deps.accessRequests.page(filter, today(), place, limit + 1, null);
        const { entries: page, next } = cutPage(found, limit);
        return pageReply({ entries: await own(deps, page, seeing(sight)), next }, positionCursor);
      },
    }),
    route({
      ...described,
      method: "delete",
      path: "/me/access-requests/{id}",
      summary: "Withdraw a request of mine that is not decided",
      params: IdPath,
      answer: { status: 204 },
      handle: async ({ sight, params }) => {
        await withdrawRequest({ ...deps, today }, params.id as AccessRequestId, seeing(sight));
        return { status: 204 };
      },
    }),
  ];
}

function decidingRoutes(deps: AccessRequestRouteDeps): Route[] {
  const { today } = deps.classification;
  const described = { tag, permission: "access:grant" } as const;
  return [
    route({
      ...described,
      method: "get",
      path: "/access/requests",
      summary:
        "What people ask to be given access to, newest first, and what of it their words name",
      query: AccessRequestQuery,
      answer: { status: 200, schema: AccessRequestPage },
      handle: async ({ sight, query: { cursor, limit, state = null } }) => {
        const filter = { askedBy: null, state };
        const place = parsePosition(cursor);
        const found = await deps.accessRequests.page(filter, today(), place, limit + 1, sight);
        const { entries: page, next } = cutPage(found, limit);
        const entries = await toDecide(deps, page, seeing(sight));
        return pageReply({ entries, next }, positionCursor);
      },
    }),
    route({
      ...described,
      method: "post",
      path: "/access/requests/{id}/approval",
      summary: "Approve what another person asked for, or less: this gives the access",
      dangerous: true,
      params: IdPath,
      body: ApprovalRequest,
      answer: { status: 204 },
      handle: async ({ sight, params, body: { until = null, ...rest } }) => {
        const casesOf = (ids: readonly ItemId[]) => casesSeen(deps, ids, seeing(sight));
        const id = params.id as AccessRequestId;
        const approval = { ...rest, until };
        await approveRequest({ ...deps, today, casesOf }, id, approval, seeing(sight));
        return { status: 204 };
      },
    }),
    route({
      ...described,
      method: "post",
      path: "/access/requests/{id}/refusal",
      summary: "Refuse what another person asked for; whoever asked reads the reason",
      params: IdPath,
      body: RequestRefusal,
      answer: { status: 204 },
      handle: async ({ sight, params, body: { reason } }) => {
        const { userId } = seeing(sight);
        await refuseRequest({ ...deps, today }, params.id as AccessRequestId, reason, userId);
        return { status: 204 };
      },
    }),
  ];
}

/** Of a route that is not open to everyone. */
function seeing(sight: Sight | null): Sight {
  if (sight === null) throw new Error("broken invariant: whoever is signed in has a sight");
  return sight;
}

const told = (request: AccessRequest, { classification }: AccessRequestRouteDeps) => ({
  ...{ id: request.id, askedAt: request.askedAt, about: request.about, purpose: request.purpose },
  ...{ download: request.download, authority: request.authority, until: request.until },
  ...{ lapsesOn: request.lapsesOn, state: stateOn(request, classification.today()) },
  ...{ decidedAt: request.decidedAt, reason: request.reason },
});

/** With what was given; what that opens is told only while it may be known. */
async function own(
  deps: AccessRequestRouteDeps,
  page: readonly KeptRequest[],
  sight: Sight,
): Promise<OwnRequestBody[]> {
  const ids = page.flatMap(({ grantId }) => grantId ?? []);
  const [given, hidden] = await Promise.all([
    deps.grants.some(ids),
    deps.secrecy.hidden(sight, ids),
  ]);
  return page.map((request) => {
    const found = given.find(({ id }) => id === request.grantId);
    if (found === undefined) return { ...told(request, deps), grant: null };
    const { id, scope, purpose, download, from, until, openedAt, caseNumber } = found;
    const seen = hidden.has(id) ? null : scope;
    const opens = {
      caseId: seen?.type === "case" ? seen.caseId : null,
      caseNumber: seen === null ? null : caseNumber,
      itemIds: seen?.type === "items" ? [...seen.itemIds] : null,
    };
    const state = grantState(found, deps.classification.today());
    const grant = { id, ...opens, purpose, download, from, until, state, openedAt };
    return { ...told(request, deps), grant };
  });
}

/** With what the words name, as whoever decides may know of it, and what people are called today. */
async function toDecide(
  deps: AccessRequestRouteDeps,
  page: readonly KeptRequest[],
  sight: Sight,
): Promise<AccessRequestBody[]> {
  const names = page.map(({ about }) => namesIn(about));
  const ids = [...new Set(names.flatMap((each) => each.ids))];
  const numbers = [...new Set(names.map(({ number }) => number))];
  const [things, people] = await Promise.all([
    deps.accessRequests.named(ids, numbers, sight),
    deps.reviews.actorNames([
      ...new Set(
        page.flatMap(({ askedBy, decidedBy }) => [
          askedBy,
          ...(decidedBy === null ? [] : [decidedBy]),
        ]),
      ),
    ]),
  ]);
  const files = await deps.reviews.itemsOf(
    things.flatMap((thing) => (thing.type === "item" ? thing.id : [])),
    sight,
  );
  const nameOf = (thing: NamedThing): string =>
    thing.type === "case" ? thing.number : (files.get(thing.id)?.filename ?? "");
  return page.map((request) => ({
    ...told(request, deps),
    ...{ askedBy: request.askedBy, askedByName: people.get(request.askedBy) ?? "" },
    decidedByName: request.decidedBy === null ? null : (people.get(request.decidedBy) ?? ""),
    named: things
      .filter((thing) => isNamedIn(request.about, thing))
      .map((thing) => ({ type: thing.type, id: thing.id, name: nameOf(thing) })),
    grantId: request.grantId,
  }));
}

async function casesSeen(
  { reviews }: AccessRequestRouteDeps,
  ids: readonly ItemId[],
  sight: Sight,
): Promise<ReadonlyMap<ItemId, readonly CaseId[]>> {
  const found = await reviews.itemsOf(ids, sight);
  return new Map(
    [...found].map(([id, { cases }]) => [id as ItemId, cases.map((of) => of.id as CaseId)]),
  );
}
