/** Use case: the picture of a moment that was cited is looked for in a verified copy of the original. May run twice, and may end between two lines. */
import type { EvidenceStore } from "../../evidence/evidence-store.ts";
import { findItem } from "../../evidence/find-item.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { type LocalCopyDeps, withLocalCopy } from "../../media/local-copy.ts";
import { type OpenRecordingDeps, openSource } from "../../media/open-recording.ts";
import { MOST_TRIES, requireInput } from "../make-derived.ts";
import { type CitedOutcome, type KeptCitation, PICTURE_RECIPE } from "./cited-picture.ts";
import type { CitedStore } from "./cited-store.ts";
import type { PictureDigester } from "./picture-digester.ts";

export interface DigestCitedDeps
  extends Pick<OpenRecordingDeps, "programs">, Pick<LocalCopyDeps, "objects" | "folders" | "kept"> {
  readonly cited: CitedStore;
  readonly items: Pick<EvidenceStore, "get">;
  readonly digester: PictureDigester;
}

/** How it ended. @throws Refusal unavailable: it waits, and is begun again. */
export async function digestCited(
  deps: DigestCitedDeps,
  citation: KeptCitation,
  signal: AbortSignal,
): Promise<CitedOutcome["state"]> {
  const outcome = await outcomeOf(deps, citation, signal);
  await deps.cited.end(citation, outcome);
  return outcome.state;
}

async function outcomeOf(
  deps: DigestCitedDeps,
  citation: KeptCitation,
  signal: AbortSignal,
): Promise<CitedOutcome> {
  try {
    return { state: "made", picture: await look(deps, citation, signal) };
  } catch (error) {
    // Who was told to stop leaves it to the next.
    if (signal.aborted) throw error;
    const isRefused = isRefusal(error);
    if (isRefused && error.kind === "invalid") return { state: "none", reason: error.code };
    if (isRefused && error.kind === "tampered") return { state: "failed", reason: error.code };
    if (isRefused && error.code === "derived/input-gone")
      return { state: "none", reason: error.code };
    if (citation.tries < MOST_TRIES) throw error;
    return { state: "failed", reason: isRefused ? error.code : "derived/not-made" };
  }
}

async function look(deps: DigestCitedDeps, citation: KeptCitation, signal: AbortSignal) {
  const { digester, items } = deps;
  const item = requireInput(await findItem({ items }, citation.itemId), citation.sha256);
  return withLocalCopy(deps, item, signal, async (copy, handOn) => {
    const source = await openSource(deps, copy, item, { name: "src", isAlone: true }, signal);
    await using job = source.job;
    const { version, ...picture } = await digester.digest(job, source, citation.ptsMs, signal);
    // Of one recording several moments are cited, one soon after the other.
    handOn();
    const madeBy = { tool: "ffmpeg", version, recipe: PICTURE_RECIPE };
    const program = source.program === null ? {} : { program: source.program };
    return { ...picture, madeBy: { ...madeBy, ...program } };
  });
}
