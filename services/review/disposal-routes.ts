/** Routes: what may end, and the batches in which it does, from proposal to certificate. */
import type { TwoPeopleDeps } from "../access/two-people.ts";
import {
  type DisposalBatch,
  type DisposalSummary,
  peopleOf,
  summaryOf,
} from "../disposal/batch.ts";
import { appraiseBatch, approveBatch, prolongGrace, stopBatch } from "../disposal/decide-batch.ts";
import { type DisposalDeps, proposeDisposal } from "../disposal/propose.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { batchBody, itemBody, stallBody } from "./disposal-body.ts";
import { dueRoute, timeOf } from "./disposal-due-route.ts";
import {
  Disposal,
  DisposalAppraisal,
  DisposalApproval,
  type DisposalBody,
  DisposalDetail,
  DisposalFilePath,
  DisposalGrace,
  type DisposalDetailBody,
  DisposalListQuery,
  DisposalPage,
  DisposalPath,
  DisposalProposal,
  DisposalStop,
} from "./disposal-schema.ts";
import { downloadHeaders } from "./media-headers.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface DisposalRouteDeps extends DisposalDeps, TwoPeopleDeps {
  readonly reviews: Pick<ReviewStore, "actorNames" | "itemsOf">;
}

const tag = "Disposal";
const BYTES = "application/octet-stream";

export const disposalRoutes = (deps: DisposalRouteDeps): Route[] => [
  dueRoute(deps),
  ...readRoutes(deps),
  certificateRoute(deps),
  ...proposeRoutes(deps),
  ...approveRoutes(deps),
  graceRoute(deps),
];

function readRoutes(deps: DisposalRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/disposal/batches",
      tag,
      summary: "Batches on their way to disposal, and those that are over; newest first",
      permission: "disposal:see",
      query: DisposalListQuery,
      answer: { status: 200, schema: DisposalPage },
      handle: async ({ sight, query: { cursor, limit, state, itemId } }) => {
        const filter = { itemId, over: state === undefined ? undefined : state === "over" };
        const before = parsePosition(cursor);
        const found = await deps.disposals.page(filter, before, limit + 1, sight);
        const { entries, next } = cutPage(found, limit);
        return pageReply({ entries: await bodiesOf(deps, entries), next }, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/disposal/batches/{id}",
      tag,
      summary: "One batch: each item with what stands against it, and the exact texts",
      permission: "disposal:see",
      params: DisposalPath,
      answer: { status: 200, schema: DisposalDetail },
      handle: async ({ params, sight }) => ({
        json: await detailOf(deps, await deps.disposals.get(params.id), sight),
      }),
    }),
  ];
}

function certificateRoute(deps: DisposalRouteDeps): Route {
  return route({
    method: "get",
    path: "/disposal/batches/{id}/certificate/{name}",
    tag,
    summary:
      "A file of the certificate: certificate.json is signed, and names the digest of each other",
    permission: "disposal:see",
    params: DisposalFilePath,
    answer: { status: 200, mediaType: BYTES },
    handle: async ({ params: { id, name } }) => {
      await deps.disposals.get(id);
      const file = await deps.disposals.file(id, name);
      if (file === null) {
        throw new Refusal("missing", "disposal/no-such-file", "the certificate has no such file", {
          fix: "A batch has its certificate once it is over and something of it was destroyed; its files stand in the batch.",
        });
      }
      const { bytes } = file;
      return { bytes, headers: downloadHeaders(BYTES, `disposal-${id}.${name}`, bytes.byteLength) };
    },
  });
}

function proposeRoutes(deps: DisposalRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/disposal/batches",
      tag,
      summary: "Propose that items end; the list is frozen, and its notice begins",
      permission: "disposal:propose",
      body: DisposalProposal,
      answer: { status: 201, schema: Disposal },
      handle: async (call) => {
        const batch = await proposeDisposal(deps, callerOf(call).person.id, call.body);
        return { ...(await shown(deps, batch)), status: 201 };
      },
    }),
    route({
      method: "post",
      path: "/disposal/batches/{id}/appraisal",
      tag,
      summary: "Say of each item, after the notice, whether it is destroyed or kept, and why",
      permission: "disposal:appraise",
      params: DisposalPath,
      body: DisposalAppraisal,
      bodyMaxBytes: 1 << 20,
      answer: { status: 200, schema: Disposal },
      handle: async (call) => {
        const said = { id: call.params.id, ...call.body };
        return shown(deps, await appraiseBatch(deps, callerOf(call).person.id, said));
      },
    }),
  ];
}

function approveRoutes(deps: DisposalRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/disposal/batches/{id}/approval",
      tag,
      summary:
        "Approve the very text that was appraised; it takes two people at least who did neither act",
      permission: "disposal:approve",
      dangerous: true,
      params: DisposalPath,
      body: DisposalApproval,
      answer: { status: 200, schema: Disposal },
      handle: async (call) => {
        const { id: by, role } = callerOf(call).person;
        const said = { id: call.params.id, ...call.body, role };
        return shown(deps, await approveBatch(deps, by, said));
      },
    }),
    route({
      method: "post",
      path: "/disposal/batches/{id}/stop",
      tag,
      summary: "Stop a batch; what is not destroyed by then is kept",
      permission: "disposal:stop",
      params: DisposalPath,
      body: DisposalStop,
      answer: { status: 200, schema: Disposal },
      handle: async (call) => {
        const said = { id: call.params.id, ...call.body };
        return shown(deps, await stopBatch(deps, callerOf(call).person.id, said));
      },
    }),
  ];
}

function graceRoute(deps: DisposalRouteDeps): Route {
  return route({
    method: "post",
    path: "/disposal/batches/{id}/grace",
    tag,
    summary: "Prolong the grace of a batch, as far as its rule allows",
    permission: "disposal:stop",
    params: DisposalPath,
    body: DisposalGrace,
    answer: { status: 200, schema: Disposal },
    handle: async (call) => {
      const said = { id: call.params.id, ...call.body };
      return shown(deps, await prolongGrace(deps, callerOf(call).person.id, said));
    },
  });
}

async function bodiesOf(
  deps: DisposalRouteDeps,
  batches: readonly DisposalSummary[],
): Promise<DisposalBody[]> {
  const names = await deps.reviews.actorNames([...new Set(batches.flatMap(peopleOf))]);
  return batches.map((batch) => batchBody(batch, names, deps.clock()));
}

const shown = async (deps: DisposalRouteDeps, batch: DisposalBatch) => ({
  json: (await bodiesOf(deps, [summaryOf(batch)]))[0],
});

async function detailOf(
  deps: DisposalRouteDeps,
  batch: DisposalBatch,
  sight: Sight | null,
): Promise<DisposalDetailBody> {
  const names = await deps.reviews.actorNames(peopleOf(batch));
  const time = await timeOf(deps);
  const waiting = batch.items.filter(({ outcome }) => outcome === null);
  const facts = await deps.disposals.facts(waiting.map(({ itemId }) => itemId));
  const byItem = new Map(facts.map((each) => [each.itemId, each]));
  const ids = batch.items.map(({ itemId }) => itemId);
  const shownAs = await deps.reviews.itemsOf(ids, sight);
  const stall = (await deps.disposals.stalls()).find(({ disposalId }) => disposalId === batch.id);
  return {
    ...batchBody(summaryOf(batch), names, deps.clock()),
    items: batch.items.map((item) =>
      itemBody(
        item,
        { facts: byItem.get(item.itemId), shown: shownAs.get(item.itemId) },
        batch,
        time,
      ),
    ),
    stalled: stall === undefined ? null : stallBody(stall),
    certificate: [...(await deps.disposals.files(batch.id))],
    ...{ list: batch.list, appraisalText: batch.appraisal?.text ?? null },
  };
}
