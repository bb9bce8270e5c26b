/** Use case: what stands on the time line of a case, asked of the store in four queries however many recordings it has. */
import type { CaseId } from "../kernel/ids.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { Annotation } from "./annotation.ts";
import type { SessionStore } from "./session-store.ts";
import { type CaseRecording, MOST_CASE_RECORDINGS, type Session } from "./session.ts";

/** More sessions than any case has, and more notes than anybody looks at on one line. */
const [MOST_SESSIONS, MOST_NOTES] = [500, 5_000];

export interface CaseLine {
  readonly recordings: readonly CaseRecording[];
  readonly sessions: readonly Pick<
    Session,
    "id" | "number" | "activities" | "startedAt" | "stoppedAt" | "pauses"
  >[];
  readonly markers: readonly ReturnType<typeof markersIn>[number][];
  readonly records: readonly ReturnType<typeof recordsIn>[number][];
  /** False: the case has more than stands here. */
  readonly isWhole: boolean;
}

/** `sight` null: the house itself asks. What somebody may not know of is not on their line. */
export async function caseLine(
  { recordingSessions: store }: { readonly recordingSessions: SessionStore },
  id: CaseId,
  sight: Sight | null,
): Promise<CaseLine> {
  const listed = await store.page(null, MOST_SESSIONS + 1, id, sight);
  const found = await store.caseRecordings(id, sight);
  const recordings = found.slice(0, MOST_CASE_RECORDINGS);
  const noted = await store.annotations(recordings.map(({ itemId }) => itemId));
  const standing = noted.filter(({ ended }) => ended === null);
  const notes = standing.slice(0, MOST_NOTES);
  return {
    recordings,
    sessions: listed.slice(0, MOST_SESSIONS).map(({ session }) => {
      const { number, activities, startedAt, stoppedAt, pauses } = session;
      return { id: session.id, number, activities, startedAt, stoppedAt, pauses };
    }),
    ...{ markers: markersIn(notes), records: recordsIn(notes) },
    isWhole:
      listed.length <= MOST_SESSIONS &&
      found.length <= MOST_CASE_RECORDINGS &&
      standing.length <= MOST_NOTES,
  };
}

/** Without their words, which stand on the page of the item. */
const markersIn = (notes: readonly Annotation[]) =>
  notes.flatMap(({ id, itemId, note }) =>
    note.type === "marker" ? [{ id, itemId, kind: note.kind, atMs: note.atMs }] : [],
  );

const recordsIn = (notes: readonly Annotation[]) =>
  notes.flatMap(({ id, itemId, note }) =>
    note.type === "record" ? [{ id, itemId, kind: note.kind, documentNo: note.documentNo }] : [],
  );
