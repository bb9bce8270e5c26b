/** A film that was made here: the digest of the file, and beside it those of the samples that its index tells of. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import { allOrNone } from "../../services/kernel/all-ended.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ContentDigest } from "../../services/media/media-tools.ts";
import { filmSamples, readThrough } from "./film-samples.ts";
import { orScratchFull } from "./job-folders.ts";
import type { Digests } from "./kept-packets.ts";

export interface MadeFilm {
  readonly content: ContentDigest;
  /** As of `filmSamples`. */
  readonly samples: Digests | null;
}

/**
 * Whoever wrote it is gone; what it holds is as hostile as what it was made of. `isAdopted`: it is flushed meanwhile, for
 * a store that takes it over flushes it before anybody may hear of it. @throws Refusal unavailable "media/interrupted",
 * "media/scratch-full".
 */
export async function readMadeFilm(
  path: string,
  signal: AbortSignal,
  isAdopted = false,
): Promise<MadeFilm> {
  const [content, samples] = await allOrNone(signal, [
    (told) => contentOf(path, told),
    (told) => filmSamples(path, told),
    () => (isAdopted ? flush(path) : Promise.resolve()),
  ]);
  return { content, samples };
}

/** The system tells a failure once: unheard, it would be lost. */
async function flush(path: string): Promise<void> {
  await using file = await open(path, "r");
  await orScratchFull(file.datasync());
}

async function contentOf(path: string, signal: AbortSignal): Promise<ContentDigest> {
  const hash = createHash("sha256");
  let sizeBytes = 0;
  await readThrough(path, signal, (chunk) => {
    hash.update(chunk);
    sizeBytes += chunk.byteLength;
  });
  return { sha256: hash.digest("hex") as Sha256, sizeBytes };
}
