/** MakerPrograms in the box: the program sees its own folder, the recording and an empty folder to write to; what it wrote becomes the input of a job of its own. */
import { execFile } from "node:child_process";
import { chmod, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { sha256OfStream } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { interrupted, stopIfTold } from "../../services/media/local-copy.ts";
import type { JobFolders, MediaJob } from "../../services/media/media-tools.ts";
import { wordsOf } from "../../services/media/programs/fitting-program.ts";
import type {
  MakerProgram,
  MakerPrograms,
  ProgramOutput,
} from "../../services/media/programs/maker-programs.ts";
import {
  type ProgramDescription,
  programLimits,
} from "../../services/media/programs/program-description.ts";
import type { RunLimits } from "../../services/media/viewing-plan.ts";
import { HEAD_BYTES, containerOf } from "../../services/source/container.ts";
import { spawnHeard } from "./ffmpeg-spawn.ts";
import { type InstalledProgram, isUnchanged } from "./installed-programs.ts";
import {
  type OutputFile,
  OutputWatch,
  badOutput,
  outputFiles,
  requireRoom,
} from "./output-watch.ts";
import { type Ending, type Sandbox, boxArguments, endedHow } from "./sandbox.ts";
import { Watch } from "./watch.ts";

/** With less left on the disk, a program is ended, and one that failed may have failed for want of room. */
const ROOM_BYTES = 64 << 20;

export class BoxedMakerPrograms implements MakerPrograms {
  readonly installed: readonly InstalledProgram[];
  readonly #sandbox: Pick<Sandbox, "launcher">;
  readonly #folders: Pick<JobFolders, "open" | "read">;
  readonly #roomBytes: number;

  /** Programs of strangers run in a box or not at all. */
  constructor(
    sandbox: Pick<Sandbox, "launcher" | "boxed">,
    folders: Pick<JobFolders, "open" | "read">,
    sound: readonly InstalledProgram[],
    roomBytes = ROOM_BYTES,
  ) {
    this.#roomBytes = roomBytes;
    this.#sandbox = sandbox;
    this.#folders = folders;
    this.installed = sandbox.boxed ? sound : [];
  }

  async open(job: MediaJob, program: MakerProgram, signal: AbortSignal): Promise<ProgramOutput> {
    stopIfTold(signal);
    const own = this.installed.find((each) => each.filesSha256 === program.filesSha256);
    if (own === undefined || !(await isUnchanged(own))) throw changed();
    const { size } = await stat(join(job.folder, "in", "src"));
    const { description, folder } = own;
    const limits = programLimits(description, size);
    const words = wordsOf(own);
    const args = [join(folder, description.executable), ...words];
    await using stack = new AsyncDisposableStack();
    const next = stack.use(await this.#folders.open());
    const path = join(next.folder, "in", "src");
    const out = join(job.folder, "out");
    try {
      await this.#run(job, { ...limits, stallMs: limits.wallMs }, folder, args, signal);
      const written = await theOne(await outputFiles(out, limits.outputBytes), description.kind);
      await rename(written.path, path);
    } finally {
      await emptied(out);
    }
    const output = await sha256OfStream(this.#folders.read(path));
    stopIfTold(signal);
    const kept = stack.move();
    return {
      folder: next.folder,
      program: {
        ...{ name: description.name, version: description.version },
        ...{ sha256: own.sha256, filesSha256: own.filesSha256, arguments: words, output },
      },
      [Symbol.asyncDispose]: () => kept.disposeAsync(),
    };
  }

  async #run(
    { folder }: MediaJob,
    limits: RunLimits,
    sees: string,
    [program = "", ...args]: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    using watch = new Watch(limits);
    await using output = new OutputWatch(join(folder, "out"), limits.outputBytes, this.#roomBytes);
    const ending = await spawnHeard({
      launcher: this.#sandbox.launcher,
      args: ["--see", sees, ...boxArguments(folder, program, limits), ...args],
      onLine: () => undefined,
      signal: AbortSignal.any([signal, watch.signal, output.signal]),
    });
    if (signal.aborted) throw interrupted(signal.reason);
    output.signal.throwIfAborted();
    if (watch.signal.aborted) throw timedOut();
    if (ending === null) return;
    await requireRoom(folder, this.#roomBytes);
    throw refusalOf(ending);
  }
}

type Counts = (head: Buffer) => boolean;
const isPicture: Counts = (head) => ["jpeg_pipe", "png_pipe"].includes(containerOf(head) ?? "");
/** An open container of pictures or sound, else a photograph: beside a recording it is its small picture; or WebVTT. */
const COUNTS: Readonly<Record<ProgramDescription["kind"], readonly Counts[]>> = {
  demuxer: [(head) => containerOf(head) !== null && !isPicture(head), isPicture],
  transcriber: [(head) => head.toString("latin1").startsWith("WEBVTT")],
};

/** The one that begins as what such a program writes; what else lies there does not count. */
async function theOne(
  files: readonly OutputFile[],
  kind: ProgramDescription["kind"],
): Promise<OutputFile> {
  const heads = new Map<OutputFile, Buffer>();
  for (const file of files) {
    await chmod(file.path, 0o400); // a program may have let nobody read it
    await using opened = await open(file.path, "r");
    const { buffer, bytesRead } = await opened.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    heads.set(file, buffer.subarray(0, bytesRead));
  }
  for (const counts of COUNTS[kind]) {
    const [first, ...more] = files.filter((file) => counts(heads.get(file) ?? Buffer.alloc(0)));
    if (more.length > 0) throw badOutput("several");
    if (first !== undefined) return first;
  }
  throw badOutput("nothing");
}

/** Of whatever is in it, folders that nobody may look into and paths too long for a call among it. */
async function emptied(folder: string): Promise<void> {
  try {
    await rm(folder, { recursive: true, force: true });
  } catch {
    const run = promisify(execFile);
    await run("chmod", ["-R", "u+rwx", "--", folder]).catch(() => undefined);
    await run("rm", ["-rf", "--", folder]);
  }
  await mkdir(folder, { mode: 0o700 });
}

/** Its last words are about the file, and are neither repeated nor believed. */
function refusalOf(ending: Ending): Refusal {
  switch (endedHow(ending)) {
    case "no-start":
      return new Refusal(
        "unavailable",
        "media/program-no-start",
        "the maker's program does not start",
        {
          fix: "Run holdfast doctor. A script needs its interpreter under /usr; a program needs its libraries there or in its folder.",
        },
      );
    case "timed-out":
      return timedOut();
    case "too-much":
      return badOutput("too-large");
    case "ended-badly":
      return new Refusal(
        "invalid",
        "media/program-failed",
        "the maker's program did not run to its end",
        {
          fix: "The original is kept as it is. Try the program by itself, and ask its maker.",
          facts: { exitCode: ending.code ?? "signal" },
        },
      );
  }
}

const timedOut = (): Refusal =>
  new Refusal("unavailable", "media/program-timed-out", "the maker's program took too long", {
    fix: "Give it more minutes in its program.json, if it needs them for a recording of this size.",
  });

const changed = (): Refusal =>
  new Refusal(
    "unavailable",
    "media/program-changed",
    "the maker's program is not what it was at the start",
    {
      fix: "Find out who changed it. If it was renewed on purpose, start the media process again.",
    },
  );
