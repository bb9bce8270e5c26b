/** Routes: what was done to the house, for those who audit it; to read, and to take away, which is an action too. */
import { Readable } from "node:stream";
import type { z } from "zod";
import type { ActionFilter, ActionStore } from "../actions/action-store.ts";
import type { Actor } from "../kernel/actor.ts";
import type { Clock } from "../kernel/clock.ts";
import {
  type ActionDocumentDeps,
  actionChunks,
  actionEntries,
  actionHead,
  toldFilter,
} from "./action-document.ts";
import { ActionFilterQuery, ActionPage, ActionQuery, type ActionBody } from "./action-schema.ts";
import { CSV_START, csvLine } from "../kernel/csv-line.ts";
import { namesOf } from "./actor-names.ts";
import { type KnownDeps, knownActions } from "./known-actions.ts";
import { actionPage, namedActions } from "./named-actions.ts";
import { downloadHeaders } from "./media-headers.ts";
import type { PrintTurns } from "./print-turns.ts";
import { recordPdf } from "./record-pdf.ts";
import { type RecordProofDeps, recordProof } from "./record-proof.ts";
import { ActionPath, RecordProof } from "./record-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Call, type Route, actorOf, callerOf, route } from "./route.ts";

export interface ActionRouteDeps extends RecordProofDeps, ActionDocumentDeps, KnownDeps {
  readonly records: RecordProofDeps["records"] & ActionDocumentDeps["records"];
  readonly ledger: RecordProofDeps["ledger"];
  readonly actions: ActionStore;
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly prints: PrintTurns;
  readonly clock: Clock;
}

const tag = "Actions";
const permission = "actions:see";

export const actionRoutes = (deps: ActionRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/actions",
    tag,
    summary: "What was done to accounts, devices, cases and packages, newest first",
    permission,
    query: ActionQuery,
    answer: { status: 200, schema: ActionPage },
    handle: async (call) => {
      const { cursor, limit, ...filter } = call.query;
      const keep = knownActions(deps, call.sight);
      return actionPage({ ...deps, keep }, filterOf(filter), { cursor, limit });
    },
  }),
  route({
    method: "get",
    path: "/actions/{index}/proof",
    tag,
    summary: "How one of these actions stands in the ledger, with its proof",
    permission,
    params: ActionPath,
    answer: { status: 200, schema: RecordProof },
    handle: async ({ params }) => ({ json: await recordProof(deps, null, Number(params.index)) }),
  }),
  exportRoute(deps, "csv", "text/csv; charset=utf-8", textOf(csvOf)),
  exportRoute(deps, "jsonl", "application/x-ndjson; charset=utf-8", textOf(linesOf)),
  exportRoute(deps, "pdf", "application/pdf", pdfOf),
];

type Query = z.output<typeof ActionFilterQuery>;

const filterOf = ({ kind, person, about, from, until }: Query): ActionFilter => ({
  ...{ kind: kind ?? null, from: from ?? null, until: until ?? null },
  actor: person === undefined ? null : `user:${person}`,
  subject: about ?? null,
});

const SUMMARIES = {
  csv: "The same as a table, oldest first",
  jsonl: "The same, one a line, exactly as they are hashed",
  pdf: "The same to print, oldest first, in Chinese and English, with the ledger's entries",
} as const;

type Write = (
  deps: ActionRouteDeps,
  filter: ActionFilter,
  /** `tell` keeps that the record is taken away, and answers the index of that, the last one taken. */
  made: { readonly tell: () => Promise<number>; readonly by: Actor },
) => Promise<Readable>;

function exportRoute(
  deps: ActionRouteDeps,
  format: keyof typeof SUMMARIES,
  mediaType: string,
  write: Write,
): Route {
  return route({
    method: "get",
    path: `/actions.${format}`,
    tag,
    summary: SUMMARIES[format],
    permission,
    query: ActionFilterQuery,
    slow: true,
    answer: { status: 200, mediaType: mediaType.split(";")[0] ?? mediaType },
    handle: async (call: Call<undefined, Query, undefined>) => {
      const [filter, actor] = [filterOf(call.query), actorOf(callerOf(call))];
      const tell = async () => {
        const told = await deps.actions.append({
          ...{ kind: "actions-exported", at: deps.clock(), actor, subject: null, before: null },
          ...{ after: { format, ...toldFilter(filter) }, reason: null },
        });
        return told.index;
      };
      return {
        bytes: await write({ ...deps, keep: knownActions(deps, call.sight) }, filter, {
          tell,
          by: actor,
        }),
        headers: downloadHeaders(mediaType, `actions.${format}`),
      };
    },
  });
}

const textOf =
  (
    lines: (deps: ActionRouteDeps, filter: ActionFilter, last: number) => AsyncIterable<string>,
  ): Write =>
  async (deps, filter, { tell }) =>
    Readable.from(lines(deps, filter, await tell()));

const pdfOf: Write = async (deps, filter, { tell, by }) => {
  const names = await namesOf(deps.reviews, [by]);
  const head = actionHead(deps, filter, { madeAt: deps.clock(), by: names(by) });
  const { entries, end } = actionEntries(deps, filter);
  return deps.prints.take(() => recordPdf(deps, entries, head, tell, end));
};

async function* csvOf(deps: ActionRouteDeps, filter: ActionFilter, last: number) {
  yield CSV_START;
  yield csvLine(
    ["index", "at", "actor", "actorName", "kind", "subject", "subjectName"].concat([
      "before",
      "after",
      "reason",
      "sha256",
    ]),
  );
  for await (const chunk of actionChunks(deps, filter, 0, last)) {
    const lines = (await namedActions(deps, chunk)).map((entry) =>
      csvLine([
        ...[entry.index, entry.at, entry.actor, entry.actorName, entry.kind, entry.subject],
        ...[entry.subjectName, jsonOf(entry.before), jsonOf(entry.after), entry.reason],
        entry.sha256,
      ]),
    );
    yield lines.join("");
  }
}

const jsonOf = (values: ActionBody["after"]): string | null =>
  values === null ? null : JSON.stringify(values);

async function* linesOf(deps: ActionRouteDeps, filter: ActionFilter, last: number) {
  for await (const chunk of actionChunks(deps, filter, 0, last)) {
    yield chunk.map(({ body }) => `${body}\n`).join("");
  }
}
