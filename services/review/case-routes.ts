/** Routes: cases, and which items belong to them. */
import { z } from "zod";
import { type CaseDeps, createCase } from "../cases/create-case.ts";
import { caseFile, linkItem, unlinkItem } from "../cases/link-item.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import {
  Case,
  CasePage,
  CaseRequest,
  IdPath,
  LinkRequest,
  SearchQuery,
  UnlinkRequest,
} from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface CaseRouteDeps extends CaseDeps {
  readonly reviews: ReviewStore;
}

const LinkPath = z.object({ id: IdPath.shape.id, itemId: IdPath.shape.id });
const tag = "Cases";

export const caseRoutes = (deps: CaseRouteDeps): Route[] => [
  ...fileRoutes(deps),
  ...linkRoutes(deps),
];

function fileRoutes(deps: CaseRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/cases",
      tag,
      summary: "Cases, newest first",
      permission: "cases:see",
      query: SearchQuery,
      answer: { status: 200, schema: CasePage },
      handle: async ({ query: { cursor, limit, search } }) => {
        const after = parsePosition(cursor);
        const found = await deps.reviews.cases({ after, limit }, search);
        return pageReply(found, positionCursor);
      },
    }),
    route({
      method: "post",
      path: "/cases",
      tag,
      summary: "Open a case",
      permission: "cases:change",
      body: CaseRequest,
      answer: { status: 201, schema: Case },
      handle: async (call) => {
        const file = await createCase(deps, callerOf(call).person.id, call.body);
        const { id, number, title, createdAt } = file;
        return { json: { id, number, title, createdAt, itemCount: 0 } };
      },
    }),
    route({
      method: "get",
      path: "/cases/{id}",
      tag,
      summary: "One case",
      permission: "cases:see",
      params: IdPath,
      answer: { status: 200, schema: Case },
      handle: async ({ params }) => {
        const id = params.id as CaseId;
        return { json: (await deps.reviews.case(id)) ?? (await caseFile(deps.cases, id)) };
      },
    }),
  ];
}

function linkRoutes(deps: CaseRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/cases/{id}/items",
      tag,
      summary: "Link an item; linking twice changes nothing",
      permission: "cases:change",
      params: IdPath,
      body: LinkRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const { params, body } = call;
        const by = callerOf(call).person.id;
        await linkItem(deps, by, params.id as CaseId, body.itemId as ItemId);
        return { status: 204 };
      },
    }),
    route({
      method: "delete",
      path: "/cases/{id}/items/{itemId}",
      tag,
      summary: "End a link, with the reason; the link stays in the record",
      permission: "cases:change",
      params: LinkPath,
      body: UnlinkRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const { params, body } = call;
        const by = callerOf(call).person.id;
        await unlinkItem(deps, by, params.id as CaseId, params.itemId as ItemId, body.reason);
        return { status: 204 };
      },
    }),
  ];
}
