/** Routes: holds, placed by one person and released by another, and what the store shows of them. */
import type { TwoPeopleDeps } from "../access/two-people.ts";
import { Buffer } from "node:buffer";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { type Hold as HeldBy, isOverdue } from "../holds/hold.ts";
import type { ListedHold } from "../holds/hold-store.ts";
import { type HoldDeps, placeHold } from "../holds/place-hold.ts";
import { releaseHold, reviewHold } from "../holds/release-hold.ts";
import type { HoldId, ItemId } from "../kernel/ids.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import { IdPath } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import {
  HOLD_BODY_MAX_BYTES,
  HeldItems,
  HeldItemsQuery,
  Hold,
  type HoldBody,
  HoldListQuery,
  HoldPage,
  HoldReleaseRequest,
  HoldRequest,
  HoldReviewRequest,
  ItemHold,
} from "./hold-schema.ts";
import { downloadHeaders } from "./media-headers.ts";
import type { ReviewStore } from "./review-store.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface HoldRouteDeps extends HoldDeps, TwoPeopleDeps {
  readonly objects: Pick<ObjectStore, "put" | "hold" | "read">;
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly items: Pick<EvidenceStore, "get">;
}

const tag = "Holds";
const BYTES = "application/octet-stream";

export const holdRoutes = (deps: HoldRouteDeps): Route[] => [
  ...listRoutes(deps),
  ...keptRoutes(deps),
  ...changeRoutes(deps),
];

function listRoutes(deps: HoldRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/holds",
      tag,
      summary: "Holds, newest first",
      permission: "holds:see",
      query: HoldListQuery,
      answer: { status: 200, schema: HoldPage },
      handle: async ({ sight, query: { cursor, limit, ...filter } }) => {
        const before = parsePosition(cursor);
        const found = await deps.holds.page(filter, deps.today(), before, limit + 1, sight);
        const { entries, next } = cutPage(found, limit);
        return pageReply({ entries: await bodiesOf(deps, entries), next }, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/holds/{id}/items",
      tag,
      summary: "What came into a hold so far, newest arrival first",
      permission: "holds:see",
      params: IdPath,
      query: HeldItemsQuery,
      answer: { status: 200, schema: HeldItems },
      handle: async ({ sight, params, query: { cursor, limit } }) => {
        const { id } = await deps.holds.get(params.id as HoldId);
        const found = await deps.holds.members(id, parsePosition(cursor), limit + 1, sight);
        const { entries, next } = cutPage(found, limit);
        const shown = entries.map(({ position: _position, itemId, ...one }) => ({
          id: itemId,
          ...one,
        }));
        return pageReply({ entries: shown, next }, positionCursor);
      },
    }),
  ];
}

/** What a hold rests on, and whether the store keeps to it. */
function keptRoutes(deps: HoldRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/holds/{id}/document",
      tag,
      summary: "The decision that a hold rests on",
      permission: "holds:see",
      params: IdPath,
      answer: { status: 200, mediaType: BYTES },
      handle: async ({ params }) => {
        const { authority } = await deps.holds.get(params.id as HoldId);
        const ending = authority.mediaType.slice(authority.mediaType.indexOf("/") + 1);
        return {
          bytes: await deps.objects.read(authority.object),
          headers: downloadHeaders(BYTES, `hold-${params.id}.${ending}`, authority.sizeBytes),
        };
      },
    }),
    route({
      method: "get",
      path: "/items/{id}/hold",
      tag,
      summary: "Whether the store holds every object of an item, as it was read back",
      permission: "holds:see",
      params: IdPath,
      answer: { status: 200, schema: ItemHold },
      handle: async ({ params }) => {
        const itemId = params.id as ItemId;
        await deps.items.get(itemId);
        return { json: { kept: await deps.holds.kept(itemId) } };
      },
    }),
  ];
}

function changeRoutes(deps: HoldRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/holds",
      tag,
      summary: "Place a hold, with the decision that orders it",
      permission: "holds:place",
      body: HoldRequest,
      bodyMaxBytes: HOLD_BODY_MAX_BYTES,
      answer: { status: 201, schema: Hold },
      handle: async (call) => {
        const { document, ...said } = call.body;
        const bytes = Buffer.from(document.base64, "base64");
        const placing = { ...said, document: { mediaType: document.mediaType, bytes } };
        const { id } = await placeHold(deps, callerOf(call).person.id, placing);
        return { json: await bodyOf(deps, await deps.holds.get(id)) };
      },
    }),
    route({
      method: "post",
      path: "/holds/{id}/review",
      tag,
      summary: "It is still needed: set the next day of review",
      permission: "holds:place",
      params: IdPath,
      body: HoldReviewRequest,
      answer: { status: 204 },
      handle: async (call) => {
        await reviewHold(deps, callerOf(call).person.id, call.params.id as HoldId, call.body);
        return { status: 204 };
      },
    }),
    route({
      method: "post",
      path: "/holds/{id}/release",
      tag,
      summary: "Release a hold that another person placed",
      permission: "holds:release",
      dangerous: true,
      params: IdPath,
      body: HoldReleaseRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const { reason } = call.body;
        await releaseHold(deps, callerOf(call).person.id, call.params.id as HoldId, reason);
        return { status: 204 };
      },
    }),
  ];
}

/** Of a hold that was just placed: the round takes its items up. */
async function bodyOf(deps: HoldRouteDeps, hold: HeldBy): Promise<HoldBody | undefined> {
  return (await bodiesOf(deps, [{ ...hold, items: 0, kept: 0 }]))[0];
}

async function bodiesOf(
  { reviews, today }: HoldRouteDeps,
  holds: readonly ListedHold[],
): Promise<HoldBody[]> {
  const people = holds.flatMap(({ placedBy, released }) => [
    placedBy,
    ...(released === null ? [] : [released.by]),
  ]);
  const names = await reviews.actorNames(people);
  return holds.map((hold) => body(hold, today(), names));
}

function body(hold: ListedHold, today: CalendarDate, names: ReadonlyMap<string, string>): HoldBody {
  const { id, kind, scope, reason, reviewOn, placedAt, placedBy, released, items, kept } = hold;
  const { number, mediaType, sizeBytes, sha256 } = hold.authority;
  return {
    ...{ id, kind, reason, reviewOn, placedAt, placedBy, items, kept },
    scope: shownScope(scope),
    authority: { number, mediaType, sizeBytes, sha256 },
    isOverdue: isOverdue(hold, today),
    placedByName: names.get(placedBy) ?? "",
    released: released && { ...released, byName: names.get(released.by) ?? "" },
  };
}

function shownScope(scope: HeldBy["scope"]): HoldBody["scope"] {
  if (scope.kind === "items") return { kind: "items", itemIds: [...scope.itemIds] };
  if (scope.kind === "case") return { kind: "case", caseId: scope.caseId };
  if (scope.kind === "session") return { kind: "session", sessionId: scope.sessionId };
  const said = Object.entries(scope.query).filter(([, value]) => value !== undefined);
  return { kind: "query", query: Object.fromEntries(said) };
}
