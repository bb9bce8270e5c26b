/** Routes: the list of items, one item, its custody and its verification. */
import type { ItemFilter } from "./review-store.ts";
import type { CaseId, DeviceId, ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  Custody,
  IdPath,
  Item,
  ItemPage,
  ItemQuery,
  Verification,
  VerificationQuery,
} from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { type ItemPageDeps, itemPage } from "./item-page.ts";
import { custodyPage } from "./custody-page.ts";
import { pageReply } from "./page-reply.ts";
import { type RecordProofDeps, recordProof } from "./record-proof.ts";
import { EventPath, RecordProof } from "./record-schema.ts";
import { type Route, route } from "./route.ts";
import type { VerifyDeps } from "./verify-deps.ts";
import { verifyItem } from "./verify-item.ts";

export type ItemRouteDeps = ItemPageDeps & VerifyDeps & RecordProofDeps;

const tag = "Items";

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
      handle: async ({ query: { cursor, limit, stage, deviceId, caseId } }) => {
        const filter: ItemFilter = {
          ...(stage === undefined ? {} : { stage }),
          ...(deviceId === undefined ? {} : { deviceId: deviceId as DeviceId }),
          ...(caseId === undefined ? {} : { caseId: caseId as CaseId }),
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
      handle: async ({ params }) => {
        const body = await itemPage(deps, params.id as ItemId);
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

function custodyRoutes(deps: ItemRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/items/{id}/custody",
      tag,
      summary: "Everything that happened to it, oldest first, and whether the chain holds",
      permission: "evidence:verify",
      params: IdPath,
      answer: { status: 200, schema: Custody },
      handle: async ({ params }) => ({ json: await custodyPage(deps, params.id as ItemId) }),
    }),
    route({
      method: "get",
      path: "/items/{id}/custody/{index}/proof",
      tag,
      summary: "How one of these events stands in the ledger, with its proof",
      permission: "evidence:verify",
      params: EventPath,
      answer: { status: 200, schema: RecordProof },
      handle: async ({ params }) => {
        const id = params.id as ItemId;
        await deps.items.get(id);
        return { json: await recordProof(deps, id, Number(params.index)) };
      },
    }),
    route({
      method: "get",
      path: "/items/{id}/custody.txt",
      tag,
      summary: "The custody records exactly as they are hashed, one a line",
      permission: "evidence:verify",
      params: IdPath,
      answer: { status: 200, mediaType: "text/plain" },
      handle: async ({ params }) => {
        const id = params.id as ItemId;
        await deps.items.get(id);
        const lines = (await deps.items.custody(id)).map(({ body }) => `${body}\n`);
        return {
          bytes: Buffer.from(lines.join("")),
          headers: {
            "Content-Type": "text/plain; charset=utf-8",
            "Content-Disposition": 'attachment; filename="custody.txt"',
            "X-Content-Type-Options": "nosniff",
          },
        };
      },
    }),
  ];
}
