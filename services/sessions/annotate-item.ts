/** Use cases: note something on an item, and take it back with a reason. The custody chain tells of both, without words. */
import { type AnnotationId, type ItemId, type UserId, newId } from "../kernel/ids.ts";
import { type Annotation, type Note, checkNote } from "./annotation.ts";
import type { SessionDeps } from "./keep-session.ts";

/** @throws Refusal as `checkNote`; missing "evidence/no-such-item". */
export async function annotate(
  { recordingSessions, clock }: SessionDeps,
  by: UserId,
  itemId: ItemId,
  note: Note,
): Promise<Annotation> {
  checkNote(note);
  const at = clock();
  const actor = `user:${by}` as const;
  const id = newId<AnnotationId>();
  const annotation: Annotation = { id, itemId, note, madeAt: at, madeBy: actor, ended: null };
  await recordingSessions.annotate(annotation, {
    ...{ at, actor },
    happening: { kind: "annotated", data: { annotationId: id, ...told(note) } },
  });
  return annotation;
}

/** @throws Refusal missing "sessions/no-such-annotation". */
export async function endAnnotation(
  { recordingSessions, clock }: SessionDeps,
  by: UserId,
  itemId: ItemId,
  id: AnnotationId,
  reason: string,
): Promise<void> {
  await recordingSessions.endAnnotation(itemId, id, reason, {
    ...{ at: clock(), actor: `user:${by}` },
    happening: { kind: "annotation-ended", data: { annotationId: id, reason } },
  });
}

/** What people write may name somebody: it stands with the annotation alone. */
const told = (note: Note) =>
  note.type === "marker"
    ? { note: "marker", kind: note.kind, atMs: note.atMs }
    : { note: "record", kind: note.kind, relation: note.relation, sha256: note.sha256 };
