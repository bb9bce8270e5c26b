/** What a slot shows of its visit: the numbers that are missing, what stands in the way, and the receipt's short form. Pure. */
import type { SequenceReport } from "../batches/sequence.ts";
import type { Clip } from "./clip.ts";
import { pathsOfRecordings, sequenceOfPaths } from "./state-visit.ts";
import type { CardAtHand, Visit, VisitProblem } from "./visit.ts";

export interface SlotVisit {
  readonly sequence: SequenceReport | null;
  readonly problem: VisitProblem | null;
  /** Of a receipt that verified, for all that is on the card now. */
  readonly code: string | null;
}

/** The service's report once there is one; before that the dock's own. */
export function slotVisit(
  { isPresent, there }: Pick<CardAtHand, "isPresent" | "there">,
  visit: Visit | null,
  clipOf: (key: string) => Clip | undefined,
  sideFiles: readonly string[],
): SlotVisit {
  if (!isPresent || visit === null) return { sequence: null, problem: null, code: null };
  const { problem } = visit;
  if (visit.stage === "receipted") {
    const secured = new Set(visit.secured);
    const isOfAll = [...there].every((key) => secured.has(key));
    return { sequence: visit.sequence, problem, code: isOfAll ? visit.code : null };
  }
  const clips = visit.keys.flatMap((key) => clipOf(key) ?? []);
  const paths = pathsOfRecordings(clips, sideFiles);
  const lastSeen = visit.stage === "begun" ? null : visit.lastSeen;
  const sequence = paths.length === 0 ? null : sequenceOfPaths(paths, lastSeen);
  return { sequence, problem, code: null };
}
