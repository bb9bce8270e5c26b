/** Routes of a guest: what was shared with me, its receipt, and the same copies by the same door as everybody's. */
import { Buffer } from "node:buffer";
import { isDisposed } from "../evidence/pipeline.ts";
import type { ItemId, ShareId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Classification } from "../secrecy/set-label.ts";
import { noSuchShare } from "../sharing/decide-share.ts";
import {
  type AcknowledgeDeps,
  acknowledgeShare,
  isOpen,
  openShareOf,
  shareOf,
} from "../sharing/open-share.ts";
import { partnerName } from "../sharing/partner.ts";
import { type GivenShare, idsOf } from "../sharing/share.ts";
import type { SharingStore } from "../sharing/sharing-store.ts";
import { IdPath, type ItemSummaryBody, PageQuery } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { pageReply } from "./page-reply.ts";
import { type MediaDeps, readMedia } from "./read-media.ts";
import { type ContentDeps, requireContent } from "./require-content.ts";
import type { ReviewStore } from "./review-store.ts";
import { ANY_TYPE, type Call, type Route, callerOf, route } from "./route.ts";
import {
  ACKNOWLEDGE_MAX_BYTES,
  AcknowledgeShareRequest,
  SharedBody,
  SharedCheck,
  SharedCopyPath,
  type SharedItem,
  SharedItemPage,
  SharedItemPath,
  SharedList,
  SharedMediaQuery,
} from "./sharing-schema.ts";
import type { VerifyDeps } from "./verify-deps.ts";
import { verifyItem } from "./verify-item.ts";

export interface SharedRouteDeps
  extends
    Omit<MediaDeps, keyof VerifyDeps>,
    ContentDeps,
    VerifyDeps,
    Pick<AcknowledgeDeps, "recipients"> {
  readonly items: MediaDeps["items"];
  readonly agency: string;
  readonly classification: Pick<Classification, "today">;
  readonly reviews: Pick<ReviewStore, "items" | "itemsOf">;
  readonly sharing: Pick<SharingStore, "share" | "change" | "page">;
}

type GuestCall = Pick<
  Call<{ readonly id: string }, unknown, unknown>,
  "params" | "sight" | "caller"
>;

const described = { tag: "Shared with me", permission: "shares:open" } as const;
/** No guest has as many that are open. */
const MOST_SHARES = 500;

export const sharedRoutes = (deps: SharedRouteDeps): Route[] => [
  ...shareRoutes(deps),
  ...itemRoutes(deps),
  mediaRoute(deps),
];

function shareRoutes(deps: SharedRouteDeps): Route[] {
  const { today } = deps.classification;
  return [
    route({
      ...described,
      method: "get",
      path: "/shared",
      summary: "What was shared with me and is open, newest first",
      answer: { status: 200, schema: SharedList },
      handle: async (call) => {
        const { id: guest } = callerOf(call).person;
        const all = await deps.sharing.page(null, MOST_SHARES, null, guest);
        const seen = await Promise.all(
          all.map(async (share) => isOpen(share, today()) && !(await isShut(deps, call, share))),
        );
        return { json: { entries: all.filter((_, at) => seen[at]).map((one) => told(deps, one)) } };
      },
    }),
    route({
      ...described,
      method: "get",
      path: "/shared/{id}",
      summary: "One share, with the receipt that opens it",
      params: IdPath,
      answer: { status: 200, schema: SharedBody },
      handle: async (call) => ({ json: told(deps, await mine(deps, call)) }),
    }),
    route({
      ...described,
      method: "post",
      path: "/shared/{id}/acknowledgement",
      summary:
        "Acknowledge the receipt, with the password shown lately or a signature; then it opens",
      dangerous: true,
      params: IdPath,
      body: AcknowledgeShareRequest,
      bodyMaxBytes: ACKNOWLEDGE_MAX_BYTES,
      answer: { status: 200, schema: SharedBody },
      handle: async (call) => {
        const { id } = await mine(deps, call);
        const { sha256, signature } = call.body;
        await acknowledgeShare({ ...deps, today }, id, callerOf(call).person.id, {
          sha256,
          signature: signature === null ? null : Buffer.from(signature, "base64"),
        });
        return { json: told(deps, await mine(deps, call)) };
      },
    }),
  ];
}

function itemRoutes(deps: SharedRouteDeps): Route[] {
  return [
    route({
      ...described,
      method: "get",
      path: "/shared/{id}/items",
      summary: "What lies in it, once it is acknowledged",
      params: IdPath,
      query: PageQuery,
      answer: { status: 200, schema: SharedItemPage },
      handle: async (call) => {
        const { scope } = await opened(deps, call);
        if (scope.type === "items") {
          const found = await deps.reviews.itemsOf(scope.itemIds, call.sight);
          const entries = [...found.values()].filter(isThere).map(itemTold);
          return { json: { entries, nextCursor: null } };
        }
        const { cursor, limit } = call.query;
        const filter = { caseId: scope.caseId, sight: call.sight };
        const page = await deps.reviews.items({ after: parsePosition(cursor), limit }, filter);
        const entries = page.entries.filter(isThere).map(itemTold);
        return pageReply({ entries, next: page.next }, positionCursor);
      },
    }),
    route({
      ...described,
      method: "get",
      path: "/shared/{id}/items/{itemId}/verification",
      summary: "Whether it is what was received, signed and entered: each check and its verdict",
      params: SharedItemPath,
      answer: { status: 200, schema: SharedCheck },
      handle: async (call) => {
        const { sha256 } = await itemIn(deps, call, await opened(deps, call));
        const { checks } = await verifyItem(deps, call.params.itemId as ItemId, false);
        // Without facts and commands: those name devices, keys and places of the house.
        const kept = checks.map(({ name, verdict, reason }) => ({ name, verdict, reason }));
        return { json: { sha256, checks: kept } };
      },
    }),
  ];
}

const mediaRoute = (deps: SharedRouteDeps): Route =>
  route({
    ...described,
    method: "get",
    path: "/shared/{id}/items/{itemId}/{kind}",
    summary: "The viewing copy, the poster, or where it may be taken away the original",
    params: SharedCopyPath,
    query: SharedMediaQuery,
    answer: { status: 200, mediaType: ANY_TYPE, ranged: true },
    handle: async (call) => {
      const share = await opened(deps, call);
      await itemIn(deps, call, share);
      const { itemId, kind } = call.params;
      const id = itemId as ItemId;
      const isTaken = kind === "original" || call.query.download === "true";
      if (isTaken && !share.download) throw watchOnly();
      const why = { purposeKind: share.purpose, purpose: share.reason };
      const stated = kind === "poster" ? null : { ...why, isTaken };
      const by = await requireContent(deps, call, "shares:open", [id], stated);
      return readMedia(deps, {
        ...{ itemId: id, representation: kind, ...why, caller: callerOf(call) },
        grants: (by.get(id) ?? []).filter((grant) => grant.id === share.grantId),
        ...{ requestId: call.requestId, isDownload: isTaken, download: isTaken },
        ...{ range: call.range, ifRange: call.ifRange },
      });
    },
  });

const watchOnly = (): Refusal =>
  new Refusal("forbidden", "sharing/watch-only", "this is to be watched, not taken away", {
    fix: "Watch it here; ask whoever shared it where a copy is needed.",
  });

/** As long as it is open to this guest. @throws Refusal missing "sharing/no-such-share". */
async function mine(deps: SharedRouteDeps, call: GuestCall): Promise<GivenShare> {
  const open = { ...deps, today: deps.classification.today };
  const share = await shareOf(open, call.params.id as ShareId, callerOf(call).person.id);
  if (await isShut(deps, call, share)) throw noSuchShare();
  return share;
}

/** And acknowledged. @throws Refusal conflict "sharing/not-acknowledged". */
async function opened(deps: SharedRouteDeps, call: GuestCall): Promise<GivenShare> {
  const { id } = await mine(deps, call);
  const open = { ...deps, today: deps.classification.today };
  return openShareOf(open, id, callerOf(call).person.id);
}

/** A label stands above what the partner may know of, and nobody told of it yet: then the share is not there already. */
const isShut = async (
  { secrecy }: ContentDeps,
  { sight }: Pick<GuestCall, "sight">,
  { scope }: GivenShare,
): Promise<boolean> => sight === null || (await secrecy.hidden(sight, idsOf(scope))).size > 0;

/** Of another share, of no share, of one that was destroyed, and of none at all alike. @throws Refusal missing "evidence/no-such-item". */
async function itemIn(
  { reviews, secrecy }: SharedRouteDeps,
  { params, sight }: GuestCall & { readonly params: { readonly itemId: string } },
  { scope }: GivenShare,
): Promise<ItemSummaryBody> {
  const id = params.itemId as ItemId;
  const found = (await reviews.itemsOf([id], sight)).get(id);
  const isInside =
    scope.type === "items"
      ? scope.itemIds.includes(id)
      : found?.cases.some((file) => file.id === scope.caseId) === true;
  const isHidden = sight === null || (await secrecy.hidden(sight, [id])).size > 0;
  if (found !== undefined && isThere(found) && isInside && !isHidden) return found;
  throw new Refusal("missing", "evidence/no-such-item", "there is no such item");
}

const isThere = (item: ItemSummaryBody): boolean => !isDisposed(item);

function told({ agency }: SharedRouteDeps, share: GivenShare): SharedBody {
  const { receipt, partner, guest } = share;
  return {
    ...{ id: share.id, agency, partnerName: partnerName(partner), guestName: guest.displayName },
    ...{ caseNumber: share.caseNumber, purpose: share.purpose, download: share.download },
    ...{ until: share.until, reason: share.reason, documentName: share.document.name },
    ...{ watermark: share.watermark, acknowledged: share.acknowledged },
    receipt: receipt ?? { text: "", sha256: "" },
  };
}

const itemTold = (item: ItemSummaryBody): SharedItem => ({
  ...{ id: item.id, filename: item.filename, sizeBytes: item.sizeBytes, sha256: item.sha256 },
  ...{ recordedAt: item.recordedAt, receivedAt: item.receivedAt },
  ...{ durationSeconds: item.durationSeconds, hasPoster: item.hasPoster },
  canWatch: item.viewingStage === "ready",
});
