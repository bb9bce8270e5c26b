/** Use case: makes the copies of a recording again from what was written down of them, and says whether they come out the same. */
import { Readable } from "node:stream";
import type { KeptPackets, MadeBy } from "../evidence/derivative.ts";
import { type Sha256, sha256OfStream } from "../kernel/digest.ts";
import { isRefusal } from "../kernel/refusal.ts";
import { HEAD_BYTES } from "../source/container.ts";
import { fillVerified } from "./local-copy.ts";
import { checkMediaInfo } from "./media-info.ts";
import type { BesideFile, CopyRemaker, JobFolders, MediaJob, MediaTools } from "./media-tools.ts";
import { sniff } from "./sniff.ts";

export interface RederiveDeps {
  readonly folders: JobFolders;
  readonly tools: Pick<MediaTools, "probe"> & CopyRemaker;
}

/** What is kept, and better signed, of one copy. */
export interface KeptCopy {
  readonly kind: string;
  readonly sha256: Sha256;
  readonly method: string;
  readonly version: string;
  readonly arguments: MadeBy["arguments"];
  readonly packets: KeptPackets | null;
  /** What is read beside the original while it is made; absent: nothing. @throws Refusal invalid: it cannot be made again. */
  readonly beside?: (signal: AbortSignal) => Promise<readonly BesideFile[]>;
  /** It is made by this program itself, and not by what its arguments say. */
  readonly own?: OwnMaking;
}

export interface OwnMaking {
  /** Of the way it is made here. */
  readonly version: string;
  /** Of the original in the folder; answers where it lies. @throws Refusal invalid: it cannot be made again. */
  make(job: MediaJob, onProgress: (part: number) => void, signal: AbortSignal): Promise<string>;
}

/** Read anew for each copy: the bytes are checked each time, and none is kept longer than the copy takes. */
export interface KeptOriginal {
  readonly sha256: Sha256;
  readonly sizeBytes: number;
  read(): Promise<AsyncIterable<Uint8Array>>;
}

export interface Rederived {
  readonly kind: string;
  /**
   * "same": the very bytes. "same-packets": another file around the packets of the original, each as is written down.
   * "differs": neither. "failed": it could not be made here, for the reason `code`.
   */
  readonly verdict: "same" | "same-packets" | "differs" | "failed";
  readonly expected: Sha256;
  readonly sha256: Sha256 | null;
  readonly madeWith: string;
  readonly version: string;
  readonly code: string | null;
}

/** @throws Refusal tampered "media/original-differs"; unavailable as MediaTools.make. */
export async function rederive(
  deps: RederiveDeps,
  original: KeptOriginal,
  copy: KeptCopy,
  onProgress: (part: number) => void,
  signal: AbortSignal,
): Promise<Rederived> {
  const { kind, sha256: expected, version: madeWith } = copy;
  const said = { kind, expected, madeWith, version: copy.own?.version ?? deps.tools.version };
  await using job = await deps.folders.open();
  await fillVerified(deps.folders, job, await original.read(), original);
  try {
    const { path, packets } = await again(deps, job, original, copy, onProgress, signal);
    const { sha256 } = await sha256OfStream(deps.folders.read(path));
    const isSame = sha256 === expected;
    const verdict = isSame ? "same" : holds(copy, packets) ? "same-packets" : "differs";
    return { ...said, verdict, sha256, code: null };
  } catch (error) {
    if (!isRefusal(error) || error.kind !== "invalid") throw error;
    return { ...said, verdict: "failed", sha256: null, code: error.code };
  }
}

async function again(
  { folders, tools }: RederiveDeps,
  job: MediaJob,
  { sizeBytes }: KeptOriginal,
  copy: KeptCopy,
  onProgress: (part: number) => void,
  signal: AbortSignal,
) {
  if (copy.own !== undefined) {
    return { path: await copy.own.make(job, onProgress, signal), packets: null };
  }
  const family = sniff(await folders.head(job, HEAD_BYTES));
  const info = checkMediaInfo(await tools.probe(job, family, signal));
  for (const { name, bytes } of (await copy.beside?.(signal)) ?? [])
    await folders.fill(job, Readable.from([bytes]), name);
  return tools.remake(job, copy.arguments, { info, sizeBytes }, onProgress, signal);
}

/** Whether all that the copy has was taken over from the original, and is what was written down of it. */
function holds({ method, packets: kept }: KeptCopy, found: KeptPackets | null): boolean {
  if (method !== "remux" || kept === null || found === null) return false;
  return (["video", "audio"] as const).every(
    (stream) =>
      kept[stream]?.sha256 === found[stream]?.sha256 && kept[stream]?.form === found[stream]?.form,
  );
}
