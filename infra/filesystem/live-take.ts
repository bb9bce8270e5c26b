/** Writes one take into a spool's folder (live-spool.ts): what it answered is on the disk, and under its name. */
import { closeSync, constants, fsync, openSync } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import type { Interruption } from "../../services/live/holes.ts";
import type { SegmentClocks } from "../../services/live/segment-clocks.ts";
import type { Spooled, TakeWriter } from "../../services/recorder/ports.ts";
import { CUT_OFF, nameOf } from "./spool-names.ts";

/** Each write is on the disk when it answers, as behind fdatasync: one way to a thread and back, not two. */
const OPEN_DURABLE =
  constants.O_WRONLY |
  constants.O_CREAT |
  constants.O_EXCL |
  constants.O_APPEND |
  constants.O_DSYNC;

/** Hears of segments that get their names. `parts`: all that one holds; null: not known. */
export interface ClosedSegments {
  closing(): void;
  closed(segment: Omit<Spooled, "channel">, parts: readonly Buffer[] | null): void;
}

interface Open {
  readonly file: FileHandle;
  readonly startedAtMs: number;
  readonly name: string;
  /** All that it holds; null: the disk took a part of something. */
  parts: readonly Buffer[] | null;
}

export class FolderTake implements TakeWriter {
  readonly take: number;
  readonly #folder: string;
  readonly #heard: ClosedSegments;
  #after: Interruption | null = null;
  #sequence = 0;
  #open: Open | null = null;

  constructor(folder: string, take: number, heard: ClosedSegments) {
    this.#folder = folder;
    this.take = take;
    this.#heard = heard;
  }

  async begin(init: Buffer, after: Interruption): Promise<void> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    const beside = join(this.#folder, "init.part");
    try {
      await this.#write(beside, init);
    } catch (error) {
      // On a full disk there is a try twice a second.
      await rm(beside, { force: true });
      if ((await readdir(this.#folder)).length === 0) await rmdir(this.#folder);
      throw error;
    }
    await rename(beside, join(this.#folder, `init-${after}.mp4`));
    this.#after = after;
    for (const path of [this.#folder, join(this.#folder, ".."), join(this.#folder, "../..")]) {
      await syncFolder(path);
    }
  }

  async #write(path: string, bytes: Buffer): Promise<void> {
    const file = await open(path, "wx", 0o600);
    try {
      await file.writeFile(bytes);
      await file.datasync();
    } finally {
      await file.close();
    }
  }

  async append(bytes: Buffer, startedAtMs: number, clocks: SegmentClocks | null): Promise<void> {
    const opened = (this.#open ??= await this.#opened(startedAtMs, clocks));
    const { parts } = opened;
    opened.parts = null;
    await opened.file.appendFile(bytes);
    opened.parts = parts === null ? null : [...parts, bytes];
  }

  async close(
    durationMs: number,
    isComplete: boolean,
    clocks: SegmentClocks | null,
  ): Promise<void> {
    if (this.#open === null) return;
    const { file, startedAtMs, name, parts } = this.#open;
    this.#open = null;
    const size = parts === null ? (await file.stat()).size : lengthOf(parts);
    await file.close();
    if (size === 0) {
      await rm(join(this.#folder, name));
      return;
    }
    const segment = { sequence: this.#sequence, startedAtMs, durationMs, isComplete, clocks };
    this.#sequence += 1;
    this.#heard.closing();
    await rename(join(this.#folder, name), join(this.#folder, nameOf(segment, "m4s")));
    await syncFolder(this.#folder);
    this.#heard.closed({ ...segment, take: this.take, after: this.#after, bytes: size }, parts);
  }

  async #opened(startedAtMs: number, clocks: SegmentClocks | null): Promise<Open> {
    const name = nameOf({ sequence: this.#sequence, startedAtMs, ...CUT_OFF, clocks }, "part");
    const file = await open(join(this.#folder, name), OPEN_DURABLE, 0o600);
    await syncFolder(this.#folder);
    return { file, startedAtMs, name, parts: [] };
  }
}

const lengthOf = (parts: readonly Buffer[]): number =>
  parts.reduce((sum, { byteLength }) => sum + byteLength, 0);

const synced = promisify(fsync);

/** A folder's entries, as syncPath: opened and closed here, for that waits for no disk and a thread costs more than it. */
async function syncFolder(path: string): Promise<void> {
  const folder = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await synced(folder);
  } finally {
    closeSync(folder);
  }
}
