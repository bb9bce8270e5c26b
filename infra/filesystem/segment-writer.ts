/** One writer session on one segment file: append, fdatasync, report. */
import { constants, open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { assert, Refusal } from "../../services/kernel/refusal.ts";
import type { IncomingWriter, Written } from "../../services/objects/incoming-store.ts";
import { errno, fileError, syncFolder, writeFully, type DurableFolders } from "./durable-files.ts";

/** Committed bytes of one writer session; the segments of an upload follow each other. */
export interface Segment {
  readonly fence: number;
  readonly sizeBytes: number;
}

export class SegmentWriter implements IncomingWriter {
  readonly #folders: DurableFolders;
  readonly #folder: string;
  readonly #fence: number;
  /** Segments of earlier sessions. */
  readonly #before: readonly Segment[];
  #sizeBytes: number;
  #handle: FileHandle | null = null;
  #state: "alive" | "dead" | "closed" = "alive";
  #last: Promise<unknown> = Promise.resolve();

  constructor(
    folders: DurableFolders,
    folder: string,
    fence: number,
    segments: readonly Segment[],
  ) {
    const own = segments.at(-1)?.fence === fence ? segments.at(-1) : undefined;
    this.#folders = folders;
    this.#folder = folder;
    this.#fence = fence;
    this.#before = own === undefined ? segments : segments.slice(0, -1);
    this.#sizeBytes = own?.sizeBytes ?? 0;
  }

  write(bytes: readonly Uint8Array[]): Promise<Written> {
    const done = this.#last.then(() => this.#append(bytes));
    this.#last = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#last;
    this.#state = "closed";
    const handle = this.#handle;
    this.#handle = null;
    // What counts is on the disk since its fdatasync; an error here says nothing about it.
    await handle?.close().catch(() => undefined);
  }

  async #append(bytes: readonly Uint8Array[]): Promise<Written> {
    assert(this.#state !== "closed", "nothing is written after close");
    if (this.#state === "dead") {
      throw new Refusal("unavailable", "ingest/bytes-not-durable", "an earlier write failed");
    }
    try {
      // A segment with committed bytes has its entry on the disk since the first of them.
      const isNewEntry = this.#handle === null && this.#sizeBytes === 0;
      this.#handle ??= await this.#openSegment();
      await writeFully(this.#handle, bytes, this.#sizeBytes);
      // Once. After an error the kernel may have dropped the pages, and a second call would say "fine".
      await this.#handle.datasync();
      if (isNewEntry) await syncFolder(this.#folder);
    } catch (error) {
      this.#state = "dead";
      throw fileError(error, "ingest");
    }
    this.#sizeBytes += bytes.reduce((total, part) => total + part.byteLength, 0);
    const own = { fence: this.#fence, sizeBytes: this.#sizeBytes };
    const segments = own.sizeBytes === 0 ? this.#before : [...this.#before, own];
    return { state: { segments: segments.map((segment) => ({ ...segment })) }, parts: [] };
  }

  async #openSegment(): Promise<FileHandle> {
    await this.#folders.make(this.#folder);
    const path = join(this.#folder, String(this.#fence));
    // Neither emptied (an earlier session's leftovers are overwritten) nor, where committed bytes must
    // already be, created: a file that vanished is not begun anew.
    const create = this.#sizeBytes === 0 ? constants.O_CREAT : 0;
    const handle = await open(path, constants.O_WRONLY | create, 0o600).catch((error: unknown) => {
      throw errno(error) === "ENOENT" ? bytesMissing() : error;
    });
    const { size } = await handle.stat();
    if (size >= this.#sizeBytes) return handle;
    await handle.close();
    throw bytesMissing();
  }
}

export const bytesMissing = (): Refusal =>
  new Refusal("tampered", "ingest/bytes-missing", "acknowledged bytes are not in the store");
