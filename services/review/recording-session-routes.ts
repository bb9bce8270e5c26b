/** Routes: recording sessions, which items are of them, and whether their record is complete. */
import type { ActionStore } from "../actions/action-store.ts";
import type { CaseStore } from "../cases/case-store.ts";
import { caseFile } from "../cases/link-item.ts";
import type { CaseId, ItemId, OfficerId, SessionId } from "../kernel/ids.ts";
import { packInForce } from "../policy/in-force.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Finding, Completeness as Judged } from "../sessions/completeness.ts";
import { caseLine } from "../sessions/case-line.ts";
import { findingText } from "../sessions/completeness-words.ts";
import {
  type JudgeDeps,
  judgeCase,
  judgeSession,
  plannedWarnings,
} from "../sessions/judge-session.ts";
import {
  type SessionChanges,
  changeSession,
  openSession,
  placeItem,
  removeItem,
  requireSession,
} from "../sessions/keep-session.ts";
import { IdPath, PageQuery } from "./api-schema.ts";
import { parsePosition, positionCursor } from "./cursor.ts";
import { type KnownDeps, knownActions } from "./known-actions.ts";
import { type NamedActionDeps, about, actionPage } from "./named-actions.ts";
import { cutPage, pageReply } from "./page-reply.ts";
import {
  CaseCompleteness,
  CaseLine,
  PlaceRequest,
  RemoveRequest,
  SessionChangeRequest,
  SessionDetail,
  SessionHistory,
  SessionItemPath,
  SessionPage,
  SessionQuery,
  SessionRequest,
} from "./recording-schema.ts";
import { type Route, callerOf, route } from "./route.ts";
import { type LateDeps, lateSessions } from "./waiting-told.ts";

export interface RecordingSessionRouteDeps extends JudgeDeps, NamedActionDeps {
  readonly actions: Pick<ActionStore, "page">;
  readonly cases: CaseStore;
  readonly secrecy: KnownDeps["secrecy"];
  readonly officers: JudgeDeps["officers"] & LateDeps["officers"];
}

const tag = "Recording sessions";

export const recordingSessionRoutes = (deps: RecordingSessionRouteDeps): Route[] => [
  ...readRoutes(deps),
  ...judgedRoutes(deps),
  ...changeRoutes(deps),
  ...itemRoutes(deps),
];

function readRoutes(deps: RecordingSessionRouteDeps): Route[] {
  const permission = "cases:see";
  return [
    route({
      method: "get",
      path: "/recording-sessions",
      tag,
      summary: "Recording sessions, newest first",
      permission,
      query: SessionQuery,
      answer: { status: 200, schema: SessionPage },
      handle: async ({ sight, query: { cursor, limit, caseId, handIn } }) => {
        const place = parsePosition(cursor);
        const found = await deps.recordingSessions.page(
          place,
          limit + 1,
          caseId as CaseId | undefined,
          sight,
          await lateIds(deps, handIn, sight),
        );
        const { entries: shown, next } = cutPage(found, limit);
        const entries = shown.map(({ session, labels }) => {
          const { id, number, activities, startedAt, stoppedAt, plannedStart } = session;
          const of = { id, number, activities, startedAt, stoppedAt, plannedStart };
          return { ...of, labels, caseId: session.caseId, place: session.place };
        });
        return pageReply({ entries, next }, positionCursor);
      },
    }),
    route({
      method: "get",
      path: "/recording-sessions/{id}",
      tag,
      summary:
        "One session: its facts, its recordings, and whether its record is complete, with reasons",
      permission,
      params: IdPath,
      answer: { status: 200, schema: SessionDetail },
      handle: async ({ params, sight }) => shown(deps, params.id as SessionId, sight),
    }),
  ];
}

/** Undefined: whether it was handed in was not asked. */
async function lateIds(deps: LateDeps, asked: "late" | undefined, sight: Sight | null) {
  if (asked === undefined || sight === null) return undefined;
  return (await lateSessions(deps, sight)).late.map(({ id }) => id);
}

function judgedRoutes(deps: RecordingSessionRouteDeps): Route[] {
  const permission = "cases:see";
  return [
    route({
      method: "get",
      path: "/recording-sessions/{id}/history",
      tag,
      summary: "Who told and changed what of this session, newest first",
      permission,
      params: IdPath,
      query: PageQuery,
      answer: { status: 200, schema: SessionHistory },
      handle: async ({ params, query, sight }) => {
        await requireSession(deps.recordingSessions, params.id as SessionId);
        const keep = knownActions(deps, sight);
        return actionPage({ ...deps, keep }, about(`recording-session:${params.id}`), query);
      },
    }),
    route({
      method: "get",
      path: "/cases/{id}/completeness",
      tag,
      summary:
        "Whether the record of a case is complete, by its sessions, with reasons in both languages",
      permission,
      params: IdPath,
      answer: { status: 200, schema: CaseCompleteness },
      handle: async ({ params, sight }) => {
        const { id } = await caseFile(deps.cases, params.id as CaseId);
        const { sessions, ...judged } = await judgeCase(deps, id, await packNow(deps), sight);
        return { json: { ...judged, sessions: sessions.map((one) => ({ ...one, ...told(one) })) } };
      },
    }),
    route({
      method: "get",
      path: "/cases/{id}/line",
      tag,
      summary: "Who recorded when in this case, with the clocks, pauses, markers and records",
      permission,
      params: IdPath,
      answer: { status: 200, schema: CaseLine },
      handle: async ({ params, sight }) => {
        const { id } = await caseFile(deps.cases, params.id as CaseId);
        return { json: await caseLine(deps, id, sight) };
      },
    }),
  ];
}

function changeRoutes(deps: RecordingSessionRouteDeps): Route[] {
  const permission = "cases:change";
  return [
    route({
      method: "post",
      path: "/recording-sessions",
      tag,
      summary: "Open a session",
      permission,
      body: SessionRequest,
      answer: { status: 201, schema: SessionDetail },
      handle: async (call) => {
        const by = callerOf(call).person.id;
        const changes = { ...changesOf(call.body), number: call.body.number.normalize("NFC") };
        const { id } = await openSession(deps, by, changes);
        return { ...(await shown(deps, id, call.sight)), status: 201 };
      },
    }),
    route({
      method: "post",
      path: "/recording-sessions/{id}/changes",
      tag,
      summary: "Tell more of a session or correct it; what stood there stays on record",
      permission,
      params: IdPath,
      body: SessionChangeRequest,
      answer: { status: 200, schema: SessionDetail },
      handle: async (call) => {
        const { revision, facts, reason = null } = call.body;
        const id = call.params.id as SessionId;
        const change = { changes: changesOf(facts), reason };
        await changeSession(deps, callerOf(call).person.id, id, revision, change);
        return shown(deps, id, call.sight);
      },
    }),
  ];
}

function itemRoutes(deps: RecordingSessionRouteDeps): Route[] {
  const permission = "cases:change";
  return [
    route({
      method: "post",
      path: "/recording-sessions/{id}/items",
      tag,
      summary: "Say that an item is of this session; saying it twice changes nothing",
      permission,
      params: IdPath,
      body: PlaceRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const [id, itemId] = [call.params.id as SessionId, call.body.itemId as ItemId];
        await placeItem(deps, callerOf(call).person.id, id, itemId);
        return { status: 204 };
      },
    }),
    route({
      method: "delete",
      path: "/recording-sessions/{id}/items/{itemId}",
      tag,
      summary:
        "Take an item out of this session, with the reason; that it was of it stays on record",
      permission,
      params: SessionItemPath,
      body: RemoveRequest,
      answer: { status: 204 },
      handle: async (call) => {
        const [id, itemId] = [call.params.id as SessionId, call.params.itemId as ItemId];
        await removeItem(deps, callerOf(call).person.id, id, itemId, call.body.reason);
        return { status: 204 };
      },
    }),
  ];
}

async function shown(deps: RecordingSessionRouteDeps, id: SessionId, sight: Sight | null) {
  const session = await requireSession(deps.recordingSessions, id);
  const recordings = await deps.recordingSessions.recordings(id, sight);
  const pack = await packNow(deps);
  const judged = await judgeSession(deps, { session, recordings, pack });
  const warnings = (await plannedWarnings(deps, session, pack)).map(inWords);
  return { json: { ...session, recordings, completeness: told(judged), warnings } };
}

const packNow = (deps: RecordingSessionRouteDeps) => packInForce(deps, deps.clock());

const told = ({ verdict, findings }: Judged) => ({
  verdict,
  findings: findings.map(inWords),
});

const inWords = (finding: Finding) => ({ ...finding, text: findingText(finding) });

type Body = Omit<SessionChanges, "caseId" | "officerIds"> & {
  readonly caseId?: string | null | undefined;
  readonly officerIds?: readonly string[] | undefined;
};

/** Ids were parsed as ours. */
const changesOf = ({ caseId, officerIds, ...changes }: Body): SessionChanges => ({
  ...changes,
  caseId: caseId as CaseId | null | undefined,
  officerIds: officerIds as readonly OfficerId[] | undefined,
});
