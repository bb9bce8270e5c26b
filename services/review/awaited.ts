/** What an item may wait for, its seal or then its viewing copy, and in which stages it does. */
import { PIPELINE, type Stages } from "../evidence/pipeline.ts";

export const AWAITED = ["seal", "copy"] as const;
export type Awaited = (typeof AWAITED)[number];

const waitingStages = (track: "original" | "viewing"): readonly string[] =>
  PIPELINE.filter((row) => row.track === track && row.by !== "api").map(({ from }) => from);

/** Of the original: before its seal. What is still received has no item yet. */
export const UNSEALED = waitingStages("original");
/** Of the viewing copy: before it is ready. */
export const UNCOPIED = waitingStages("viewing");

export const awaits = (
  what: Awaited,
  { stage, viewingStage }: Pick<Stages, "stage" | "viewingStage">,
): boolean =>
  what === "seal"
    ? UNSEALED.includes(stage)
    : stage === "sealed" && UNCOPIED.includes(viewingStage);
