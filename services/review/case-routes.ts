/** Routes: cases, what is known of them, and which items belong to them. */
import { z } from "zod";
import { allows } from "../access/permission.ts";
import type { ActionStore } from "../actions/action-store.ts";
import type { CaseFile } from "../cases/case-store.ts";
import { changeCase } from "../cases/change-case.ts";
import { type CaseFactDeps, createCase } from "../cases/create-case.ts";
import { caseFile, linkItem, unlinkItem } from "../cases/link-item.ts";
import type { CaseId, ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  CasePage,
  IdPath,
  LinkRequest,
  PageQuery,
  SearchQuery,
  UnlinkRequest,
} from "./api-schema.ts";
import {
  CaseChangeRequest,
  CaseDetail,
  type CaseDetailBody,
  CaseHistory,
  CaseRequest,
} from "./case-schema.ts";
import { type KnownDeps, knownActions } from "./known-actions.ts";
import { about, actionPage } from "./named-actions.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Caller, type RawCall, type Route, callerOf, route } from "./route.ts";

export interface CaseRouteDeps extends CaseFactDeps, KnownDeps {
  readonly reviews: ReviewStore;
  readonly actions: Pick<ActionStore, "page">;
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
      handle: async ({ sight, query: { cursor, limit, search } }) => {
        const after = parsePosition(cursor);
        const found = await deps.reviews.cases({ after, limit }, search, sight);
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
      answer: { status: 201, schema: CaseDetail },
      handle: async (call) => {
        const caller = callerOf(call);
        return { json: detailOf(await createCase(deps, caller.person.id, call.body), NEW, caller) };
      },
    }),
    ...oneCase(deps),
  ];
}

function oneCase(deps: CaseRouteDeps): Route[] {
  const shown = async (file: CaseFile, call: Pick<RawCall, "caller" | "sight">) => {
    const counted = await deps.reviews.case(file.id, call.sight);
    return { json: detailOf(file, counted ?? NEW, callerOf(call)) };
  };
  return [
    route({
      method: "get",
      path: "/cases/{id}",
      tag,
      summary: "One case with what is known of it; names of parties for those who hold parties:see",
      permission: "cases:see",
      params: IdPath,
      answer: { status: 200, schema: CaseDetail },
      handle: async (call) => shown(await caseFile(deps.cases, call.params.id as CaseId), call),
    }),
    route({
      method: "post",
      path: "/cases/{id}/changes",
      tag,
      summary: "Tell more of a case, or correct it with a reason; what stood there stays on record",
      permission: "cases:change",
      params: IdPath,
      body: CaseChangeRequest,
      answer: { status: 200, schema: CaseDetail },
      handle: async (call) => {
        const caller = callerOf(call);
        const { revision, facts, reason = null } = call.body;
        const id = call.params.id as CaseId;
        const by = caller.person.id;
        if (facts.parties !== undefined && !allows(caller.person.role, "parties:see")) {
          // Names that were not shown would be lost in what is sent back.
          throw partiesNotShown();
        }
        return shown(await changeCase(deps, by, id, { revision, facts, reason }), call);
      },
    }),
    route({
      method: "get",
      path: "/cases/{id}/history",
      tag,
      summary: "Who told and corrected what of this case, newest first",
      permission: "cases:see",
      params: IdPath,
      query: PageQuery,
      answer: { status: 200, schema: CaseHistory },
      handle: async ({ params, query, sight }) => {
        await caseFile(deps.cases, params.id as CaseId);
        const keep = knownActions(deps, sight);
        return actionPage({ ...deps, keep }, about(`case:${params.id}`), query);
      },
    }),
  ];
}

export const partiesNotShown = (): Refusal =>
  new Refusal("forbidden", "cases/parties-not-shown", "parties are not shown to you", {
    fix: "Ask somebody who sees the names of parties to change them.",
  });

type Counted = Pick<CaseDetailBody, "itemCount" | "labels">;
const NEW: Counted = { itemCount: 0, labels: [] };

function detailOf(
  file: CaseFile,
  { itemCount, labels }: Counted,
  { person: { role } }: Caller,
): CaseDetailBody {
  const isTold = allows(role, "parties:see");
  const parties = file.parties.map((party) => ({ ...party, name: isTold ? party.name : null }));
  const { majorReasons, flags, legalBasis, events, extensions } = file;
  return {
    ...file,
    itemCount,
    labels,
    parties,
    majorReasons: [...majorReasons],
    flags: [...flags],
    ...{ legalBasis: [...legalBasis], events: [...events], extensions: [...extensions] },
  };
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
