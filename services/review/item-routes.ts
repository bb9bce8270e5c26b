/** Routes: the list of items, one item, its custody and its verification. */
import type { ItemFilter } from "./review-store.ts";
import { utcInstant } from "../kernel/clock.ts";
import type { CaseId, DeviceId, ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  IdPath,
  Item,
  ItemPage,
  ItemQuery,
  Verification,
  VerificationQuery,
} from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { type ItemPageDeps, itemPage } from "./item-page.ts";
import { type CustodyRouteDeps, custodyRoutes } from "./custody-routes.ts";
import { pageReply } from "./page-reply.ts";
import { type Route, route } from "./route.ts";
import type { VerifyDeps } from "./verify-deps.ts";
import { verifyItem } from "./verify-item.ts";

export type ItemRouteDeps = ItemPageDeps & VerifyDeps & CustodyRouteDeps;

const tag = "Items";

const receivedFrom = ({ receivedFrom: text }: { readonly receivedFrom?: string | undefined }) =>
  text === undefined ? {} : { receivedFrom: utcInstant(new Date(text)) };

export function itemRoutes(deps: ItemRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/items",
      tag,
      summary: "Items, newest arrival first",
      permission: "items:see",
      query: ItemQuery,
      answer: { status: 200, schema: ItemPage },
      handle: async ({ sight, query: { cursor, limit, stage, deviceId, caseId, ...more } }) => {
        const filter: ItemFilter = {
          sight,
          ...(stage === undefined ? {} : { stage }),
          ...(deviceId === undefined ? {} : { deviceId: deviceId as DeviceId }),
          ...(caseId === undefined ? {} : { caseId: caseId as CaseId }),
          ...(more.awaits === undefined ? {} : { awaits: more.awaits }),
          ...receivedFrom(more),
          ...(more.mine === undefined || sight === null ? {} : { carrier: sight.userId }),
        };
        const page = await deps.reviews.items({ after: parsePosition(cursor), limit }, filter);
        return pageReply(page, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/items/{id}",
      tag,
      summary: "One item with everything known about it",
      permission: "items:see",
      params: IdPath,
      answer: { status: 200, schema: Item },
      handle: async ({ params, sight }) => {
        const body = await itemPage(deps, params.id as ItemId, sight);
        if (body === null) throw new Refusal("missing", "evidence/no-such-item", "no such item");
        return { json: body };
      },
    }),
    ...custodyRoutes(deps),
    route({
      method: "get",
      path: "/items/{id}/verification",
      tag,
      summary: "Each check with its verdict; bytes=read hashes the whole original anew",
      permission: "evidence:verify",
      params: IdPath,
      query: VerificationQuery,
      slow: true,
      answer: { status: 200, schema: Verification },
      handle: async ({ params, query }) => ({
        json: await verifyItem(deps, params.id as ItemId, query.bytes === "read"),
      }),
    }),
  ];
}
