/** A verified copy of an original in a job folder: nothing is made from bytes that are not the ones sealed. */
import { createHash } from "node:crypto";
import { Refusal, assert } from "../kernel/refusal.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { JobFolders, MediaJob } from "./media-tools.ts";

export interface LocalCopyDeps {
  readonly objects: Pick<ObjectStore, "read">;
  readonly folders: JobFolders;
}

/**
 * Gives `work` a folder with the original's bytes and removes the folder afterwards.
 * @throws Refusal tampered "media/original-differs" if the store gives other bytes than were verified;
 * unavailable "media/interrupted" if `signal` ends the copying.
 */
export async function withLocalCopy<T>(
  { objects, folders }: LocalCopyDeps,
  item: EvidenceItem,
  signal: AbortSignal,
  work: (job: MediaJob) => Promise<T>,
): Promise<T> {
  const { original } = item;
  assert(original !== null, "a step of the viewing track runs on a verified original");
  await using job = await folders.open();
  const hasher = createHash("sha256");
  let sizeBytes = 0;
  async function* hashed(source: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const chunk of source) {
      sizeBytes += chunk.byteLength;
      // A store that never ends must not fill the disk.
      if (sizeBytes > item.sizeBytes) throw differs();
      hasher.update(chunk);
      yield chunk;
    }
  }
  const source = await objects.read(original.object);
  // What breaks before it is read breaks the reading; unheard it would end the process.
  source.on("error", () => undefined);
  if (signal.aborted) source.destroy(interrupted(signal.reason));
  const stop = (): unknown => source.destroy(interrupted(signal.reason));
  signal.addEventListener("abort", stop);
  try {
    await folders.fill(job, hashed(source));
  } finally {
    signal.removeEventListener("abort", stop);
  }
  if (sizeBytes !== item.sizeBytes || hasher.digest("hex") !== original.sha256) throw differs();
  return await work(job);
}

/** What a run that was told to stop throws: the item stays, another run takes it up. */
export const interrupted = (cause: unknown): Refusal =>
  new Refusal("unavailable", "media/interrupted", "the work on this file was stopped", { cause });

const differs = (): Refusal =>
  new Refusal(
    "tampered",
    "media/original-differs",
    "the stored original is not what was verified",
    {
      fix: "Keep the item, verify it now, and call whoever answers for the store.",
    },
  );
