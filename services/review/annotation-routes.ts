/** Routes: markers in a recording, and the written records that it supports or replaces. */
import type { AnnotationId, ItemId } from "../kernel/ids.ts";
import { annotate, endAnnotation } from "../sessions/annotate-item.ts";
import type { SessionDeps } from "../sessions/keep-session.ts";
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import { IdPath } from "./api-schema.ts";
import {
  Annotation,
  AnnotationList,
  AnnotationPath,
  NoteRequest,
  RemoveRequest,
} from "./recording-schema.ts";
import { type Route, callerOf, route } from "./route.ts";

export interface AnnotationRouteDeps extends SessionDeps {
  readonly items: Pick<EvidenceStore, "get">;
}

const tag = "Annotations";
const path = "/items/{id}/annotations";

export const annotationRoutes = (deps: AnnotationRouteDeps): Route[] => [
  route({
    method: "get",
    path,
    tag,
    summary: "What people noted on this item, in the order they did; what was taken back too",
    permission: "items:see",
    params: IdPath,
    answer: { status: 200, schema: AnnotationList },
    handle: async ({ params }) => {
      const { id } = await deps.items.get(params.id as ItemId);
      return { json: { entries: await deps.recordingSessions.annotations([id]) } };
    },
  }),
  route({
    method: "post",
    path,
    tag,
    summary:
      "Mark a moment, or link a written record; where a recording replaces one, key content in words",
    permission: "items:annotate",
    params: IdPath,
    body: NoteRequest,
    answer: { status: 201, schema: Annotation },
    handle: async (call) => {
      const by = callerOf(call).person.id;
      const made = await annotate(deps, by, call.params.id as ItemId, call.body.note);
      return { json: made, status: 201 };
    },
  }),
  route({
    method: "delete",
    path: `${path}/{annotationId}`,
    tag,
    summary: "Take a marker or a link back, with the reason; it stays on record",
    permission: "items:annotate",
    params: AnnotationPath,
    body: RemoveRequest,
    answer: { status: 204 },
    handle: async (call) => {
      const { id, annotationId } = call.params;
      const by = callerOf(call).person.id;
      const { reason } = call.body;
      await endAnnotation(deps, by, id as ItemId, annotationId as AnnotationId, reason);
      return { status: 204 };
    },
  }),
];
