/** Use case, step "check-media": the original is decoded to its end once, and what that found is kept beside it. */
import type { ItemId } from "../kernel/ids.ts";
import { assert, isRefusal } from "../kernel/refusal.ts";
import type { Json } from "../kernel/strict-json.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { type StepDeps, type StepResult, runStep } from "../evidence/run-step.ts";
import { type LocalCopyDeps, withLocalCopy } from "./local-copy.ts";
import { type MediaCheck, judgeDecoding } from "./media-check.ts";
import { MediaInfo } from "./media-info.ts";
import type { MediaDecoder } from "./media-tools.ts";
import { type OpenRecordingDeps, openAgain } from "./open-recording.ts";
import { StepProgress } from "./step-progress.ts";

export interface CheckMediaDeps
  extends StepDeps, LocalCopyDeps, Pick<OpenRecordingDeps, "programs"> {
  readonly tools: MediaDecoder & OpenRecordingDeps["tools"];
}

/** @throws Refusal tampered "media/original-differs"; unavailable: try again later. */
export async function checkMedia(
  deps: CheckMediaDeps,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  await runStep(deps, "check-media", itemId, (item) =>
    withLocalCopy(deps, item, signal, async (job) => {
      const info = MediaInfo.safeParse(item.mediaInfo);
      assert(info.success, "a recording with a copy carries what the probe found");
      await using progress = await StepProgress.start(deps, itemId, "check-media");
      const report = (part: number): void => progress.report(part);
      try {
        await using opened = await openAgain(deps, job, item, info.data, signal);
        const streams = await deps.tools.decode(opened.job, opened, report, signal);
        return checked(item, judgeDecoding(streams, opened.info.durationMs, deps.tools.version));
      } catch (error) {
        // A second try would not find more in the same bytes.
        if (!isRefusal(error) || error.kind !== "invalid") throw error;
        return checked(item, { verdict: "not-checked", reason: error.code });
      }
    }),
  );
}

/** Use case: after the last try, says that nothing is known, and why. May run twice. */
export async function giveUpCheck(deps: StepDeps, itemId: ItemId, reason: string): Promise<void> {
  await runStep(deps, "check-media", itemId, (item) =>
    Promise.resolve(checked(item, { verdict: "not-checked", reason })),
  );
}

function checked({ original }: EvidenceItem, check: MediaCheck): StepResult {
  assert(original !== null, "what was decoded is a verified original");
  const data = { originalSha256: original.sha256, check: check as Json };
  return { happening: { kind: "media-checked", data }, changes: { mediaCheck: check } };
}
