/** A verified copy of an original in a job folder: nothing is made from bytes that are not the ones sealed. */
import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import type { Sha256 } from "../kernel/digest.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import type { EvidenceItem, VerifiedOriginal } from "../evidence/evidence-item.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { KeptCopies } from "./kept-copies.ts";
import type { JobFolders, MediaJob } from "./media-tools.ts";

export interface LocalCopyDeps {
  readonly objects: Pick<ObjectStore, "scan">;
  readonly folders: JobFolders;
  /** Left out: each step fetches a copy of its own. */
  readonly kept?: KeptCopies;
}

interface Filling {
  readonly folders: Pick<JobFolders, "fill">;
}
type Copying = Omit<LocalCopyDeps, "folders"> &
  Filling & { readonly folders: Pick<JobFolders, "open"> };

/**
 * Gives `work` a folder with the original's bytes and removes it afterwards, or keeps it for the step that follows where
 * `work` called `handOn` and ended well.
 * @throws Refusal tampered "media/original-differs" if the store gives other bytes than were verified;
 * unavailable "media/interrupted" if `signal` ends the copying.
 */
export async function withLocalCopy<T>(
  deps: Copying,
  item: EvidenceItem,
  signal: AbortSignal,
  work: (job: MediaJob, handOn: () => void) => Promise<T>,
): Promise<T> {
  const { original } = item;
  assert(original !== null, "a step of the viewing track runs on a verified original");
  const { kept } = deps;
  const next = { isWanted: false };
  await using stack = new AsyncDisposableStack();
  const job = stack.use(
    (await kept?.take(item.id, original.sha256)) ??
      (await filled(deps, { ...item, original }, signal)),
  );
  const result = await work(job, () => (next.isWanted = true));
  if (next.isWanted && kept !== undefined) {
    stack.move();
    await kept.keep(item.id, original.sha256, job);
  }
  return result;
}

async function filled(
  deps: Copying,
  item: Verified,
  signal: AbortSignal,
): Promise<MediaJob & AsyncDisposable> {
  await using stack = new AsyncDisposableStack();
  const job = stack.use(await deps.folders.open());
  await fillOriginal(deps, job, item, signal);
  stack.move();
  return job;
}

type Verified = Pick<EvidenceItem, "sizeBytes"> & { readonly original: VerifiedOriginal };

/** The original's bytes in a job's folder, under `name` of "in" ("src" where it is left out). @throws as `withLocalCopy`. */
export async function fillOriginal(
  { objects, folders }: Pick<LocalCopyDeps, "objects"> & Filling,
  job: MediaJob,
  { original, sizeBytes }: Verified,
  signal: AbortSignal,
  name?: string,
): Promise<void> {
  stopIfTold(signal);
  try {
    const source = await objects.scan(original.object, signal);
    // What breaks before it is read breaks the reading; unheard it would end the process.
    if (source instanceof Readable) source.on("error", () => undefined);
    await fillVerified(folders, job, source, { sizeBytes, sha256: original.sha256 }, name);
  } catch (error) {
    throw signal.aborted ? interrupted(signal.reason) : error;
  }
}

/** Fills a job's folder, with these bytes or not at all. @throws Refusal tampered "media/original-differs". */
export async function fillVerified(
  folders: Pick<JobFolders, "fill">,
  job: MediaJob,
  source: AsyncIterable<Uint8Array>,
  expected: { readonly sizeBytes: number; readonly sha256: Sha256 },
  name?: string,
): Promise<void> {
  const hasher = createHash("sha256");
  let sizeBytes = 0;
  async function* hashed(): AsyncIterable<Uint8Array> {
    for await (const chunk of source) {
      sizeBytes += chunk.byteLength;
      // A store that never ends must not fill the disk.
      if (sizeBytes > expected.sizeBytes) throw differs();
      // Hashed while it is written: both take a processor for as long.
      const hashing = othersTurn().then(() => hasher.update(chunk));
      yield chunk;
      await hashing;
    }
  }
  await folders.fill(job, hashed(), name);
  if (sizeBytes !== expected.sizeBytes || hasher.digest("hex") !== expected.sha256) throw differs();
}

const othersTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** What a run that was told to stop throws: the item stays, another run takes it up. */
export const interrupted = (cause: unknown): Refusal =>
  new Refusal("unavailable", "media/interrupted", "the work on this file was stopped", { cause });

/** @throws Refusal unavailable "media/interrupted". */
export function stopIfTold(signal: AbortSignal): void {
  if (signal.aborted) throw interrupted(signal.reason);
}

const differs = (): Refusal =>
  new Refusal(
    "tampered",
    "media/original-differs",
    "the stored original is not what was verified",
    {
      fix: "Keep the item, verify it now, and call whoever answers for the store.",
    },
  );
