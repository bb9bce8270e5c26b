/** Routes: where the pictures of a storyboard are, and what was marked in a recording, as players read it. */
import type { DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { requireThere } from "../evidence/require-there.ts";
import type { ItemId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { LineMark } from "../live/marks-on-line.ts";
import { MediaInfo } from "../media/media-info.ts";
import { storyboardVtt } from "../media/overview.ts";
import { NO_NEIGHBOURS, type Neighbours, neighboursOf } from "../sessions/neighbours.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import { IdPath } from "./api-schema.ts";
import { chaptersVtt } from "./chapters.ts";
import { downloadHeaders } from "./media-headers.ts";
import { overviewBody } from "./overview-body.ts";
import { CuesQuery, NeighboursBody, SessionMarksBody } from "./overview-schema.ts";
import { type ContentDeps, requireContent } from "./require-content.ts";
import { type SessionMarksDeps, sessionMarks } from "./session-marks.ts";
import { type Reply, type Route, route } from "./route.ts";

export interface OverviewRouteDeps extends ContentDeps, SessionMarksDeps {
  readonly items: Pick<EvidenceStore, "get">;
  readonly derivatives: Pick<DerivativeStore, "derivatives">;
  readonly recordingSessions: Pick<
    SessionStore,
    "annotations" | "sessionsOf" | "find" | "recordings"
  >;
}

export const overviewRoutes = (deps: OverviewRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/items/{id}/storyboard.vtt",
    tag: "Media",
    summary: "WebVTT: which part of the storyboard shows which moment; no picture is in it",
    permission: "copies:watch",
    params: IdPath,
    query: CuesQuery,
    answer: { status: 200, mediaType: "text/vtt" },
    handle: async (call) => {
      const id = call.params.id as ItemId;
      // Times alone, which opens nothing: the pictures themselves take a stated purpose.
      await requireContent(deps, call, "copies:watch", [id], null);
      const item = await deps.items.get(id);
      requireThere(item);
      const { storyboard } = overviewBody(item, await deps.derivatives.derivatives(id));
      if (storyboard === null) {
        throw new Refusal("missing", "review/no-such-copy", "there is no such copy of this item");
      }
      const { purpose, purposeKind } = call.query;
      const query = new URLSearchParams({
        ...(purposeKind === undefined ? {} : { purposeKind }),
        ...(purpose === undefined ? {} : { purpose }),
      });
      const address = `derivatives/storyboard${query.size === 0 ? "" : `?${query.toString()}`}`;
      return vtt(storyboardVtt(storyboard, address), "storyboard.vtt");
    },
  }),
  route({
    method: "get",
    path: "/items/{id}/chapters.vtt",
    tag: "Media",
    summary:
      "WebVTT chapters: the markers that stand and what was marked while it was recorded live, each until the next one; in both languages",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, mediaType: "text/vtt" },
    handle: async ({ params, sight }) => {
      const item = await deps.items.get(params.id as ItemId);
      const marked = await deps.recordingSessions.annotations([item.id]);
      const endMs = MediaInfo.safeParse(item.mediaInfo).data?.durationMs ?? null;
      const meanwhile = await sessionMarks(deps, item, sight);
      return vtt(chaptersVtt(marked, endMs, meanwhile), "chapters.vtt");
    },
  }),
  ...inSessionRoutes(deps),
];

const inSessionRoutes = (deps: OverviewRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/items/{id}/session-marks",
    tag: "Media",
    summary: "What was marked in its session while an item was recorded live, and where it stands",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: SessionMarksBody },
    handle: async ({ params, sight }) => {
      const marks = await sessionMarks(deps, await deps.items.get(params.id as ItemId), sight);
      return { json: { marks: marks.map(markBody) } };
    },
  }),
  route({
    method: "get",
    path: "/items/{id}/neighbours",
    tag: "Media",
    summary:
      "What the same recorder recorded before and after an item in its session, and for how long nothing between",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: NeighboursBody },
    handle: async ({ params, sight }) => {
      const { id } = await deps.items.get(params.id as ItemId);
      return { json: await neighbours(deps, id, sight) };
    },
  }),
];

/** None in a session that `sight` may not know of, and none of what was made here: nothing recorded it. */
async function neighbours(
  { recordingSessions, derived }: Pick<OverviewRouteDeps, "recordingSessions" | "derived">,
  itemId: ItemId,
  sight: Sight | null,
): Promise<Neighbours> {
  if ((await derived.get(itemId)) !== null) return NO_NEIGHBOURS;
  const sessionId = (await recordingSessions.sessionsOf([itemId])).get(itemId);
  const session = sessionId === undefined ? null : await recordingSessions.find(sessionId);
  if (session === null) return NO_NEIGHBOURS;
  const recordings = await recordingSessions.recordings(session.id, sight);
  return neighboursOf(itemId, recordings, session.pauses);
}

const markBody = ({ atMs, event: { kind, at, code, words } }: LineMark) => ({
  ...{ atMs, kind: kind === "announcement" ? kind : ("marker" as const), at, code, words },
});

const vtt = (text: string, name: string): Reply => ({
  bytes: Buffer.from(text),
  headers: { ...downloadHeaders("text/vtt; charset=utf-8", name), "Cache-Control": "no-store" },
});
