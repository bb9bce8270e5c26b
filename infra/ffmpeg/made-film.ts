/** A film that was made here, read once: the digest of the file, and those of the samples that its index tells of. */
import { createHash } from "node:crypto";
import { open } from "node:fs/promises";
import type { Sha256 } from "../../services/kernel/digest.ts";
import { stopIfTold } from "../../services/media/local-copy.ts";
import { filmTracks, placesOf } from "../../services/media/film/film-tracks.ts";
import { HashedSamples } from "../../services/media/film/hashed-samples.ts";
import { readFilmIndex } from "../../services/media/film/index-boxes.ts";
import { SourceFault } from "../../services/source/fault.ts";
import { fileBytes } from "../process/file-bytes.ts";
import type { Digests } from "./kept-packets.ts";

const AT_ONCE_BYTES = 1 << 20;

export interface MadeFilm {
  readonly content: { readonly sha256: Sha256; readonly sizeBytes: number };
  /** Null: its index cannot be followed here. It is read independently of ffmpeg, which wrote it. */
  readonly samples: Digests | null;
}

/** Whoever wrote it is gone; what it holds is as hostile as what it was made of. @throws Refusal "media/interrupted". */
export async function readMadeFilm(path: string, signal: AbortSignal): Promise<MadeFilm> {
  stopIfTold(signal);
  const samples = await samplesOf(path);
  await using file = await open(path, "r");
  const hash = createHash("sha256");
  const buffer = Buffer.allocUnsafeSlow(AT_ONCE_BYTES);
  let sizeBytes = 0;
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, AT_ONCE_BYTES, sizeBytes);
    if (bytesRead === 0) break;
    stopIfTold(signal);
    hash.update(buffer.subarray(0, bytesRead));
    samples?.hear(buffer.subarray(0, bytesRead), sizeBytes);
    sizeBytes += bytesRead;
  }
  const content = { sha256: hash.digest("hex") as Sha256, sizeBytes };
  return { content, samples: samples?.digests() ?? null };
}

async function samplesOf(path: string): Promise<HashedSamples | null> {
  await using bytes = await fileBytes(path);
  try {
    const tracks = filmTracks(await readFilmIndex(bytes));
    return new HashedSamples(
      tracks.map((track) => ({ kind: track.kind, ...placesOf(track, bytes.sizeBytes) })),
    );
  } catch (error) {
    if (error instanceof SourceFault) return null;
    throw error;
  }
}
