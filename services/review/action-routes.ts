/** Routes: what was done to the house, for those who audit it; to read, and to take away, which is an action too. */
import { Readable } from "node:stream";
import type { z } from "zod";
import type { Action, Values } from "../actions/action.ts";
import type { ActionFilter, ActionStore } from "../actions/action-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { DeviceId, UserId } from "../kernel/ids.ts";
import { ActionFilterQuery, ActionPage, ActionQuery, type ActionBody } from "./action-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { CSV_START, csvLine } from "./csv.ts";
import { pageReply } from "./page-reply.ts";
import { type RecordProofDeps, recordProof } from "./record-proof.ts";
import { ActionPath, RecordProof } from "./record-schema.ts";
import type { ReviewStore } from "./review-store.ts";
import { type Call, type Route, actorOf, callerOf, route } from "./route.ts";

export interface ActionRouteDeps extends RecordProofDeps {
  readonly actions: ActionStore;
  readonly reviews: Pick<ReviewStore, "actorNames">;
  readonly clock: Clock;
}

const tag = "Actions";
const permission = "actions:see";
/** Read at once while a file of them is written. */
const CHUNK = 500;

export const actionRoutes = (deps: ActionRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/actions",
    tag,
    summary: "What was done to accounts, devices, cases and packages, newest first",
    permission,
    query: ActionQuery,
    answer: { status: 200, schema: ActionPage },
    handle: async ({ query: { cursor, limit, ...filter } }) => {
      const found = await deps.actions.page(filterOf(filter), parsePosition(cursor), limit + 1);
      const shown = found.slice(0, limit);
      const next = found.length > limit ? (shown.at(-1)?.index ?? null) : null;
      return pageReply({ entries: await named(deps, shown), next }, positionCursor);
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
  exportRoute(deps, "csv", "text/csv", csvOf),
  exportRoute(deps, "jsonl", "application/x-ndjson", linesOf),
];

type Query = z.output<typeof ActionFilterQuery>;

const filterOf = ({ kind, person, about, from, until }: Query): ActionFilter => ({
  ...{ kind: kind ?? null, from: from ?? null, until: until ?? null },
  actor: person === undefined ? null : `user:${person}`,
  subject: about ?? null,
});

function exportRoute(
  deps: ActionRouteDeps,
  format: "csv" | "jsonl",
  mediaType: string,
  textOf: (deps: ActionRouteDeps, filter: ActionFilter, end: number) => AsyncIterable<string>,
): Route {
  return route({
    method: "get",
    path: `/actions.${format}`,
    tag,
    summary:
      format === "csv"
        ? "The same as a table, oldest first"
        : "The same, one a line, exactly as they are hashed",
    permission,
    query: ActionFilterQuery,
    slow: true,
    answer: { status: 200, mediaType },
    handle: async (call: Call<undefined, Query, undefined>) => {
      const filter = filterOf(call.query);
      const told = await deps.actions.append({
        ...{ kind: "actions-exported", at: deps.clock(), actor: actorOf(callerOf(call)) },
        ...{ subject: null, before: null, after: { format, ...toldFilter(filter) }, reason: null },
      });
      return {
        bytes: Readable.from(textOf(deps, filter, told.index)),
        headers: {
          "Content-Type": `${mediaType}; charset=utf-8`,
          "Content-Disposition": `attachment; filename="actions.${format}"`,
          "X-Content-Type-Options": "nosniff",
        },
      };
    },
  });
}

const toldFilter = (filter: ActionFilter): Values =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value !== null));

async function* csvOf(
  deps: ActionRouteDeps,
  filter: ActionFilter,
  end: number,
): AsyncIterable<string> {
  yield CSV_START;
  yield csvLine(
    ["index", "at", "actor", "actorName", "kind", "subject", "subjectName"].concat([
      "before",
      "after",
      "reason",
      "sha256",
    ]),
  );
  for await (const chunk of chunks(deps, filter, end)) {
    const lines = (await named(deps, chunk)).map((entry) =>
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

async function* linesOf(
  deps: ActionRouteDeps,
  filter: ActionFilter,
  end: number,
): AsyncIterable<string> {
  for await (const chunk of chunks(deps, filter, end)) {
    yield chunk.map(({ body }) => `${body}\n`).join("");
  }
}

/** Oldest first, up to and with `end`. */
async function* chunks(
  { actions }: ActionRouteDeps,
  filter: ActionFilter,
  end: number,
): AsyncIterable<readonly Action[]> {
  for (let first = 0; first <= end;) {
    const chunk = await actions.from(first, CHUNK, filter);
    yield chunk.filter(({ index }) => index <= end);
    const last = chunk.at(-1);
    if (last === undefined) return;
    first = last.index + 1;
  }
}

async function named(
  { reviews }: ActionRouteDeps,
  actions: readonly Action[],
): Promise<ActionBody[]> {
  const ids = new Set(actions.flatMap(({ actor, subject }) => [idIn(actor), idIn(subject)]));
  ids.delete(null);
  const names = await reviews.actorNames([...ids] as (UserId | DeviceId)[]);
  return actions.map(({ index, at, actor, kind, subject, before, after, reason, sha256 }) => {
    const of = { index, at, actor, kind, subject, before, after, reason, sha256 };
    const subjectName = names.get(idIn(subject) ?? "") ?? null;
    const bare = actor.slice(actor.indexOf(":") + 1);
    return { ...of, actorName: names.get(bare) ?? bare, subjectName };
  });
}

/** Of a person or a device. */
const idIn = (text: string | null): string | null =>
  /^(?:user|device):([0-9a-f-]{36})$/.exec(text ?? "")?.[1] ?? null;
