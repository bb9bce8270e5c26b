/** Use case, step "viewing-copy": the film people watch and its poster, made from a verified copy and stored apart. */
import type { ItemId } from "../kernel/ids.ts";
import { Refusal, assert, isRefusal } from "../kernel/refusal.ts";
import type { Derivative, DerivativeStore } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { type StepResult, runStep } from "../evidence/run-step.ts";
import { withLocalCopy } from "./local-copy.ts";
import { MediaInfo } from "./media-info.ts";
import type { MediaJob } from "./media-tools.ts";
import { orNoViewingCopy } from "./no-viewing-copy.ts";
import type { ProbeDeps } from "./probe-original.ts";
import { type StoreCopyDeps, storeCopy } from "./store-copy.ts";
import { StepProgress } from "./step-progress.ts";
import { type CopyPlan, posterPlans, viewingPlans } from "./viewing-plan.ts";

export interface ViewingCopyDeps extends ProbeDeps, Pick<StoreCopyDeps, "encryption"> {
  readonly objects: ProbeDeps["objects"] & StoreCopyDeps["objects"];
  readonly derivatives: DerivativeStore;
}

/** @throws Refusal tampered "media/original-differs"; unavailable: try again later. */
export async function makeViewingCopy(
  deps: ViewingCopyDeps,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  await runStep(deps, "viewing-copy", itemId, (item) =>
    orNoViewingCopy(async () => {
      const kept = await deps.derivatives.derivatives(itemId);
      // The viewing copy is kept last: if it is there, an earlier run died between that and saving the item.
      if (kept.some(({ kind }) => kind === "viewing")) return copiesMade(item, kept);
      return withLocalCopy(deps, item, signal, (job) => makeCopies(deps, item, job, signal));
    }),
  );
}

async function makeCopies(
  deps: ViewingCopyDeps,
  item: EvidenceItem,
  job: MediaJob,
  signal: AbortSignal,
): Promise<StepResult> {
  const info = MediaInfo.safeParse(item.mediaInfo);
  assert(info.success, "a probed item carries what the probe found");
  await using progress = await StepProgress.start(deps, item.id, "viewing-copy");
  const copies: Derivative[] = [];
  const posters = posterPlans(info.data, item.sizeBytes);
  const poster = await makeFirst(deps, item, job, posters, () => undefined, signal);
  if (poster !== null) copies.push(poster);
  const plans = viewingPlans(info.data, item.sizeBytes);
  const report = (part: number): void => progress.report(part);
  const viewing = await makeFirst(deps, item, job, plans, report, signal);
  if (viewing === null) {
    throw new Refusal("invalid", "media/unreadable", "no decoder here makes a copy of this file", {
      fix: "The original is kept as it is; play it with the maker's own software.",
    });
  }
  return copiesMade(item, [...copies, viewing]);
}

/** Makes and keeps what the first plan that works gives; null if the file fits none of them. */
async function makeFirst(
  deps: ViewingCopyDeps,
  item: EvidenceItem,
  job: MediaJob,
  plans: readonly CopyPlan[],
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Derivative | null> {
  for (const plan of plans) {
    try {
      return await makeOne(deps, item, job, plan, onProgress, signal);
    } catch (error) {
      if (!isRefusal(error, "media/unreadable")) throw error;
    }
  }
  return null;
}

async function makeOne(
  deps: ViewingCopyDeps,
  item: EvidenceItem,
  job: MediaJob,
  plan: CopyPlan,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Derivative> {
  const { path, madeBy } = await deps.tools.make(job, plan, onProgress, signal);
  const { kind, mediaType } = plan;
  const stored = await storeCopy(deps, item.id, kind, path);
  return deps.derivatives.keepOnce({ itemId: item.id, kind, mediaType, ...stored, madeBy });
}

function copiesMade(item: EvidenceItem, copies: readonly Derivative[]): StepResult {
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
  return { happening: { kind: "copies-made", data } };
}
