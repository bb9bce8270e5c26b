/** Routes: the audit of one person, of one item or case, and of all refusals, to read and to take away; that is on record, too. */
import { Readable } from "node:stream";
import type { z } from "zod";
import type { ActionStore } from "../actions/action-store.ts";
import type { Clock } from "../kernel/clock.ts";
import { CSV_START, csvLine } from "../kernel/csv-line.ts";
import type { CaseId, ItemId, UserId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import { type AuditAsked, type AuditDeps, auditPage } from "./audit.ts";
import { type AuditEntryBody, AuditFilterQuery, AuditPage, AuditQuery } from "./audit-schema.ts";
import { type AuditPlace, auditCursor, parseAudit } from "./cursor.ts";
import { downloadHeaders } from "./media-headers.ts";
import { pageReply } from "./page-reply.ts";
import { type Call, type Route, actorOf, callerOf, route, seerOf } from "./route.ts";

export interface AuditRouteDeps extends AuditDeps {
  readonly actions: AuditDeps["actions"] & Pick<ActionStore, "append">;
  readonly clock: Clock;
}

const tag = "Actions";
const permission = "actions:see";

export const auditRoutes = (deps: AuditRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/audit",
    tag,
    summary:
      "What a person did, or what happened to an item or a case, or what was refused, newest first",
    permission,
    query: AuditQuery,
    answer: { status: 200, schema: AuditPage },
    handle: async (call) => {
      const { cursor, limit, ...asked } = call.query;
      const page = { after: parseAudit(cursor), limit };
      return pageReply(await auditPage(deps, askedOf(asked), page, seerOf(call)), auditCursor);
    },
  }),
  exportRoute(deps, "csv", "text/csv; charset=utf-8"),
  exportRoute(deps, "jsonl", "application/x-ndjson; charset=utf-8"),
];

type Query = z.output<typeof AuditFilterQuery>;

const askedOf = ({ person, item, case: file, only, from, until }: Query): AuditAsked => ({
  person: (person ?? null) as UserId | null,
  itemId: (item ?? null) as ItemId | null,
  caseId: (file ?? null) as CaseId | null,
  ...{ refusals: only !== undefined, from: from ?? null, until: until ?? null },
});

const SUMMARIES = {
  csv: "The same as a table",
  jsonl: "The same, one entry a line",
} as const;

function exportRoute(
  deps: AuditRouteDeps,
  format: keyof typeof SUMMARIES,
  mediaType: string,
): Route {
  return route({
    method: "get",
    path: `/audit.${format}`,
    tag,
    summary: SUMMARIES[format],
    permission,
    query: AuditFilterQuery,
    slow: true,
    answer: { status: 200, mediaType: mediaType.split(";")[0] ?? mediaType },
    handle: async (call: Call<undefined, Query, undefined>) => {
      const asked = Object.entries(call.query).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, value] as const],
      );
      const after = { format, record: "audit", ...Object.fromEntries(asked) };
      await deps.actions.append({
        ...{ kind: "actions-exported", at: deps.clock(), actor: actorOf(callerOf(call)) },
        ...{ subject: null, before: null, after, reason: null },
      });
      const all = everything(deps, askedOf(call.query), seerOf(call));
      return {
        bytes: Readable.from(format === "csv" ? csvOf(all) : linesOf(all)),
        headers: downloadHeaders(mediaType, `audit.${format}`),
      };
    },
  });
}

/** Read at once while a file of them is written. */
const CHUNK = 500;

async function* everything(deps: AuditDeps, asked: AuditAsked, sight: Sight) {
  let after: AuditPlace | null = null;
  do {
    const { entries, next }: Awaited<ReturnType<typeof auditPage>> = await auditPage(
      deps,
      asked,
      { after, limit: CHUNK },
      sight,
    );
    yield entries;
    after = next;
  } while (after !== null);
}

async function* csvOf(all: AsyncIterable<readonly AuditEntryBody[]>) {
  yield CSV_START;
  yield csvLine(
    ["at", "record", "index", "actor", "actorName", "kind", "about", "aboutName"].concat([
      ...["data", "before", "after", "reason", "sha256"],
    ]),
  );
  for await (const entries of all) {
    yield entries
      .map(({ data, before, after, ...one }) =>
        csvLine([
          ...[one.at, one.record, one.index, one.actor, one.actorName, one.kind, one.about],
          ...[one.aboutName, jsonOf(data), jsonOf(before), jsonOf(after), one.reason, one.sha256],
        ]),
      )
      .join("");
  }
}

const jsonOf = (values: Readonly<Record<string, unknown>> | null): string | null =>
  values === null ? null : JSON.stringify(values);

async function* linesOf(all: AsyncIterable<readonly AuditEntryBody[]>) {
  for await (const entries of all) {
    yield entries.map((entry) => `${JSON.stringify(entry)}\n`).join("");
  }
}
