/** The real tools and folders for tests: a box that works, a scratch folder of its own, one call from bytes to copies. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { type FfmpegEngine, runFfmpeg } from "../../../infra/ffmpeg/ffmpeg-run.ts";
import { ScratchJobFolders } from "../../../infra/ffmpeg/job-folders.ts";
import { FfmpegMediaTools } from "../../../infra/ffmpeg/media-tools.ts";
import { type Sandbox, openSandbox } from "../../../infra/ffmpeg/sandbox.ts";
import { type MediaInfo, checkMediaInfo } from "../../../services/media/media-info.ts";
import type { MediaJob } from "../../../services/media/media-tools.ts";
import { sniff } from "../../../services/media/sniff.ts";
import { type Container, HEAD_BYTES } from "../../../services/source/container.ts";

export const never = new AbortController().signal;

export interface RealMedia {
  readonly sandbox: Sandbox;
  readonly tools: FfmpegMediaTools;
  readonly folders: ScratchJobFolders;
  readonly scratch: string;
  filled(bytes: Uint8Array): Promise<MediaJob & AsyncDisposable>;
  /** Sniffs, or takes `family` as if it had been sniffed; probes; checks. */
  probe(job: MediaJob, family?: Container): Promise<MediaInfo>;
  close(): Promise<void>;
}

export async function realMedia(
  sandboxMode: "required" | "off" = "required",
  engine: FfmpegEngine = runFfmpeg,
): Promise<RealMedia> {
  const scratch = await mkdtemp(join(tmpdir(), "holdfast-scratch-"));
  const sandbox = await openSandbox({ HOLDFAST_MEDIA_SANDBOX: sandboxMode });
  const tools = new FfmpegMediaTools(sandbox, engine);
  const folders = await ScratchJobFolders.start({ HOLDFAST_SCRATCH_DIR: scratch });
  return {
    sandbox,
    tools,
    folders,
    scratch,
    filled: async (bytes) => {
      const job = await folders.open();
      await folders.fill(job, Readable.from([bytes]));
      return job;
    },
    probe: async (job, family) => {
      const sniffed = family ?? sniff(await folders.head(job, HEAD_BYTES));
      return checkMediaInfo(await tools.probe(job, sniffed, never));
    },
    close: async () => {
      await folders[Symbol.asyncDispose]();
      await rm(scratch, { recursive: true, force: true });
    },
  };
}
