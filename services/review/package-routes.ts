/** Routes: ask for a package of evidence, see how it stands, take it out of the house. */
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { isWithdrawn } from "../exports/export.ts";
import type { ExportStore } from "../exports/export-store.ts";
import { type CaseId, type ItemId, type PackageId, newId } from "../kernel/ids.ts";
import {
  type Package as StoredPackage,
  type PackageStore,
  packageRequested,
  statementOf,
} from "../packages/package-store.ts";
import { type WritePackageDeps, writePackage } from "../packages/write-package.ts";
import { type AccessDeps, recordAccess, recordRefusal } from "./access-events.ts";
import {
  IdPath,
  Package,
  type PackageBody,
  PackagePage,
  PackageRequest,
  PageQuery,
} from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { downloadHeaders } from "./media-headers.ts";
import { requireThere } from "../evidence/require-there.ts";
import { type PackagedItemsDeps, packagedItems } from "./packaged-items.ts";
import { requireContent, requireWholeRecord } from "./require-content.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type Caller, type Route, actorOf, callerOf, route } from "./route.ts";

export interface PackageRouteDeps extends AccessDeps, WritePackageDeps, PackagedItemsDeps {
  readonly exports: Pick<ExportStore, "get" | "takeOut">;
  readonly items: EvidenceStore;
  readonly packages: PackageStore;
  readonly reviews: Pick<ReviewStore, "items">;
}

const PackageQuery = PageQuery.extend({
  caseId: IdPath.shape.id.optional().describe("Those that hold an item of this case"),
});

const tag = "Packages";
const ZIP = "application/zip";

export const packageRoutes = (deps: PackageRouteDeps): Route[] => [
  ...requestRoutes(deps),
  contentRoute(deps),
];

const bodyOf = (stored: StoredPackage): PackageBody => ({
  id: stored.id,
  itemIds: [...stored.itemIds],
  purpose: stored.purpose,
  requestedAt: stored.requestedAt,
  state: stored.state,
  failure: stored.failure,
  sizeBytes: stored.sizeBytes,
  watermark: stored.issued?.watermark ?? null,
});

function requestRoutes(deps: PackageRouteDeps): Route[] {
  const { packages } = deps;
  return [
    route({
      method: "get",
      path: "/packages",
      tag,
      summary: "Packages that were asked for, newest first",
      permission: "packages:see",
      query: PackageQuery,
      answer: { status: 200, schema: PackagePage },
      handle: async ({ sight, query: { cursor, limit, caseId } }) => {
        const holding = caseId === undefined ? undefined : await itemsOf(deps, caseId, sight);
        const found = await packages.page(parsePosition(cursor), limit + 1, sight, holding);
        const { entries: shown, next } = cutPage(found, limit);
        return pageReply({ entries: shown.map(bodyOf), next }, positionCursor);
      },
    }),
    route({
      method: "post",
      path: "/packages",
      tag,
      summary:
        "Ask for a package of these items and their side files; it is prepared apart from this request",
      permission: "packages:make",
      body: PackageRequest,
      answer: { status: 202, schema: Package },
      handle: async (call) => {
        const { purpose, purposeKind } = call.body;
        const taken = await packagedItems(deps, call);
        const request = {
          ...{ id: newId<PackageId>(), itemIds: taken, purposeKind, purpose },
          ...{ requestedBy: actorOf(callerOf(call)), requestedAt: deps.clock() },
        };
        const stored = await packages.request(request, packageRequested(request));
        return { json: bodyOf(stored), headers: { Location: `/api/v1/packages/${stored.id}` } };
      },
    }),
    route({
      method: "get",
      path: "/packages/{id}",
      tag,
      summary: "How a package stands",
      permission: "packages:see",
      params: IdPath,
      answer: { status: 200, schema: Package },
      handle: async ({ params }) => ({ json: bodyOf(await packages.get(params.id as PackageId)) }),
    }),
  ];
}

/** More than one package holds. */
const MOST_ITEMS = 1_000;

/** The newest of a case that whoever asks may know of. */
async function itemsOf(
  { reviews }: PackageRouteDeps,
  caseId: string,
  sight: Sight | null,
): Promise<readonly ItemId[]> {
  const filter = { caseId: caseId as CaseId, sight };
  const { entries } = await reviews.items({ after: null, limit: MOST_ITEMS }, filter);
  return entries.map(({ id }) => id as ItemId);
}

function contentRoute(deps: PackageRouteDeps): Route {
  return route({
    method: "get",
    path: "/packages/{id}/content",
    tag,
    summary: "The package as a ZIP; the same bytes each time",
    permission: "packages:make",
    params: IdPath,
    answer: { status: 200, mediaType: ZIP },
    onRefused: async (call) => {
      const stored = await deps.packages.get(call.params.id as PackageId);
      for (const access of accesses(stored, callerOf(call), call.requestId)) {
        await recordRefusal(deps, access);
      }
    },
    handle: async (call) => {
      const stored = await deps.packages.get(call.params.id as PackageId);
      const by = await requireContent(deps, call, "packages:make", stored.itemIds, stored);
      await requireWholeRecord(deps, call, stored.itemIds);
      for (const id of stored.itemIds) requireThere(await deps.items.get(id));
      await requireNotWithdrawn(deps, stored);
      const contents = await deps.packages.contents(stored.id);
      for (const access of accesses(stored, callerOf(call), call.requestId)) {
        const grants = by.get(access.itemId) ?? [];
        await recordAccess(deps, { ...access, grants }, false);
      }
      const at = deps.clock();
      // The last word on whether it may leave: an export may be withdrawn meanwhile.
      await deps.exports.takeOut(stored.id, at, {
        ...{ kind: "package-downloaded", at, actor: actorOf(callerOf(call)) },
        ...{ subject: `package:${stored.id}`, before: null, after: statementOf(contents) },
        reason: stored.purpose,
      });
      const { filename, sizeBytes, stream } = writePackage(deps, contents);
      return { bytes: stream, headers: downloadHeaders(ZIP, filename, sizeBytes) };
    },
  });
}

/** Before any record says that it leaves. @throws Refusal conflict "exports/withdrawn". */
async function requireNotWithdrawn(
  { exports }: PackageRouteDeps,
  { id, issued }: StoredPackage,
): Promise<void> {
  if (issued !== null && (await exports.get(id)).withdrawn !== null) throw isWithdrawn();
}

/** Taking the package out is an access to each of its items, for the purpose it was asked for. */
const accesses = (stored: StoredPackage, caller: Caller, requestId: string) =>
  stored.itemIds.map((itemId) => ({
    itemId,
    representation: `package:${stored.id}`,
    purposeKind: stored.purposeKind,
    purpose: stored.purpose,
    caller,
    requestId,
  }));
