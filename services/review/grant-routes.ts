/** Routes: give somebody access to a case or items for a purpose and a time, see what was given, narrow it, take it back. */
import type { AccessStore } from "../access/access-store.ts";
import type { CaseStore } from "../cases/case-store.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type GrantId, type UserId, parseId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import { narrowAccess, revokeAccess, revokeAllOf } from "../secrecy/end-access.ts";
import { type GrantDeps, giveAccess } from "../secrecy/give-access.ts";
import { type Grant, isGranted } from "../secrecy/grant.ts";
import type { GivenGrant, GrantOn } from "../secrecy/grant-store.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Classification } from "../secrecy/set-label.ts";
import { IdPath } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import {
  GrantBody,
  GrantPage,
  GrantQuery,
  GrantRequest,
  NarrowRequest,
  RevokeAllRequest,
  RevokeRequest,
  RevokedAll,
} from "./grant-schema.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface GrantRouteDeps extends Pick<GrantDeps, "grants" | "clock" | "people"> {
  readonly access: Pick<AccessStore, "accountByName">;
  readonly cases: Pick<CaseStore, "find">;
  readonly secrecy: Pick<SecrecyStore, "person">;
  readonly classification: Pick<Classification, "today">;
  readonly reviews: Pick<ReviewStore, "actorNames">;
}

const tag = "Secrecy";

export function grantRoutes(deps: GrantRouteDeps): Route[] {
  const { today } = deps.classification;
  return [
    route({
      method: "get",
      path: "/access/grants",
      tag,
      summary: "Access that was given, newest first, whether it counts and whether it was opened",
      permission: "access:grant",
      query: GrantQuery,
      answer: { status: 200, schema: GrantPage },
      handle: async ({ sight, query: { cursor, limit, ...on } }) => {
        const [before, what] = [parsePosition(cursor), on as GrantOn];
        const found = await deps.grants.page(before, limit + 1, sight, what);
        const { entries: page, next } = cutPage(found, limit);
        return pageReply({ entries: await shown(deps, page), next }, positionCursor);
      },
    }),
    route({
      method: "post",
      path: "/access/grants",
      tag,
      summary: "Give somebody else access, for one purpose and until a day; labels stand above it",
      permission: "access:grant",
      dangerous: true,
      body: GrantRequest,
      answer: { status: 201, schema: GrantBody },
      handle: async (call) => {
        const { user, from, ...rest } = call.body;
        const wish = { ...rest, userId: await accountOf(deps, user), from: from ?? today() };
        const grant = await giveAccess({ ...deps, today }, wish, callerOf(call).person.id);
        const { scope } = grant;
        const file = scope.type === "case" ? await deps.cases.find(scope.caseId) : null;
        const given = { ...grant, openedAt: null, caseNumber: file?.number ?? null };
        return { json: (await shown(deps, [given]))[0] };
      },
    }),
    ...endingRoutes(deps),
    route({
      method: "post",
      path: "/access/revocations",
      tag,
      summary: "Take back all that somebody was given, of what you may know of",
      permission: "access:grant",
      body: RevokeAllRequest,
      answer: { status: 200, schema: RevokedAll },
      handle: async (call) => {
        const { user, reason } = call.body;
        const id = await accountOf(deps, user);
        const { person } = callerOf(call);
        const revoked = await revokeAllOf(deps, id, call.sight, person.id, reason);
        return { json: { user: id, revoked } };
      },
    }),
  ];
}

function endingRoutes(deps: GrantRouteDeps): Route[] {
  const { today } = deps.classification;
  const described = { tag, permission: "access:grant", params: IdPath } as const;
  return [
    route({
      ...described,
      method: "post",
      path: "/access/grants/{id}/narrowing",
      summary: "Let it end earlier, or open for watching alone; to give more takes another grant",
      body: NarrowRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const { id: by } = callerOf(call).person;
        const { reason, ...less } = call.body;
        await narrowAccess({ ...deps, today }, call.params.id as GrantId, less, by, reason);
        return { status: 204 };
      },
    }),
    route({
      ...described,
      method: "delete",
      path: "/access/grants/{id}",
      summary: "Take it back; the next request of that person finds nothing",
      body: RevokeRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const { id: by } = callerOf(call).person;
        await revokeAccess(deps, call.params.id as GrantId, by, call.body.reason);
        return { status: 204 };
      },
    }),
  ];
}

/** Records staff, who may give, see no list of accounts: they say the name. */
async function accountOf({ access }: GrantRouteDeps, user: string): Promise<UserId> {
  const id = parseId<UserId>(user) ?? (await access.accountByName(user))?.id;
  if (id !== undefined) return id;
  throw new Refusal("missing", "access/no-such-user", "no such user");
}

type Listed = Omit<GivenGrant, "position">;

/** With what people are called today. */
async function shown(
  { reviews, classification }: GrantRouteDeps,
  page: readonly Listed[],
): Promise<GrantBody[]> {
  const today = classification.today();
  const names = await reviews.actorNames([
    ...new Set(page.flatMap(({ userId, givenBy }) => [userId, givenBy])),
  ]);
  return page.map(({ scope, ...grant }) => ({
    ...{ id: grant.id, user: grant.userId, userName: names.get(grant.userId) ?? "" },
    caseId: scope.type === "case" ? scope.caseId : null,
    caseNumber: grant.caseNumber,
    itemIds: scope.type === "items" ? [...scope.itemIds] : null,
    ...{ purpose: grant.purpose, download: grant.download, from: grant.from, until: grant.until },
    ...{ reason: grant.reason, givenAt: grant.givenAt, givenBy: grant.givenBy },
    givenByName: names.get(grant.givenBy) ?? "",
    ...{ revokedAt: grant.revokedAt, openedAt: grant.openedAt, state: grantState(grant, today) },
  }));
}

export function grantState(
  grant: Pick<Grant, "from" | "until" | "revokedAt">,
  today: CalendarDate,
): GrantBody["state"] {
  if (grant.revokedAt !== null) return "revoked";
  if (isGranted(grant, today)) return "in-force";
  return today < grant.from ? "waiting" : "over";
}
