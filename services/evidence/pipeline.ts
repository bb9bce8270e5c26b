/**
 * The way of an item, as data: which step takes it from which stage to which, in which process.
 *
 * An item moves on two tracks at once. *original*: received, verified, sealed; nothing waits for a
 * decoder. *viewing*: the copy people watch; it may end in "none" and the item is evidence all the same.
 * To add a step, add a row here and a job of that name in workers/<by>/; the compiler and
 * test/architecture name what is missing. The stage in the database says what is due. The queue only
 * wakes steps, so a lost queue loses time and no work (workers/custody/sweep.ts).
 */
export const PIPELINE = [
  { track: "original", from: "receiving", step: "receive", by: "api", to: "received" },
  { track: "original", from: "received", step: "verify-original", by: "custody", to: "verified" },
  { track: "original", from: "verified", step: "seal", by: "custody", to: "sealed" },
  { track: "viewing", from: "waiting", step: "probe", by: "media", to: "probed" },
  { track: "viewing", from: "probed", step: "viewing-copy", by: "media", to: "made" },
  { track: "viewing", from: "made", step: "seal-copies", by: "custody", to: "ready" },
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
export type Stage = OriginalStage | ViewingStage;

/** Where an item stands on both tracks. */
export interface Stages {
  readonly stage: OriginalStage;
  readonly viewingStage: ViewingStage;
}

export const isDisposed = ({ stage }: Pick<Stages, "stage">): boolean =>
  ENDS.some((end) => end === stage);

/** The steps that are due, at most one a track. The viewing track starts once the original is verified. */
export function stepsDue({ stage, viewingStage }: Stages): Step[] {
  const verified = stage === "verified" || stage === "sealed";
  return PIPELINE.filter(
    (row) => row.from === (row.track === "original" ? stage : verified ? viewingStage : null),
  ).map((row) => row.step);
}

/** The stages after `step`, for an item that is where `step` starts. */
export function stagesAfter(stages: Stages, step: Step): Stages {
  const row = rowOf(step);
  return row.track === "original"
    ? { ...stages, stage: row.to }
    : { ...stages, viewingStage: row.to };
}

export function rowOf(step: Step): Row {
  const row = PIPELINE.find((candidate) => candidate.step === step);
  if (row === undefined) throw new Error(`broken invariant: ${step} is a row of the pipeline`);
  return row;
}
