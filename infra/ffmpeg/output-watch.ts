/** Looks, while a program runs, at what lies in the folder that it writes to, and ends the run that fills it or makes there what is no file. */
import { lstat, opendir, statfs } from "node:fs/promises";
import { Refusal } from "../../services/kernel/refusal.ts";
import { scratchFull } from "./sandbox.ts";

/** Each file alone is bounded by the kernel; this bounds them together. */
const EVERY_MS = 100;
export const MAX_OUTPUT_FILES = 32;

export interface OutputFile {
  /** A name is bytes. */
  readonly path: Buffer;
  readonly sizeBytes: number;
}

export class OutputWatch implements AsyncDisposable {
  readonly #controller = new AbortController();
  readonly #folder: string;
  readonly #maxBytes: number;
  readonly #roomBytes: number;
  readonly #timer: NodeJS.Timeout;
  #looking: Promise<void> = Promise.resolve();
  #isLooking = false;
  /** Aborted with the refusal. */
  readonly signal = this.#controller.signal;

  /** `roomBytes`: with less left on its disk the run ends. A file that has no name any more is counted nowhere else. */
  constructor(folder: string, maxBytes: number, roomBytes: number) {
    this.#folder = folder;
    this.#maxBytes = maxBytes;
    this.#roomBytes = roomBytes;
    this.#timer = setInterval(() => this.#look(), EVERY_MS);
  }

  #look(): void {
    if (this.#isLooking) return;
    this.#isLooking = true;
    this.#looking = this.#lookOnce().then(
      () => void (this.#isLooking = false),
      (error: unknown) => {
        this.#isLooking = false;
        this.#controller.abort(error);
      },
    );
  }

  async #lookOnce(): Promise<void> {
    await outputFiles(this.#folder, this.#maxBytes);
    await requireRoom(this.#folder, this.#roomBytes);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    await this.#looking;
  }
}

/** @throws Refusal unavailable "media/scratch-full". */
export async function requireRoom(folder: string, roomBytes: number): Promise<void> {
  const { bavail, bsize } = await statfs(folder);
  if (bavail * bsize < roomBytes) throw scratchFull(undefined);
}

/**
 * The files of the folder; what goes while it is looked at is left out.
 * @throws Refusal invalid "media/program-output" for what is no file of one name, for too many and too much.
 */
export async function outputFiles(
  folder: string,
  maxBytes: number,
): Promise<readonly OutputFile[]> {
  const files: OutputFile[] = [];
  let bytes = 0;
  const opened = await opendir(folder, { encoding: "latin1" }).catch(() => null);
  if (opened === null) throw badOutput("no-plain-file");
  for await (const { name } of opened) {
    const path = Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name, "latin1")]);
    const found = await lstat(path).catch(() => null);
    if (found === null) continue;
    if (!found.isFile() || found.nlink !== 1) throw badOutput("no-plain-file");
    bytes += found.size;
    files.push({ path, sizeBytes: found.size });
    if (files.length > MAX_OUTPUT_FILES) throw badOutput("too-many-files");
    if (bytes > maxBytes) throw badOutput("too-large");
  }
  return files;
}

export const badOutput = (
  why: "no-plain-file" | "too-many-files" | "too-large" | "nothing" | "several",
): Refusal =>
  new Refusal(
    "invalid",
    "media/program-output",
    "the maker's program did not write one recording",
    {
      fix: "The original is kept as it is. Try the program by itself, and ask its maker.",
      facts: { why },
    },
  );
