/** What was marked in a live session while an item was recorded: of a take, or of takes that were made one. */
import type { DerivedStore, KeptDerived } from "../derived/derived-store.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { SessionId } from "../kernel/ids.ts";
import type { LiveStore } from "../live/live-store.ts";
import { type LineMark, type Piece, marksOnLine } from "../live/marks-on-line.ts";
import { MediaInfo } from "../media/media-info.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { SessionStore } from "../sessions/session-store.ts";

export interface SessionMarksDeps {
  readonly derived: Pick<DerivedStore, "get">;
  readonly live: Pick<LiveStore, "events">;
  readonly recordingSessions: Pick<SessionStore, "sessionsOf">;
}

/** None of a session that `sight` may not know of. */
export async function sessionMarks(
  deps: SessionMarksDeps,
  item: EvidenceItem,
  sight: Sight | null,
): Promise<readonly LineMark[]> {
  const recorded = (await joined(deps, item)) ?? (await take(deps, item));
  if (recorded === null) return [];
  return marksOnLine(await deps.live.events(recorded.sessionId, sight), recorded.pieces);
}

interface Recorded {
  readonly sessionId: SessionId;
  readonly pieces: readonly Piece[];
}

const endOf = ({ mediaInfo }: EvidenceItem): number | null =>
  MediaInfo.safeParse(mediaInfo).data?.durationMs ?? null;

async function joined({ derived }: SessionMarksDeps, item: EvidenceItem): Promise<Recorded | null> {
  const own = await derived.get(item.id);
  if (own?.made?.kind !== "joined" || own.sessionId === null) return null;
  return { sessionId: own.sessionId, pieces: piecesOf(own.made.from, endOf(item)) };
}

function piecesOf(
  from: NonNullable<KeptDerived["made"]>["from"],
  endMs: number | null,
): readonly Piece[] {
  return from.flatMap(({ beginsAtMs, begunAt }, place) =>
    beginsAtMs === null || begunAt === null
      ? []
      : [{ beginsAtMs, begunAt, endsAtMs: from[place + 1]?.beginsAtMs ?? endMs }],
  );
}

/** Its declared beginning is when its first bytes were here: live/write-take.ts. */
async function take(deps: SessionMarksDeps, item: EvidenceItem): Promise<Recorded | null> {
  const { recordedAt, other } = item.announced;
  if (other["take"] === undefined || recordedAt === null) return null;
  const sessionId = (await deps.recordingSessions.sessionsOf([item.id])).get(item.id);
  if (sessionId === undefined) return null;
  return {
    sessionId,
    pieces: [{ beginsAtMs: 0, begunAt: recordedAt, endsAtMs: endOf(item) }],
  };
}
