/** Routes: that items stay longer because their subject or the agency asks for it, and what ends soon, so that they can ask in time. */
import type { z } from "zod";
import type { CaseStore } from "../cases/case-store.ts";
import { caseFile } from "../cases/link-item.ts";
import { addDays } from "../calendar/calendar-date.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { CaseId, ItemId, SessionId } from "../kernel/ids.ts";
import { timesLeft } from "../retention/extension.ts";
import type { ExtensionScope } from "../retention/extension-store.ts";
import {
  type ExtendDeps,
  extendRetention,
  extensionBasis,
  toldBefore,
} from "../retention/extend.ts";
import { type SessionDeps, requireSession } from "../sessions/keep-session.ts";
import { idOf } from "./actor-names.ts";
import { IdPath } from "./api-schema.ts";
import { dayCursor, parseDayPlace } from "./cursor.ts";
import {
  EndingPage,
  EndingQuery,
  ExtendedItems,
  type ExtendedItemsBody,
  ExtensionList,
  type ExtensionListBody,
  ExtensionRequest,
} from "./extension-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Call, type Route, callerOf, route } from "./route.ts";

export interface ExtensionRouteDeps extends ExtendDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly cases: Pick<CaseStore, "find">;
  readonly recordingSessions: SessionDeps["recordingSessions"];
  readonly reviews: Pick<ReviewStore, "actorNames" | "itemsOf">;
}

const answer = { status: 200, schema: ExtendedItems };
const change = {
  ...({ method: "post", permission: "retention:extend", params: IdPath, answer } as const),
  body: ExtensionRequest,
};

export const extensionRoutes = (deps: ExtensionRouteDeps): Route[] => [
  route({
    ...{ method: "get", path: "/items/{id}/extensions", tag: "Items", permission: "items:see" },
    summary: "How often this item was kept longer because somebody asked, and who may ask again",
    params: IdPath,
    answer: { status: 200, schema: ExtensionList },
    handle: async ({ params }) => {
      const { id } = await deps.items.get(params.id as ItemId);
      return { json: await listOf(deps, id) };
    },
  }),
  route({
    ...{ ...change, path: "/items/{id}/extensions", tag: "Items" },
    summary: "Keep an item longer, as its subject or the agency asks; nothing gets shorter by it",
    handle: async (call) => {
      const id = call.params.id as ItemId;
      return { json: await extend(deps, call, { kind: "item", id }) };
    },
  }),
  route({
    ...{ ...change, path: "/cases/{id}/extensions", tag: "Cases" },
    summary: "The same of everything that belongs to a case now, as far as you may know of it",
    handle: async (call) => {
      const { id } = await caseFile(deps.cases, call.params.id as CaseId);
      return { json: await extend(deps, call, { kind: "case", id }) };
    },
  }),
  route({
    ...{ ...change, path: "/recording-sessions/{id}/extensions", tag: "Recording sessions" },
    summary: "The same of everything that is of a recording session now",
    handle: async (call) => {
      const { id } = await requireSession(deps.recordingSessions, call.params.id as SessionId);
      return { json: await extend(deps, call, { kind: "session", id }) };
    },
  }),
  endingRoute(deps),
];

async function extend(
  deps: ExtensionRouteDeps,
  call: Call<unknown, unknown, z.output<typeof ExtensionRequest>>,
  scope: ExtensionScope,
): Promise<ExtendedItemsBody> {
  const { id } = callerOf(call).person;
  const done = await extendRetention(deps, id, scope, call.body, call.sight);
  return {
    extended: done.extended.map(({ itemId, extension: { until, time } }) => ({
      ...{ itemId, until, time },
    })),
    refused: done.refused.map(({ itemId, refusal: { code, fix = "" } }) => ({
      ...{ itemId, code, fix },
    })),
  };
}

async function listOf(deps: ExtensionRouteDeps, id: ItemId): Promise<ExtensionListBody> {
  const found = await deps.extensions.ofItem(id);
  const { rules } = await extensionBasis(deps);
  const names = await deps.reviews.actorNames([
    ...new Set(found.map(({ actor }) => idOf(actor) as never)),
  ]);
  return {
    entries: found.map(({ ...each }) => ({
      ...each,
      actorName: names.get(idOf(each.actor)) ?? "",
    })),
    may: timesLeft(rules, found),
  };
}

function endingRoute(deps: ExtensionRouteDeps): Route {
  return route({
    ...{ method: "get", path: "/retention/ending", tag: "Retention", permission: "disposal:see" },
    summary: "Items whose last day comes near, soonest first, and who may ask that they stay",
    query: EndingQuery,
    answer: { status: 200, schema: EndingPage },
    handle: async ({ sight, query: { cursor, limit, within, extended } }) => {
      const basis = await extensionBasis(deps);
      const days = within ?? toldBefore(basis);
      const between = { from: basis.today, until: addDays(basis.today, days) };
      const onlyExtended = extended === "true";
      const after = parseDayPlace(cursor);
      const found = await deps.extensions.ending(between, onlyExtended, after, limit + 1, sight);
      const shown = found.slice(0, limit);
      const items = await deps.reviews.itemsOf(
        shown.map(({ itemId }) => itemId),
        sight,
      );
      const last = found.length > limit ? shown.at(-1) : undefined;
      const entries = shown.map(({ itemId, on, extensions }) => ({
        ...{ itemId, endsOn: on, extensions },
        filename: items.get(itemId)?.filename ?? "",
        deviceName: items.get(itemId)?.deviceName ?? "",
        may: timesLeft(basis.rules, extensions).map(({ by, left }) => ({ by, left })),
      }));
      const nextCursor = last === undefined ? null : dayCursor(last);
      return { json: { entries, nextCursor, within: days } };
    },
  });
}
