/** Routes: what happened to an item, to read and to take away; taking it away is an event of it, too. */
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Custody, IdPath } from "./api-schema.ts";
import { custodyPage } from "./custody-page.ts";
import { CSV_START, csvLine } from "./csv.ts";
import { type RecordProofDeps, recordProof } from "./record-proof.ts";
import { EventPath, RecordProof } from "./record-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Route, actorOf, callerOf, route } from "./route.ts";

export interface CustodyRouteDeps extends RecordProofDeps {
  readonly items: EvidenceStore;
  readonly reviews: ReviewStore;
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
    handle: async ({ params }) => ({ json: await custodyPage(deps, params.id as ItemId) }),
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
  exportRoute(deps, "txt", "text/plain", linesOf),
  exportRoute(deps, "jsonl", "application/x-ndjson", linesOf),
  exportRoute(deps, "csv", "text/csv", csvOf),
];

const SUMMARIES = {
  txt: "The custody records exactly as they are hashed, one a line",
  jsonl: "The same as custody.txt, as lines of JSON",
  csv: "The custody records as a table",
} as const;

function exportRoute(
  deps: CustodyRouteDeps,
  format: keyof typeof SUMMARIES,
  mediaType: string,
  textOf: (deps: CustodyRouteDeps, id: ItemId) => Promise<string>,
): Route {
  return route({
    method: "get",
    path: `/items/{id}/custody.${format}`,
    tag,
    summary: SUMMARIES[format],
    permission,
    params: IdPath,
    answer: { status: 200, mediaType },
    handle: async (call) => {
      const id = call.params.id as ItemId;
      const { requestId } = call;
      const happening = { kind: "custody-exported", data: { format, requestId } } as const;
      const actor = actorOf(callerOf(call));
      await deps.items.record(id, { at: deps.clock(), actor, happening });
      return {
        bytes: Buffer.from(await textOf(deps, id)),
        headers: {
          "Content-Type": `${mediaType}; charset=utf-8`,
          "Content-Disposition": `attachment; filename="custody.${format}"`,
          "X-Content-Type-Options": "nosniff",
        },
      };
    },
  });
}

async function linesOf({ items }: CustodyRouteDeps, id: ItemId): Promise<string> {
  return (await items.custody(id)).map(({ body }) => `${body}\n`).join("");
}

async function csvOf(deps: CustodyRouteDeps, id: ItemId): Promise<string> {
  const { events } = await custodyPage(deps, id);
  const lines = events.map(({ index, at, actor, actorName, kind, data, sha256 }) =>
    csvLine([index, at, actor, actorName, kind, JSON.stringify(data), sha256]),
  );
  const head = csvLine(["index", "at", "actor", "actorName", "kind", "data", "sha256"]);
  return [CSV_START, head, ...lines].join("");
}
