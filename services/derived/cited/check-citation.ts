/** Use case: a citation is held against an original, by whoever has both: is it that original, and does that picture stand there? */
import type { Sha256 } from "../../kernel/digest.ts";
import { isRefusal } from "../../kernel/refusal.ts";
import { type LocalCopyDeps, fillVerified } from "../../media/local-copy.ts";
import type { MediaJob } from "../../media/media-tools.ts";
import { type OpenRecordingDeps, openSource } from "../../media/open-recording.ts";
import type { CitedPicture } from "./cited-picture.ts";
import type { PictureDigester } from "./picture-digester.ts";

export interface CheckCitationDeps extends Pick<OpenRecordingDeps, "programs"> {
  readonly folders: LocalCopyDeps["folders"];
  readonly digester: PictureDigester;
}

export interface Citation {
  /** Of the original. */
  readonly sha256: Sha256;
  readonly filename: string;
  readonly ptsMs: number;
  readonly picture: Pick<CitedPicture, "pts" | "timeBase" | "stream" | "frameSha256">;
}

export interface WholeFile {
  readonly sizeBytes: number;
  readonly read: () => AsyncIterable<Uint8Array>;
}

export type CitationVerdict =
  | { readonly verdict: "same" | "original-differs" }
  | { readonly verdict: "picture-differs"; readonly found: Citation["picture"] }
  /** None stands there, or it could not be looked for; `code` says why. */
  | { readonly verdict: "no-picture"; readonly code: string };

/** @throws Refusal unavailable: nothing is said of it. */
export async function checkCitation(
  deps: CheckCitationDeps,
  citation: Citation,
  file: WholeFile,
  signal: AbortSignal,
): Promise<CitationVerdict> {
  const { sha256, filename, ptsMs, picture } = citation;
  await using job = await deps.folders.open();
  try {
    await fillVerified(deps.folders, job, file.read(), { sizeBytes: file.sizeBytes, sha256 });
    const found = await look(deps, job, { filename, sizeBytes: file.sizeBytes, ptsMs }, signal);
    const { pts, timeBase, stream, frameSha256 } = found;
    const isSame =
      pts === picture.pts &&
      timeBase === picture.timeBase &&
      stream === picture.stream &&
      frameSha256 === picture.frameSha256;
    if (isSame) return { verdict: "same" };
    return { verdict: "picture-differs", found: { pts, timeBase, stream, frameSha256 } };
  } catch (error) {
    if (isRefusal(error, "media/original-differs")) return { verdict: "original-differs" };
    if (!isRefusal(error) || error.kind !== "invalid") throw error;
    return { verdict: "no-picture", code: error.code };
  }
}

async function look(
  deps: CheckCitationDeps,
  copy: MediaJob,
  { filename, sizeBytes, ptsMs }: Pick<Citation, "filename" | "ptsMs"> & { sizeBytes: number },
  signal: AbortSignal,
) {
  const item = { announced: { filename }, sizeBytes };
  const source = await openSource(deps, copy, item, { name: "src", isAlone: true }, signal);
  await using job = source.job;
  return await deps.digester.digest(job, source, ptsMs, signal);
}
