/** Use case, steps "viewing-copy" and "encode-copy": the film people watch and its poster, made from a verified copy and stored apart. */
import type { ItemId } from "../kernel/ids.ts";
import { allOrNone } from "../kernel/all-ended.ts";
import { Refusal, assert, isRefusal } from "../kernel/refusal.ts";
import type { Derivative, DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { Step } from "../evidence/pipeline.ts";
import { type StepResult, runStep } from "../evidence/run-step.ts";
import { withLocalCopy } from "./local-copy.ts";
import { MediaInfo, byWayOf, isPicture } from "./media-info.ts";
import type { MadeFile, MediaJob } from "./media-tools.ts";
import { openAgain } from "./open-recording.ts";
import { orNoViewingCopy } from "./no-viewing-copy.ts";
import type { ProbeDeps } from "./probe-original.ts";
import { type StoreCopyDeps, storeCopy } from "./store-copy.ts";
import { StepProgress } from "./step-progress.ts";
import { type CopyPlan, posterPlans, viewingPlans } from "./viewing-plan.ts";

export interface ViewingCopyDeps extends ProbeDeps, Pick<StoreCopyDeps, "encryption"> {
  readonly objects: ProbeDeps["objects"] & StoreCopyDeps["objects"];
  readonly derivatives: DerivativeStore;
  /** Whether this house looks closer once the copy is there (the track "study"). */
  readonly isStudied: boolean;
  /** Whether it has storyboards and wave forms made (the track "overview"). */
  readonly isOverviewed: boolean;
}

/** The same work in two queues; which is due of an item, its probe said (pipeline.ts). */
export type CopyStep = Extract<Step, "viewing-copy" | "encode-copy">;

/** @throws Refusal tampered "media/original-differs"; unavailable: try again later. */
export async function makeViewingCopy(
  deps: ViewingCopyDeps,
  step: CopyStep,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  await runStep(deps, step, itemId, (item) =>
    orNoViewingCopy(async () => {
      const kept = await deps.derivatives.derivatives(itemId);
      // The viewing copy is kept last: if it is there, an earlier run died between that and saving the item.
      if (kept.some(({ kind }) => kind === "viewing")) return copiesMade(deps, item, kept);
      return withLocalCopy(deps, item, signal, (job) => makeCopies(deps, step, item, job, signal));
    }),
  );
}

async function makeCopies(
  deps: ViewingCopyDeps,
  step: CopyStep,
  item: EvidenceItem,
  job: MediaJob,
  signal: AbortSignal,
): Promise<StepResult> {
  const probed = MediaInfo.safeParse(item.mediaInfo);
  assert(probed.success, "a probed item carries what the probe found");
  await using opened = await openAgain(deps, job, item, probed.data, signal);
  const { info, sizeBytes } = opened;
  await using progress = await StepProgress.start(deps, item.id, step);
  const report = (part: number): void => progress.report(part);
  const none = (): void => undefined;
  // Beside each other: of a recording that is taken over, a large one too, the copy waits for no decoder.
  const [poster, viewing] = await allOrNone(signal, [
    (told) => makeFirst(deps, opened.job, posterPlans(info, sizeBytes), none, told),
    (told) => makeFirst(deps, opened.job, viewingPlans(info, sizeBytes), report, told),
  ]);
  if (viewing === null) {
    throw new Refusal("invalid", "media/unreadable", "no decoder here makes a copy of this file", {
      fix: "The original is kept as it is; play it with the maker's own software.",
    });
  }
  const copies: Derivative[] = [];
  const said = ({ madeBy, ...made }: Made): Made => ({ ...made, madeBy: byWayOf(info, madeBy) });
  if (poster !== null) copies.push(await keep(deps, item, said(poster)));
  return copiesMade(deps, item, [...copies, await keep(deps, item, said(viewing))]);
}

interface Made extends MadeFile {
  readonly plan: CopyPlan;
}

/** What the first plan that works gives; null if the file fits none of them. */
async function makeFirst(
  { tools }: ViewingCopyDeps,
  job: MediaJob,
  plans: readonly CopyPlan[],
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Made | null> {
  for (const plan of plans) {
    try {
      return { plan, ...(await tools.make(job, plan, onProgress, signal)) };
    } catch (error) {
      if (!isRefusal(error, "media/unreadable")) throw error;
    }
  }
  return null;
}

async function keep(
  deps: ViewingCopyDeps,
  item: EvidenceItem,
  { plan, madeBy, ...made }: Made,
): Promise<Derivative> {
  const { kind, mediaType } = plan;
  const stored = await storeCopy(deps, item.id, kind, made);
  return deps.derivatives.keepOnce({ itemId: item.id, kind, mediaType, ...stored, madeBy });
}

function copiesMade(
  { isStudied, isOverviewed }: Pick<ViewingCopyDeps, "isStudied" | "isOverviewed">,
  item: EvidenceItem,
  copies: readonly Derivative[],
): StepResult {
  const { original } = item;
  assert(original !== null, "a copy has a verified original");
  const facts = copies.map(({ kind, mediaType, sizeBytes, sha256, madeBy }) => ({
    kind,
    mediaType,
    sizeBytes,
    sha256,
    method: madeBy.method,
  }));
  const data = { originalSha256: original.sha256, copies: facts };
  const info = MediaInfo.safeParse(item.mediaInfo).data;
  const isStill = info !== undefined && isPicture(info);
  const changes = {
    ...(isStudied ? {} : { studyStage: "none" as const }),
    ...(isStill ? { overviewStage: "none" as const } : {}),
    ...(isOverviewed || isStill ? {} : { overviewStage: "unasked" as const }),
  };
  return { happening: { kind: "copies-made", data }, changes };
}
