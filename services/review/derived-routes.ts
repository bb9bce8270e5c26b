/** Routes: recordings that are made of others: ask for one, how far it is, and what was made of what. */
import { askDerived, type AskJoinedDeps, planJoined } from "../derived/ask-joined.ts";
import { planExcerpt, planStill } from "../derived/ask-of-item.ts";
import { planRebuilt } from "../derived/rebuilt/ask-rebuilt.ts";
import { type AskLabelledDeps, planLabelled } from "../derived/label/ask-labelled.ts";
import { type AskTranscriptDeps, planTranscript } from "../derived/transcript/ask-transcript.ts";
import { planRedacted } from "../derived/redaction/ask-redacted.ts";
import type { DerivedRequest } from "../derived/derived-request.ts";
import type { KeptDerived } from "../derived/derived-store.ts";
import type { ItemId, LiveChannelId, SessionId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { SessionStore } from "../sessions/session-store.ts";
import { requireSession } from "../sessions/keep-session.ts";
import { IdPath } from "./api-schema.ts";
import { derivedBody, joinedBody } from "./derived-body.ts";
import { LabelledRequest } from "./derived-label-schema.ts";
import { TranscriptRequest } from "./derived-transcript-schema.ts";
import {
  DerivationBody,
  DerivedBody,
  DerivedListBody,
  ExcerptRequest,
  type JoinedBody,
  JoinedRequest,
  RebuiltRequest,
  RedactedRequest,
  StillRequest,
} from "./derived-schema.ts";
import { type MomentRouteDeps, momentRoutes } from "./moment-routes.ts";
import { type StatedPurpose, requireContent } from "./require-content.ts";
import { type Reply, type Route, callerOf, route } from "./route.ts";

export interface DerivedRouteDeps
  extends AskJoinedDeps, AskLabelledDeps, AskTranscriptDeps, MomentRouteDeps {
  readonly recordingSessions: SessionStore;
}

const tag = "Derived recordings";
/** Whoever may take the inputs out of the house. */
const permission = "packages:make";
const MOST = 100;

export const derivedRoutes = (deps: DerivedRouteDeps): Route[] => [
  ...joinedRoutes(deps),
  ...itemRoutes(deps),
  ...rebuiltRoutes(deps),
  labelledRoute(deps),
  transcriptRoute(deps),
  ...momentRoutes(deps),
  ...derivationRoutes(deps),
];

const joinedRoutes = (deps: DerivedRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/recording-sessions/{id}/live/joined",
    tag,
    summary:
      "Have the takes of one track of a session that is over made one recording, without coding them anew",
    permission,
    params: IdPath,
    body: JoinedRequest,
    answer: { status: 202, schema: DerivedBody },
    handle: async (call) => {
      const { person } = callerOf(call);
      const { id: sessionId } = await requireSession(
        deps.recordingSessions,
        call.params.id as SessionId,
      );
      const channelId = call.body.channelId as LiveChannelId | null;
      const wish = { ...call.body, channelId, sessionId };
      const request = await planJoined(deps, person.id, wish, call.sight);
      const ids = request.inputs.map(({ itemId }) => itemId);
      await requireContent(deps, call, permission, ids, { ...call.body, isTaken: true });
      await askDerived(deps, request);
      return { json: await bodyOf(deps, request.id), status: 202 };
    },
  }),
  route({
    method: "get",
    path: "/recording-sessions/{id}/live/joined",
    tag,
    summary: "Recordings that were asked for of a session, newest first, and how far each is",
    permission: "cases:see",
    params: IdPath,
    answer: { status: 200, schema: DerivedListBody },
    handle: async ({ params, sight }) => {
      const { id } = await requireSession(deps.recordingSessions, params.id as SessionId);
      return {
        json: { derived: (await deps.derived.ofSession(id, sight, MOST)).flatMap(joinedOnly) },
      };
    },
  }),
];

/** A session is what takes are joined of; all else is of an item. */
const joinedOnly = (kept: KeptDerived): JoinedBody[] =>
  kept.kind === "joined" ? [joinedBody(kept)] : [];

const itemRoutes = (deps: DerivedRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/items/{id}/excerpt",
    tag,
    summary: "Have a part of a sealed recording made one of its own: as it is, or coded anew",
    permission,
    params: IdPath,
    body: ExcerptRequest,
    answer: { status: 202, schema: DerivedBody },
    handle: async (call) => {
      const { fromMs, toMs, how } = call.body;
      const asked = { by: callerOf(call).person.id, ...call.body };
      const itemId = call.params.id as ItemId;
      const request = await planExcerpt(deps, { itemId, fromMs, toMs, how }, asked);
      return askOfItem(deps, call, request);
    },
  }),
  route({
    method: "post",
    path: "/items/{id}/redacted",
    tag,
    summary:
      "Have parts of the picture and of the sound of a sealed recording hidden, and proved gone",
    permission,
    params: IdPath,
    body: RedactedRequest,
    answer: { status: 202, schema: DerivedBody },
    handle: async (call) => {
      const asked = { by: callerOf(call).person.id, ...call.body };
      const parameters = { itemId: call.params.id as ItemId, ...call.body.masks };
      return askOfItem(deps, call, await planRedacted(deps, parameters, asked));
    },
  }),
  route({
    method: "post",
    path: "/items/{id}/still",
    tag,
    summary:
      "Have one picture of a sealed recording made an item of its own, with what it takes to find it again",
    permission,
    params: IdPath,
    body: StillRequest,
    answer: { status: 202, schema: DerivedBody },
    handle: async (call) => {
      const asked = { by: callerOf(call).person.id, ...call.body };
      const itemId = call.params.id as ItemId;
      const request = await planStill(deps, { itemId, ptsMs: call.body.ptsMs }, asked);
      return askOfItem(deps, call, request);
    },
  }),
];

/** Of two items: both must be the caller's to take out. */
const rebuiltRoutes = (deps: DerivedRouteDeps): Route[] => [
  route({
    method: "post",
    path: "/items/{id}/rebuilt",
    tag,
    summary:
      "Have a sealed recording that lost its index given a new one, by the help of a sound one of the same device",
    permission,
    params: IdPath,
    body: RebuiltRequest,
    answer: { status: 202, schema: DerivedBody },
    handle: async (call) => {
      const asked = { by: callerOf(call).person.id, ...call.body };
      const itemId = call.params.id as ItemId;
      const likeId = call.body.likeId as ItemId;
      return askOfItem(deps, call, await planRebuilt(deps, { itemId, likeId }, asked));
    },
  }),
];
const labelledRoute = (deps: DerivedRouteDeps): Route =>
  route({
    method: "post",
    path: "/items/{id}/labelled",
    tag,
    summary:
      "Have a copy of a sealed recording with lines, running clocks or subtitles in its picture",
    permission,
    params: IdPath,
    body: LabelledRequest,
    answer: { status: 202, schema: DerivedBody },
    handle: async (call) => {
      const { label, ...why } = call.body;
      const asked = { person: callerOf(call).person, ...why };
      return askOfItem(
        deps,
        call,
        await planLabelled(deps, call.params.id as ItemId, label, asked),
      );
    },
  });

const transcriptRoute = (deps: DerivedRouteDeps): Route =>
  route({
    method: "post",
    path: "/items/{id}/transcript",
    tag,
    summary:
      "Have the words of a sealed recording heard by an installed program, as a text that says nobody checked it",
    permission,
    params: IdPath,
    body: TranscriptRequest,
    answer: { status: 202, schema: DerivedBody },
    handle: async (call) => {
      const asked = { by: callerOf(call).person.id, ...call.body };
      return askOfItem(deps, call, await planTranscript(deps, call.params.id as ItemId, asked));
    },
  });

/** Of whatever is made of one item, by those alone who may take that one out of the house. */
async function askOfItem(
  deps: DerivedRouteDeps,
  call: { readonly sight: Sight | null; readonly body: StatedPurpose },
  request: DerivedRequest,
): Promise<Reply> {
  const ids = request.inputs.map(({ itemId }) => itemId);
  await requireContent(deps, call, permission, ids, { ...call.body, isTaken: true });
  await askDerived(deps, request);
  return { json: await bodyOf(deps, request.id), status: 202 };
}

const derivationRoutes = (deps: DerivedRouteDeps): Route[] => [
  route({
    method: "get",
    path: "/derived/{id}",
    tag,
    summary: "How far a recording is that was asked for, and how it was made",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: DerivedBody },
    handle: async ({ params }) => ({ json: await bodyOf(deps, params.id as ItemId) }),
  }),
  route({
    method: "get",
    path: "/items/{id}/derivation",
    tag,
    summary: "What an item was made of, and what was made of it",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: DerivationBody },
    handle: async ({ params, sight }) => {
      const { id } = await deps.items.get(params.id as ItemId);
      const [own, of] = await Promise.all([
        deps.derived.get(id),
        deps.derived.madeOf(id, sight, MOST),
      ]);
      return {
        json: {
          madeFrom: own === null ? null : derivedBody(own),
          inputOf: of.map(derivedBody),
          transcriber: deps.transcriber ?? null,
        },
      };
    },
  }),
];

async function bodyOf({ derived }: DerivedRouteDeps, id: ItemId): Promise<DerivedBody> {
  const kept = await derived.get(id);
  if (kept === null)
    throw new Refusal("missing", "derived/no-such-request", "nothing was asked for under this id");
  return derivedBody(kept);
}
