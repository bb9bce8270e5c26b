/** Routes: the file of a case, ordered by people, sealed in versions that are signed and told to the ledger. */
import { contentsText } from "../casefile/contents-text.ts";
import { type Entry, placesOf } from "../casefile/entry.ts";
import { parseFileText } from "../casefile/file-text.ts";
import { orderEntries, shownOrder } from "../casefile/order-entries.ts";
import { type SealDeps, sealFile } from "../casefile/seal-file.ts";
import { caseFile } from "../cases/link-item.ts";
import type { CaseId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import { IdPath } from "./api-schema.ts";
import {
  type CaseDocumentDeps,
  headsOf,
  makerOf,
  requireDocument,
  wholeOf,
} from "./case-documents.ts";
import {
  CaseFileBody,
  type CaseFileBodyOut,
  type FileEntryBody,
  FileOrderRequest,
  FileSealRequest,
  SealedDocument,
  VersionPath,
} from "./case-file-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface CaseFileRouteDeps extends CaseDocumentDeps, SealDeps {
  readonly casefiles: SealDeps["casefiles"];
}

const tag = "Case files";

export const caseFileRoutes = (deps: CaseFileRouteDeps): Route[] => [
  ...readRoutes(deps),
  ...changeRoutes(deps),
];

function readRoutes(deps: CaseFileRouteDeps): Route[] {
  const permission = "cases:see";
  return [
    route({
      method: "get",
      path: "/cases/{id}/file",
      tag,
      summary: "The file of a case: its entries in order, and the versions that were sealed",
      permission,
      params: IdPath,
      answer: { status: 200, schema: CaseFileBody },
      handle: async ({ params, sight }) => ({
        json: await shown(deps, params.id as CaseId, sight),
      }),
    }),
    route({
      method: "get",
      path: "/cases/{id}/file/versions/{version}",
      tag,
      summary: "One sealed version: its exact text, signature and place in the ledger",
      permission,
      params: VersionPath,
      answer: { status: 200, schema: SealedDocument },
      handle: async ({ params, sight }) => {
        const version = Number(params.version);
        const document = await requireDocument(deps, params.id as CaseId, version, sight);
        const contents = contentsText(parseFileText(document.text), document.sha256);
        return { json: await wholeOf(deps, document, contents) };
      },
    }),
  ];
}

function changeRoutes(deps: CaseFileRouteDeps): Route[] {
  const permission = "cases:change";
  return [
    route({
      method: "post",
      path: "/cases/{id}/file/order",
      tag,
      summary: "Order the file: these entries, numbered through as they stand here",
      permission,
      params: IdPath,
      body: FileOrderRequest,
      bodyMaxBytes: 1 << 20,
      answer: { status: 200, schema: CaseFileBody },
      handle: async (call) => {
        const id = call.params.id as CaseId;
        const order = { ...call.body, entries: call.body.entries as readonly Entry[] };
        await orderEntries(deps, callerOf(call).person.id, id, order, call.sight);
        return { json: await shown(deps, id, call.sight) };
      },
    }),
    route({
      method: "post",
      path: "/cases/{id}/file/seal",
      tag,
      summary: "Seal the file as it stands at this revision; a version is never unsealed",
      permission,
      dangerous: true,
      params: IdPath,
      body: FileSealRequest,
      answer: { status: 201, schema: CaseFileBody },
      handle: async (call) => {
        const id = call.params.id as CaseId;
        await sealFile(deps, makerOf(callerOf(call)), id, call.body, call.sight);
        return { status: 201, json: await shown(deps, id, call.sight) };
      },
    }),
  ];
}

async function shown(
  deps: CaseFileRouteDeps,
  id: CaseId,
  sight: Sight | null,
): Promise<CaseFileBodyOut> {
  await caseFile(deps.cases, id);
  const { revision, entries } = await shownOrder(deps, id, sight);
  const places = placesOf(entries);
  const versions = await headsOf(deps, await deps.casefiles.heads(id, sight));
  return {
    revision,
    entries: entries.map((entry, at): FileEntryBody => {
      const { pages: pageCount, ...said } = entry;
      return { ...said, pageCount, ...(places[at] ?? { number: at + 1, pages: null }) };
    }),
    versions,
  };
}
