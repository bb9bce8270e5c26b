/** A film that was made here: the digest of the file, and beside it those of the samples that its index tells of. */
import { createHash } from "node:crypto";
import { allOrNone } from "../../services/kernel/all-ended.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ContentDigest } from "../../services/media/media-tools.ts";
import { filmSamples, readThrough } from "./film-samples.ts";
import type { Digests } from "./kept-packets.ts";

export interface MadeFilm {
  readonly content: ContentDigest;
  /** As of `filmSamples`. */
  readonly samples: Digests | null;
}

/** Whoever wrote it is gone; what it holds is as hostile as what it was made of. @throws Refusal "media/interrupted". */
export async function readMadeFilm(path: string, signal: AbortSignal): Promise<MadeFilm> {
  const [content, samples] = await allOrNone(signal, [
    (told) => contentOf(path, told),
    (told) => filmSamples(path, told),
  ]);
  return { content, samples };
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
