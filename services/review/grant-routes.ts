/** Routes: give somebody access to a case or items for a purpose and a time, see what was given, take it back. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { GrantId } from "../kernel/ids.ts";
import { type GrantDeps, giveAccess, revokeAccess } from "../secrecy/give-access.ts";
import { type Grant, isGranted } from "../secrecy/grant.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { Classification } from "../secrecy/set-label.ts";
import { IdPath, PageQuery } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { GrantBody, GrantPage, GrantRequest, RevokeRequest } from "./grant-schema.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface GrantRouteDeps extends Pick<GrantDeps, "grants" | "clock"> {
  readonly secrecy: Pick<SecrecyStore, "person">;
  readonly classification: Pick<Classification, "today">;
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
      query: PageQuery,
      answer: { status: 200, schema: GrantPage },
      handle: async ({ sight, query: { cursor, limit } }) => {
        const found = await deps.grants.page(parsePosition(cursor), limit + 1, sight);
        const { entries: page, next } = cutPage(found, limit);
        const entries = page.map((grant) => shown(grant, grant.isOpened, today()));
        return pageReply({ entries, next }, positionCursor);
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
        const { user: userId, from, ...rest } = call.body;
        const wish = { ...rest, userId, from: from ?? today() };
        const grant = await giveAccess({ ...deps, today }, wish, callerOf(call).person.id);
        return { json: shown(grant, false, today()) };
      },
    }),
    route({
      method: "delete",
      path: "/access/grants/{id}",
      tag,
      summary: "Take it back; the next request of that person finds nothing",
      permission: "access:grant",
      params: IdPath,
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

const shown = ({ userId, scope, ...grant }: Grant, isOpened: boolean, today: CalendarDate) => ({
  ...GrantBody.omit({ user: true, caseId: true, itemIds: true, state: true, isOpened: true }).parse(
    grant,
  ),
  user: userId,
  caseId: scope.type === "case" ? scope.caseId : null,
  itemIds: scope.type === "items" ? [...scope.itemIds] : null,
  state: stateOf(grant, today),
  isOpened,
});

function stateOf(grant: Pick<Grant, "from" | "until" | "revokedAt">, today: CalendarDate) {
  if (grant.revokedAt !== null) return "revoked";
  if (isGranted(grant, today)) return "in-force";
  return today < grant.from ? "waiting" : "over";
}
