/** Use case, step "overview": the storyboard, the wave form and the positions of a recording that has a viewing copy, made from its verified original and stored apart. */
import type { Derivative, DerivativeStore, OVERVIEW_KINDS } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { type StepDeps, type StepResult, runStep } from "../evidence/run-step.ts";
import type { ItemId } from "../kernel/ids.ts";
import { assert, isRefusal } from "../kernel/refusal.ts";
import type { Json } from "../kernel/strict-json.ts";
import { type LocalCopyDeps, withLocalCopy } from "./local-copy.ts";
import { MediaInfo, byWayOf } from "./media-info.ts";
import type { MadeFile, MediaJob, OverviewMaker, Remaking } from "./media-tools.ts";
import { type OpenRecordingDeps, openAgain } from "./open-recording.ts";
import { type StoreCopyDeps, storeCopy } from "./store-copy.ts";
import { StepProgress } from "./step-progress.ts";

export interface OverviewDeps
  extends
    StepDeps,
    Pick<LocalCopyDeps, "folders">,
    Pick<OpenRecordingDeps, "programs">,
    Pick<StoreCopyDeps, "encryption"> {
  readonly objects: LocalCopyDeps["objects"] & StoreCopyDeps["objects"];
  readonly derivatives: DerivativeStore;
  readonly tools: OverviewMaker & OpenRecordingDeps["tools"];
}

type Kind = (typeof OVERVIEW_KINDS)[number];
const TYPES: Readonly<Record<Kind, string>> = {
  storyboard: "image/jpeg",
  peaks: "application/octet-stream",
  positions: "text/plain",
};
/** Of all, the pictures are the longer work. */
const PICTURES_SHARE = 0.7;

/** @throws Refusal tampered "media/original-differs"; unavailable: try again later. */
export async function makeOverview(
  deps: OverviewDeps,
  itemId: ItemId,
  signal: AbortSignal,
): Promise<void> {
  await runStep(deps, "overview", itemId, async (item) => {
    const info = MediaInfo.safeParse(item.mediaInfo);
    assert(info.success, "a recording with a copy carries what the probe found");
    const kept = await deps.derivatives.derivatives(itemId);
    // An earlier run may have died between keeping them and saving the item.
    const found = kept.filter(({ kind }) => kind in TYPES);
    const wanted = wantedOf(info.data).filter((each) => found.every(({ kind }) => kind !== each));
    if (wanted.length === 0) return overviewMade(item, found);
    return withLocalCopy(deps, item, signal, async (original) => {
      await using input = await openAgain(deps, original, item, info.data, signal);
      const { job } = input;
      await using progress = await StepProgress.start(deps, itemId, "overview");
      const tell = (part: number): void =>
        progress.report(PICTURES_SHARE + (1 - PICTURES_SHARE) * part);
      let reason = "media/unreadable";
      for (const kind of wanted) {
        try {
          const made = await makeOne(deps.tools, kind, [job, input], tell, signal);
          if (made !== null) {
            const madeBy = byWayOf(input.info, made.madeBy);
            found.push(await keep(deps, item, kind, { ...made, madeBy }));
          }
          if (kind === "storyboard") progress.report(PICTURES_SHARE);
        } catch (error) {
          // A second try would not find more in the same bytes; and one does without the other.
          if (!isRefusal(error) || error.kind !== "invalid") throw error;
          reason = error.code;
        }
      }
      return found.length === 0 ? noOverview(reason) : overviewMade(item, found);
    });
  });
}

/** Positions are always looked for, and most recordings have none. */
const wantedOf = ({ video, audio }: MediaInfo): readonly Kind[] => [
  ...(video === null ? [] : (["storyboard"] as const)),
  ...(audio === null ? [] : (["peaks"] as const)),
  "positions",
];

function makeOne(
  tools: OverviewMaker,
  kind: Kind,
  [job, input]: readonly [MediaJob, Remaking],
  tell: (part: number) => void,
  signal: AbortSignal,
): Promise<(MadeFile & { readonly numbers: unknown }) | null> {
  if (kind === "storyboard") return tools.storyboard(job, input, signal);
  return kind === "peaks"
    ? tools.peaks(job, input, tell, signal)
    : tools.positions(job, input, signal);
}

async function keep(
  deps: OverviewDeps,
  { id: itemId }: EvidenceItem,
  kind: Kind,
  { path, madeBy, numbers }: MadeFile & { readonly numbers: unknown },
): Promise<Derivative> {
  const stored = await storeCopy(deps, itemId, kind, { path });
  const mediaType = TYPES[kind];
  return deps.derivatives.keepOnce({ itemId, kind, mediaType, ...stored, madeBy, numbers });
}

/** Use case: after the last try, says that there is none, and why. May run twice. */
export async function giveUpOverview(deps: StepDeps, itemId: ItemId, code: string): Promise<void> {
  await runStep(deps, "overview", itemId, () => Promise.resolve(noOverview(code)));
}

const noOverview = (reason: string): StepResult => ({
  happening: { kind: "no-overview", data: { reason } },
  changes: { overviewStage: "none" },
});

function overviewMade({ original }: EvidenceItem, copies: readonly Derivative[]): StepResult {
  assert(original !== null, "what was looked at is a verified original");
  const facts = copies.map(({ kind, mediaType, sizeBytes, sha256, madeBy, numbers }) => ({
    ...{ kind, mediaType, sizeBytes, sha256, method: madeBy.method, numbers: numbers as Json },
  }));
  const data = { originalSha256: original.sha256, copies: facts };
  return { happening: { kind: "overview-made", data } };
}
