/** Routes: packages made for somebody outside: ordered, acknowledged, withdrawn, and found again by what leaked. */
import type { TwoPeopleDeps } from "../access/two-people.ts";
import { Buffer } from "node:buffer";
import {
  type ExportDeps,
  type Given,
  acknowledge,
  confirmPaper,
  orderExport,
  textOf,
  withdraw,
} from "../exports/acknowledge.ts";
import { type Export as Made, CMS_TYPE, stateOf } from "../exports/export.ts";
import { receiptDocument } from "../exports/receipt.ts";
import type { PackageId, UserId } from "../kernel/ids.ts";
import { LANGUAGES, type Language } from "../kernel/language.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { CertificatePrinter } from "../packages/certificate-printer.ts";
import { idOf as idOfActor } from "./actor-names.ts";
import { IdPath } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import {
  ACKNOWLEDGEMENT_BODY_MAX_BYTES,
  AcknowledgementRequest,
  ConfirmationRequest,
  Export,
  type ExportBody,
  ExportListQuery,
  ExportPage,
  ExportRequest,
  WithdrawalRequest,
} from "./export-schema.ts";
import { downloadHeaders } from "./media-headers.ts";
import { type PackagedItemsDeps, packagedItems } from "./packaged-items.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Reply, type Route, actorOf, callerOf, route } from "./route.ts";

export interface ExportRouteDeps extends ExportDeps, PackagedItemsDeps, TwoPeopleDeps {
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly receiptPrinter: CertificatePrinter;
}

const tag = "Exports";
const TEXT = "text/plain; charset=utf-8";
const PDF = "application/pdf";
const BYTES = "application/octet-stream";
const idOf = (call: { readonly params: { readonly id: string } }): PackageId =>
  call.params.id as PackageId;

export const exportRoutes = (deps: ExportRouteDeps): Route[] => [
  ...readRoutes(deps),
  ...receiptRoutes(deps),
  ...changeRoutes(deps),
  ...acknowledgementRoutes(deps),
];

function readRoutes(deps: ExportRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/exports",
      tag,
      summary:
        "Packages made for somebody outside, newest first; by a watermark or a digest, which one leaked",
      permission: "packages:see",
      query: ExportListQuery,
      answer: { status: 200, schema: ExportPage },
      handle: async ({ sight, query: { cursor, limit, ...filter } }) => {
        const before = parsePosition(cursor);
        const found = await deps.exports.page(filter, deps.today(), before, limit + 1, sight);
        const { entries, next } = cutPage(found, limit);
        return pageReply({ entries: await bodiesOf(deps, entries), next }, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/exports/{id}",
      tag,
      summary: "How an export stands",
      permission: "packages:see",
      params: IdPath,
      answer: { status: 200, schema: Export },
      handle: async (call) => ({ json: await bodyOf(deps, idOf(call)) }),
    }),
    route({
      method: "get",
      path: "/exports/{id}/acknowledgement",
      tag,
      summary: "What the recipient acknowledged by: the signature, or the scanned paper",
      permission: "packages:see",
      params: IdPath,
      answer: { status: 200, mediaType: BYTES },
      handle: async (call) => {
        const { acknowledgement } = await deps.exports.get(idOf(call));
        const bytes = await deps.exports.document(idOf(call));
        const type = acknowledgement?.mediaType ?? CMS_TYPE;
        const ending = type === CMS_TYPE ? "p7s" : type.slice(type.indexOf("/") + 1);
        const name = `acknowledgement-${call.params.id}.${ending}`;
        return { bytes, headers: downloadHeaders(BYTES, name, bytes.byteLength) };
      },
    }),
  ];
}

/** Both from the package as it was prepared: there is none before. */
function receiptRoutes(deps: ExportRouteDeps): Route[] {
  return [
    route({
      method: "get",
      path: "/exports/{id}/receipt.txt",
      tag,
      summary: "The exact text that the recipient signs, in both languages",
      permission: "packages:see",
      params: IdPath,
      answer: { status: 200, mediaType: TEXT },
      handle: async (call) => {
        const bytes = Buffer.from(await textOf(deps, idOf(call)));
        const name = `receipt-${call.params.id}.txt`;
        return { bytes, headers: downloadHeaders(TEXT, name, bytes.byteLength) };
      },
    }),
    ...LANGUAGES.map((language) =>
      route({
        method: "get",
        path: `/exports/{id}/receipt.${language}.pdf`,
        tag,
        summary: `The same as a sheet to be signed by hand (${language})`,
        permission: "packages:see",
        params: IdPath,
        answer: { status: 200, mediaType: PDF },
        handle: async (call) => sheetOf(deps, idOf(call), language),
      }),
    ),
  ];
}

/** @throws Refusal conflict "packages/not-ready"; invalid "exports/not-printable". */
async function sheetOf(
  { exports, packages, receiptPrinter }: ExportRouteDeps,
  id: PackageId,
  language: Language,
): Promise<Reply> {
  const one = await exports.get(id);
  const document = receiptDocument(one, await packages.contents(id), language);
  const printed = await receiptPrinter.print(document);
  if (printed.kind === "no-glyph") {
    throw new Refusal("invalid", "exports/not-printable", "a character has no glyph", {
      fix: "Take the text instead: it is complete.",
    });
  }
  const { bytes } = printed;
  const name = `receipt-${id}.${language}.pdf`;
  return { bytes, headers: downloadHeaders(PDF, name, bytes.byteLength) };
}

function changeRoutes(deps: ExportRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/exports",
      tag,
      summary: "Order a package for a named recipient; it is prepared apart from this request",
      permission: "packages:make",
      dangerous: true,
      body: ExportRequest,
      answer: { status: 202, schema: Export },
      handle: async (call) => {
        const { itemIds: _, purpose, purposeKind, dueOn, ...recipient } = call.body;
        const itemIds = await packagedItems(deps, call);
        const by = { requestedBy: actorOf(callerOf(call)), requestedAt: deps.clock() };
        const request = { itemIds, purpose, purposeKind, ...by };
        const id = await orderExport(deps, { request, recipient, dueOn });
        return { json: await bodyOf(deps, id), headers: { Location: `/api/v1/exports/${id}` } };
      },
    }),
    route({
      method: "post",
      path: "/exports/{id}/withdrawal",
      tag,
      summary: "It can be taken out no more; what was taken out is told as that",
      permission: "packages:make",
      params: IdPath,
      body: WithdrawalRequest,
      answer: { status: 200, schema: Export },
      handle: async (call) => {
        await withdraw(deps, idOf(call), callerOf(call).person.id, call.body.reason);
        return { json: await bodyOf(deps, idOf(call)) };
      },
    }),
  ];
}

function acknowledgementRoutes(deps: ExportRouteDeps): Route[] {
  return [
    route({
      method: "post",
      path: "/exports/{id}/acknowledgement",
      tag,
      summary:
        "What the recipient signed, or a scan of the signed paper, which a second person confirms",
      permission: "exports:acknowledge",
      params: IdPath,
      body: AcknowledgementRequest,
      bodyMaxBytes: ACKNOWLEDGEMENT_BODY_MAX_BYTES,
      answer: { status: 200, schema: Export },
      handle: async (call) => {
        const { base64, ...said } = call.body.acknowledgement;
        const given: Given = { ...said, bytes: Buffer.from(base64, "base64") };
        await acknowledge(deps, idOf(call), given, callerOf(call).person.id);
        return { json: await bodyOf(deps, idOf(call)) };
      },
    }),
    route({
      method: "post",
      path: "/exports/{id}/confirmation",
      tag,
      summary: "The scan was compared with the paper, by another person than entered it",
      permission: "exports:acknowledge",
      params: IdPath,
      body: ConfirmationRequest,
      answer: { status: 200, schema: Export },
      handle: async (call) => {
        await confirmPaper(deps, idOf(call), call.body.sha256, callerOf(call).person.id);
        return { json: await bodyOf(deps, idOf(call)) };
      },
    }),
  ];
}

async function bodyOf(deps: ExportRouteDeps, id: PackageId): Promise<ExportBody | undefined> {
  return (await bodiesOf(deps, [await deps.exports.get(id)]))[0];
}

async function bodiesOf(
  { reviews, today }: ExportRouteDeps,
  all: readonly Made[],
): Promise<ExportBody[]> {
  const asker = ({ requestedBy }: Made) => idOfActor(requestedBy) as UserId;
  const names = await reviews.actorNames(
    all.flatMap((one) => [
      asker(one),
      ...[one.acknowledgement, one.acknowledgement?.confirmed, one.withdrawn].flatMap((done) =>
        done?.by == null ? [] : [done.by],
      ),
    ]),
  );
  const named = <T extends { readonly by: string | null }>(done: T) => ({
    ...done,
    byName: (done.by === null ? undefined : names.get(done.by)) ?? "",
  });
  return all.map((one) => {
    const { acknowledgement, withdrawn, issued } = one;
    return Export.parse({
      ...{ ...one, ...issued, course: stateOf(one, today()) },
      requestedByName: names.get(asker(one)) ?? "",
      acknowledgement: acknowledgement && {
        ...named(acknowledgement),
        confirmed: acknowledgement.confirmed && named(acknowledgement.confirmed),
      },
      withdrawn: withdrawn && named(withdrawn),
    });
  });
}
