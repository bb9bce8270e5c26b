/** Routes: what is shared with guests: asked for, approved by another, seen whether it was opened, and taken back. */
import type { CaseStore } from "../cases/case-store.ts";
import type { ItemId, ShareId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { GrantScope } from "../secrecy/grant.ts";
import type { GrantStore } from "../secrecy/grant-store.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import { seesLabels } from "../secrecy/sight.ts";
import type { Classification } from "../secrecy/set-label.ts";
import {
  type ShareDeps,
  approveShare,
  askShare,
  endShare,
  noSuchShare,
} from "../sharing/decide-share.ts";
import { partnerName } from "../sharing/partner.ts";
import { type GivenShare, shareState } from "../sharing/share.ts";
import type { SharedContents } from "../sharing/share-receipt.ts";
import { IdPath } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { downloadHeaders } from "./media-headers.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Reply, type Route, callerOf, route } from "./route.ts";
import {
  ApproveShareRequest,
  ShareBody,
  SharePage,
  ShareQuery,
  ShareRequest,
  SharingReason,
} from "./sharing-schema.ts";

export interface ShareRouteDeps extends Pick<ShareDeps, "sharing" | "people" | "clock" | "agency"> {
  readonly cases: Pick<CaseStore, "find">;
  readonly classification: Pick<Classification, "today">;
  readonly grants: GrantStore;
  readonly reviews: Pick<ReviewStore, "actorNames" | "items" | "itemsOf">;
  readonly secrecy: SecrecyStore;
}

const tag = "Sharing";

export const shareRoutes = (deps: ShareRouteDeps): Route[] => [
  ...readRoutes(deps),
  ...fileRoutes(deps),
  ...changeRoutes(deps),
];

function readRoutes(deps: ShareRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/shares",
      tag,
      summary:
        "What is shared with people of other agencies, newest first, and who did not open it",
      permission: "shares:see",
      query: ShareQuery,
      answer: { status: 200, schema: SharePage },
      handle: async ({ sight, query: { cursor, limit, guestId = null } }) => {
        const before = parsePosition(cursor);
        const guest = guestId as UserId | null;
        const found = await deps.sharing.page(before, limit + 1, sight, guest);
        const { entries: page, next } = cutPage(found, limit);
        return pageReply({ entries: await sharesTold(deps, page), next }, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/shares/{id}",
      tag,
      summary: "One share and how it stands",
      permission: "shares:see",
      params: IdPath,
      answer: { status: 200, schema: ShareBody },
      handle: async ({ params }) => ({
        json: (await sharesTold(deps, [await shareOf(deps, params.id as ShareId)]))[0],
      }),
    }),
  ];
}

function fileRoutes(deps: ShareRouteDeps): Route[] {
  const described = { method: "get", tag, permission: "shares:see", params: IdPath } as const;
  return [
    route({
      ...described,
      path: "/shares/{id}/receipt",
      summary: "The exact text that the guest acknowledges",
      answer: { status: 200, mediaType: "text/plain; charset=utf-8" },
      handle: async ({ params }) => {
        const { receipt } = await shareOf(deps, params.id as ShareId);
        if (receipt === null) throw noReceipt();
        return file(Buffer.from(receipt.text), "text/plain; charset=utf-8", "share-receipt.txt");
      },
    }),
    route({
      ...described,
      path: "/shares/{id}/signature",
      summary: "The guest's signature over that text, a CMS in DER",
      answer: { status: 200, mediaType: "application/pkcs7-signature" },
      handle: async ({ params }) => {
        const signature = await deps.sharing.signature(params.id as ShareId);
        if (signature === null) throw noReceipt();
        return file(signature, "application/pkcs7-signature", "share-receipt.txt.p7s");
      },
    }),
  ];
}

function changeRoutes(deps: ShareRouteDeps): Route[] {
  const shareDeps = shareDepsOf(deps);
  return [
    route({
      method: "post",
      path: "/shares",
      tag,
      summary:
        "Ask that a case or items are shared with a guest; it opens once another approved it",
      permission: "shares:ask",
      dangerous: true,
      body: ShareRequest,
      answer: { status: 201, schema: ShareBody },
      handle: async (call) => {
        const { id } = await askShare(shareDeps, call.body, callerOf(call).person.id);
        return { json: (await sharesTold(deps, [await shareOf(deps, id)]))[0] };
      },
    }),
    route({
      method: "post",
      path: "/shares/{id}/approval",
      tag,
      summary: "Approve what another person asked to share",
      permission: "shares:approve",
      dangerous: true,
      params: IdPath,
      body: ApproveShareRequest,
      answer: { status: 200, schema: ShareBody },
      handle: async (call) => {
        const id = call.params.id as ShareId;
        await approveShare(shareDeps, id, callerOf(call).person.id, call.body.reason);
        return { json: (await sharesTold(deps, [await shareOf(deps, id)]))[0] };
      },
    }),
    route({
      method: "delete",
      path: "/shares/{id}",
      tag,
      summary: "Refuse it, or take it back: the guest's next request finds nothing",
      permission: "shares:end",
      params: IdPath,
      body: SharingReason,
      answer: { status: 204 },
      handle: async (call) => {
        const { id: by } = callerOf(call).person;
        await endShare(deps, call.params.id as ShareId, by, call.body.reason);
        return { status: 204 };
      },
    }),
  ];
}

const shareDepsOf = (deps: ShareRouteDeps): ShareDeps => ({
  ...{ ...deps, today: deps.classification.today },
  contents: (scope, guest) => contentsOf(deps, scope, guest),
});

/** What goes into a receipt; of a larger case the receipt names the first of its items, and the case. */
const MOST_ITEMS = 200;

/** As the guest will see it: what a label hides from them is not named in what they sign. */
async function contentsOf(
  { cases, classification, reviews, secrecy }: ShareRouteDeps,
  scope: GrantScope,
  guest: UserId,
): Promise<SharedContents> {
  if (scope.type === "items") {
    const found = await reviews.itemsOf(scope.itemIds);
    return { caseNumber: null, items: [...found.values()] };
  }
  const { caseId } = scope;
  const { entries } = await reviews.items(
    { after: null, limit: MOST_ITEMS },
    { caseId, sight: null },
  );
  const sight = await secrecy.sight({ id: guest, role: "guest" }, classification.today());
  const items = [];
  for (const entry of entries) {
    const { labels } = await secrecy.facts({ type: "item", id: entry.id as ItemId });
    if (seesLabels(sight, labels)) items.push(entry);
  }
  return { caseNumber: (await cases.find(caseId))?.number ?? null, items };
}

async function shareOf(
  { sharing }: Pick<ShareRouteDeps, "sharing">,
  id: ShareId,
): Promise<GivenShare> {
  const found = await sharing.share(id);
  if (found === null) throw noSuchShare();
  return found;
}

const noReceipt = (): Refusal => new Refusal("missing", "sharing/no-such-share", "no such share");

const file = (bytes: Uint8Array, mediaType: string, name: string): Reply => ({
  bytes,
  headers: downloadHeaders(mediaType, name),
});

async function sharesTold(
  { reviews, classification }: ShareRouteDeps,
  page: readonly GivenShare[],
): Promise<ShareBody[]> {
  const today = classification.today();
  const people = page.flatMap(({ askedBy, decided }) =>
    decided === null ? [askedBy] : [askedBy, decided.by],
  );
  const names = await reviews.actorNames([...new Set(people)]);
  return page.map((share): ShareBody => {
    const { scope, grant, receipt } = share;
    return {
      ...{ id: share.id, guestId: share.guestId, guestName: share.guest.displayName },
      ...{ partnerId: share.partner.id, partnerName: partnerName(share.partner) },
      caseId: scope.type === "case" ? scope.caseId : null,
      caseNumber: share.caseNumber,
      itemIds: scope.type === "items" ? [...scope.itemIds] : null,
      ...{ purpose: share.purpose, download: share.download, until: share.until },
      ...{ reason: share.reason, document: share.document, watermark: share.watermark },
      ...{ state: shareState(share, today), askedAt: share.askedAt, askedBy: share.askedBy },
      askedByName: names.get(share.askedBy) ?? "",
      ...decisionTold(share, names),
      ...{ receiptSha256: receipt?.sha256 ?? null, acknowledged: share.acknowledged },
      ...{ openedAt: grant?.openedAt ?? null, revokedAt: grant?.revokedAt ?? null },
      shutAt: share.shutAt,
    };
  });
}

const decisionTold = ({ decided }: GivenShare, names: ReadonlyMap<string, string>) =>
  decided === null
    ? { decidedAt: null, decidedByName: null, decisionReason: null }
    : {
        ...{ decidedAt: decided.at, decisionReason: decided.reason },
        decidedByName: names.get(decided.by) ?? "",
      };
