/** JobFolders under the scratch folder: one private folder a process, one in it an attempt, leftovers of the dead removed. */
import { createReadStream } from "node:fs";
import { mkdir, mkdtemp, open, readFile, readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { z } from "zod";
import type { JobFolders, MediaJob } from "../../services/media/media-tools.ts";
import type { Bytes } from "../../services/source/bytes.ts";
import type { MediaConfig } from "./config.ts";
import { fileBytes } from "../process/file-bytes.ts";
import { scratchFull } from "./sandbox.ts";

const PREFIX = "media";
const PRIVATE = 0o700;

export class ScratchJobFolders implements JobFolders, AsyncDisposable {
  readonly #folder: string;

  private constructor(folder: string) {
    this.#folder = folder;
  }

  /** Takes a place under the scratch folder and clears away what processes that are gone left there. */
  static async start(
    config: Pick<z.infer<typeof MediaConfig>, "HOLDFAST_SCRATCH_DIR">,
  ): Promise<ScratchJobFolders> {
    const scratch = config.HOLDFAST_SCRATCH_DIR;
    await mkdir(scratch, { recursive: true, mode: PRIVATE });
    for (const name of await readdir(scratch)) {
      const owner = /^media-(\d+)-(\d+)-\w+$/.exec(name);
      if (owner === null || (await startedAt(owner[1])) === owner[2]) continue;
      await rm(join(scratch, name), { recursive: true, force: true });
    }
    const started = (await startedAt(String(process.pid))) ?? "0";
    return new ScratchJobFolders(
      await mkdtemp(join(scratch, `${PREFIX}-${process.pid}-${started}-`)),
    );
  }

  async open(): Promise<MediaJob & AsyncDisposable> {
    const folder = await mkdtemp(join(this.#folder, "job-"));
    await mkdir(join(folder, "in"), { mode: PRIVATE });
    await mkdir(join(folder, "out"), { mode: PRIVATE });
    return { folder, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) };
  }

  async clear({ folder }: MediaJob): Promise<void> {
    await rm(join(folder, "out"), { recursive: true, force: true });
    await mkdir(join(folder, "out"), { mode: PRIVATE });
  }

  async fill(job: MediaJob, source: AsyncIterable<Uint8Array>, name = "src"): Promise<void> {
    const path = join(job.folder, "in", name);
    await mkdir(dirname(path), { recursive: true, mode: PRIVATE });
    await orScratchFull(write(path, source));
  }

  async keep(job: MediaJob, source: AsyncIterable<Uint8Array>, name: string): Promise<string> {
    const path = join(job.folder, "out", name);
    await orScratchFull(write(path, source));
    return path;
  }

  async head(job: MediaJob, bytes: number, name = "src"): Promise<Uint8Array> {
    await using file = await open(join(job.folder, "in", name), "r");
    const { buffer, bytesRead } = await file.read(Buffer.alloc(bytes), 0, bytes, 0);
    return buffer.subarray(0, bytesRead);
  }

  read(path: string): AsyncIterable<Uint8Array> {
    return createReadStream(path, { highWaterMark: 1 << 20 }) as AsyncIterable<Uint8Array>;
  }

  async bytes(job: MediaJob, name = "src"): Promise<Bytes & AsyncDisposable> {
    return fileBytes(join(job.folder, "in", name));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#folder, { recursive: true, force: true });
  }
}

/** Field 22 of /proc/<pid>/stat (proc(5)): with the pid it names one process and no later one. Null if it is gone. */
async function startedAt(pid: string | undefined): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid ?? "0"}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}

async function write(path: string, source: AsyncIterable<Uint8Array>): Promise<void> {
  await using file = await open(path, "wx", 0o400);
  for await (const chunk of source) await file.writeFile(chunk);
}

/** @throws Refusal unavailable "media/scratch-full". */
export async function orScratchFull(work: Promise<void>): Promise<void> {
  try {
    await work;
  } catch (cause) {
    const code = cause instanceof Error && "code" in cause ? cause.code : null;
    throw code === "ENOSPC" || code === "EDQUOT" ? scratchFull(cause) : cause;
  }
}
