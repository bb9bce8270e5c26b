/**
 * The way of an item, as data: which step takes it from which stage to which, in which process.
 *
 * An item moves on four tracks. *original*: received, verified, sealed; nothing waits for a
 * decoder. *viewing*: the copy people watch; it may end in "none" and the item is evidence all the same.
 * *overview*: what a reviewer looks at before playing, once that copy is there; "none" where there is nothing to look
 * at, "unasked" where this house made none when it could. *study*: what nobody waits for, once that copy is there; "none" where this house looks no closer.
 * The probe says by which of two ways: what must be encoded is a step of its own, so that what takes seconds
 * never waits behind what takes hours.
 * To add a step, add a row here and a job of that name in workers/<by>/; the compiler and
 * test/architecture name what is missing. The stage in the database says what is due. The queue only
 * wakes steps, so a lost queue loses time and no work (workers/custody/sweep.ts).
 */
import { OVERVIEW_KINDS } from "./derivative.ts";

export const PIPELINE = [
  { track: "original", from: "receiving", step: "receive", by: "api", to: "received" },
  { track: "original", from: "received", step: "verify-original", by: "custody", to: "verified" },
  { track: "original", from: "verified", step: "seal", by: "custody", to: "sealed" },
  { track: "viewing", from: "waiting", step: "probe", by: "media", to: "probed" },
  { track: "viewing", from: "probed", step: "viewing-copy", by: "media", to: "made" },
  { track: "viewing", from: "to-encode", step: "encode-copy", by: "media", to: "made" },
  { track: "viewing", from: "made", step: "seal-copies", by: "custody", to: "ready" },
  { track: "overview", from: "waiting", step: "overview", by: "media", to: "made" },
  { track: "overview", from: "made", step: "seal-overview", by: "custody", to: "ready" },
  { track: "study", from: "waiting", step: "check-media", by: "media", to: "checked" },
] as const;

type Row = (typeof PIPELINE)[number];
export type Track = Row["track"];
export type Step = Row["step"];
export type Process = Row["by"];
/** Where an item goes that ends by disposal: its bytes are being destroyed; nothing of them lies anywhere. */
export const ENDS = ["disposing", "disposed"] as const;
export type OriginalStage =
  | Extract<Row, { track: "original" }>["from" | "to"]
  | "quarantined"
  | (typeof ENDS)[number];
export type ViewingStage = Extract<Row, { track: "viewing" }>["from" | "to"] | "none";
export type OverviewStage = Extract<Row, { track: "overview" }>["from" | "to"] | "none" | "unasked";
export type StudyStage = Extract<Row, { track: "study" }>["from" | "to"] | "none";
export type Stage = OriginalStage | ViewingStage | OverviewStage | StudyStage;

/** Where an item stands on each track. */
export interface Stages {
  readonly stage: OriginalStage;
  readonly viewingStage: ViewingStage;
  readonly overviewStage: OverviewStage;
  readonly studyStage: StudyStage;
}

export const isDisposed = ({ stage }: Pick<Stages, "stage">): boolean =>
  ENDS.some((end) => end === stage);

/**
 * The steps that are due, at most one a track. The viewing track starts once the original is verified, the others
 * once the copy is ready.
 */
export function stepsDue({ stage, viewingStage, overviewStage, studyStage }: Stages): Step[] {
  const isVerified = stage === "verified" || stage === "sealed";
  const isWatched = isVerified && viewingStage === "ready";
  const at: Readonly<Record<Track, Stage | null>> = {
    original: stage,
    viewing: isVerified ? viewingStage : null,
    overview: isWatched ? overviewStage : null,
    study: isWatched ? studyStage : null,
  };
  return PIPELINE.filter(({ track, from }) => from === at[track]).map(({ step }) => step);
}

/** The stages after `step`, for an item that is where `step` starts. */
export function stagesAfter(stages: Stages, step: Step): Stages {
  const row = rowOf(step);
  if (row.track === "original") return { ...stages, stage: row.to };
  if (row.track === "viewing") return { ...stages, viewingStage: row.to };
  return row.track === "overview"
    ? { ...stages, overviewStage: row.to }
    : { ...stages, studyStage: row.to };
}

/** Whether the sealing of `kind` is over: before, a part of what proves it may not lie there yet. */
export const isCopySealed = (
  { viewingStage, overviewStage }: Pick<Stages, "viewingStage" | "overviewStage">,
  kind: string,
): boolean =>
  (OVERVIEW_KINDS.some((each) => each === kind) ? overviewStage : viewingStage) === "ready";

export function rowOf(step: Step): Row {
  const row = PIPELINE.find((candidate) => candidate.step === step);
  if (row === undefined) throw new Error(`broken invariant: ${step} is a row of the pipeline`);
  return row;
}

/** Files of it are being made or sealed, or will be. */
export function areCopiesUnderWay({
  viewingStage,
  overviewStage,
}: Pick<Stages, "viewingStage" | "overviewStage">): boolean {
  if (viewingStage !== "ready") return viewingStage !== "none";
  return overviewStage === "waiting" || overviewStage === "made";
}
