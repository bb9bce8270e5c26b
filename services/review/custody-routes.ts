/** Routes: what happened to an item, to read and to take away; taking it away is an event of it, too. */
import { Readable } from "node:stream";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Custody, IdPath } from "./api-schema.ts";
import { namesOf } from "./actor-names.ts";
import {
  type CustodyDocumentDeps,
  custodyChunks,
  custodyEntries,
  custodyHead,
} from "./custody-document.ts";
import { custodyPage, namedEvents } from "./custody-page.ts";
import { downloadHeaders } from "./media-headers.ts";
import type { PrintTurns } from "./print-turns.ts";
import { recordPdf } from "./record-pdf.ts";
import { CSV_START, csvLine } from "../kernel/csv-line.ts";
import { type RecordProofDeps, recordProof } from "./record-proof.ts";
import { EventPath, RecordProof } from "./record-schema.ts";
import { requireWholeRecord } from "./require-content.ts";
import type { SecrecyStore } from "../secrecy/secrecy-store.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, actorOf, callerOf, route } from "./route.ts";

export interface CustodyRouteDeps extends RecordProofDeps, CustodyDocumentDeps {
  readonly records: RecordProofDeps["records"] & CustodyDocumentDeps["records"];
  readonly ledger: RecordProofDeps["ledger"];
  readonly items: EvidenceStore;
  readonly reviews: ReviewStore;
  readonly secrecy: Pick<SecrecyStore, "hiddenOf">;
  readonly prints: PrintTurns;
  readonly clock: Clock;
}

const tag = "Items";
const permission = "evidence:verify";

export const custodyRoutes = (deps: CustodyRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/items/{id}/custody",
    tag,
    summary: "Everything that happened to it, oldest first, and whether the chain holds",
    permission,
    params: IdPath,
    answer: { status: 200, schema: Custody },
    handle: async ({ params, sight }) => ({
      json: await custodyPage(deps, params.id as ItemId, sight),
    }),
  }),
  route({
    method: "get",
    path: "/items/{id}/custody/{index}/proof",
    tag,
    summary: "How one of these events stands in the ledger, with its proof",
    permission,
    params: EventPath,
    answer: { status: 200, schema: RecordProof },
    handle: async ({ params }) => {
      const id = params.id as ItemId;
      await deps.items.get(id);
      return { json: await recordProof(deps, id, Number(params.index)) };
    },
  }),
  exportRoute(deps, "txt", "text/plain; charset=utf-8", textOf(linesOf)),
  exportRoute(deps, "jsonl", "application/x-ndjson; charset=utf-8", textOf(linesOf)),
  exportRoute(deps, "csv", "text/csv; charset=utf-8", textOf(csvOf)),
  exportRoute(deps, "pdf", "application/pdf", pdfOf),
];

const SUMMARIES = {
  txt: "The custody records exactly as they are hashed, one a line",
  jsonl: "The same as custody.txt, as lines of JSON",
  csv: "The custody records as a table",
  pdf: "The custody records to print, in Chinese and English, with the ledger's entries",
} as const;

/** Keeps that the record is taken away; answers the index of that event, which is the last one taken. */
type Tell = () => Promise<number>;
type Write = (
  deps: CustodyRouteDeps,
  item: EvidenceItem,
  made: { readonly tell: Tell; readonly by: Actor },
) => Promise<Readable>;

function exportRoute(
  deps: CustodyRouteDeps,
  format: keyof typeof SUMMARIES,
  mediaType: string,
  write: Write,
): Route {
  return route({
    method: "get",
    path: `/items/{id}/custody.${format}`,
    tag,
    summary: SUMMARIES[format],
    permission,
    params: IdPath,
    slow: true,
    answer: { status: 200, mediaType: mediaType.split(";")[0] ?? mediaType },
    handle: async (call) => {
      const item = await deps.items.get(call.params.id as ItemId);
      await requireWholeRecord(deps, call, [item.id]);
      const { requestId } = call;
      const happening = { kind: "custody-exported", data: { format, requestId } } as const;
      const actor = actorOf(callerOf(call));
      const tell = async () => {
        // A turn to print may have been waited for: who may see it all is asked again.
        await requireWholeRecord(deps, call, [item.id]);
        return (await deps.items.record(item.id, { at: deps.clock(), actor, happening })).index;
      };
      return {
        bytes: await write(deps, item, { tell, by: actor }),
        headers: downloadHeaders(mediaType, `custody.${format}`),
      };
    },
  });
}

const textOf =
  (lines: (deps: CustodyRouteDeps, id: ItemId, last: number) => AsyncIterable<string>): Write =>
  async (deps, { id }, { tell }) =>
    Readable.from(lines(deps, id, await tell()));

async function* linesOf({ items }: CustodyRouteDeps, id: ItemId, last: number) {
  for await (const chunk of custodyChunks(items, id, 0, last)) {
    yield chunk.map(({ body }) => `${body}\n`).join("");
  }
}

async function* csvOf({ items, reviews }: CustodyRouteDeps, id: ItemId, last: number) {
  yield CSV_START;
  yield csvLine(["index", "at", "actor", "actorName", "kind", "data", "sha256"]);
  for await (const chunk of custodyChunks(items, id, 0, last)) {
    const lines = (await namedEvents(reviews, chunk)).map(
      ({ index, at, actor, actorName, kind, data, sha256 }) =>
        csvLine([index, at, actor, actorName, kind, JSON.stringify(data), sha256]),
    );
    yield lines.join("");
  }
}

const pdfOf: Write = async (deps, item, { tell, by }) => {
  const names = await namesOf(deps.reviews, [by]);
  const head = custodyHead(deps, item, { madeAt: deps.clock(), by: names(by) });
  const { entries, end } = custodyEntries(deps, item.id);
  return deps.prints.take(() => recordPdf(deps, entries, head, tell, end));
};
