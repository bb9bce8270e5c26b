/** The digests of a film's samples by its own index, which is read independently of ffmpeg. */
import { open, stat } from "node:fs/promises";
import { filmTracks, placesOf } from "../../services/media/film/film-tracks.ts";
import { HashedSamples } from "../../services/media/film/hashed-samples.ts";
import { readFilmIndex } from "../../services/media/film/index-boxes.ts";
import { interrupted, stopIfTold } from "../../services/media/local-copy.ts";
import { SourceFault } from "../../services/source/fault.ts";
import { lentChunks } from "../process/lent-chunks.ts";
import { fileBytes } from "../process/file-bytes.ts";
import { WORTH_BYTES, inThread } from "./film-threads.ts";
import type { Digests } from "./kept-packets.ts";

/**
 * Null: its index cannot be followed here. A large film is read in a thread, so that who asks goes on meanwhile.
 * @throws Refusal unavailable "media/interrupted"; what reading meets.
 */
export async function filmSamples(
  path: string,
  signal: AbortSignal,
  worthBytes = WORTH_BYTES,
): Promise<Digests | null> {
  stopIfTold(signal);
  const { size } = await stat(path);
  if (size < worthBytes) return readSamples(path, signal);
  return (await inThread("samples", { path }, signal))?.answer ?? null;
}

/** The same, here. */
export async function readSamples(path: string, signal: AbortSignal): Promise<Digests | null> {
  const samples = await samplesOf(path);
  if (samples === null) return null;
  let at = 0;
  await readThrough(path, signal, (chunk) => {
    samples.hear(chunk, at);
    at += chunk.byteLength;
  });
  return samples.digests();
}

/** A chunk is valid while it is heard. @throws Refusal unavailable "media/interrupted". */
export async function readThrough(
  path: string,
  signal: AbortSignal,
  hear: (chunk: Buffer) => void,
): Promise<void> {
  const file = await open(path, "r");
  const { size } = await file.stat();
  try {
    for await (const chunk of lentChunks(file, size, signal)) hear(chunk);
  } catch (error) {
    throw signal.aborted ? interrupted(error) : error;
  }
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
