/** One writer session on one segment file: write as bytes come, fdatasync a run, report. */
import { constants, open, type FileHandle } from "node:fs/promises";
import { join } from "node:path";
import { assert, Refusal } from "../../services/kernel/refusal.ts";
import type { IncomingWriter, Written } from "../../services/objects/incoming-store.ts";
import { syncPath } from "../process/sync-path.ts";
import { errno, fileError, writeFully, type DurableFolders } from "./durable-files.ts";
import type { ObjectFiles } from "./object-files.ts";
import type { StoreRoot } from "./store-root.ts";

/** Committed bytes of one writer session; the segments of an upload follow each other. */
export interface Segment {
  readonly fence: number;
  readonly sizeBytes: number;
}

export class SegmentWriter implements IncomingWriter {
  readonly #place: StoreRoot;
  readonly #folders: DurableFolders;
  readonly #folder: string;
  readonly #fence: number;
  /** Segments of earlier sessions. */
  readonly #before: readonly Segment[];
  /** Bytes in the file, durable or not; committed ones to begin with. */
  #sizeBytes: number;
  #handle: FileHandle | null = null;
  #state: "alive" | "dead" | "closed" = "alive";
  /** A segment with committed bytes has its entry on the disk since the first of them. */
  #isEntryDurable: boolean;
  #lastStaged: Promise<unknown> = Promise.resolve();
  #lastSynced: Promise<unknown> = Promise.resolve();

  constructor(
    { place, folders }: Pick<ObjectFiles, "place" | "folders">,
    folder: string,
    fence: number,
    segments: readonly Segment[],
  ) {
    const own = segments.at(-1)?.fence === fence ? segments.at(-1) : undefined;
    this.#place = place;
    this.#folders = folders;
    this.#folder = folder;
    this.#fence = fence;
    this.#before = own === undefined ? segments : segments.slice(0, -1);
    this.#sizeBytes = own?.sizeBytes ?? 0;
    this.#isEntryDurable = this.#sizeBytes > 0;
  }

  async stage(bytes: readonly Uint8Array[]): Promise<void> {
    await this.#inTurn(bytes);
  }

  /** While one run is synced the next may be staged already; its sync waits. */
  write(bytes: readonly Uint8Array[]): Promise<Written> {
    const staged = this.#inTurn(bytes);
    const before = this.#lastSynced;
    const done = staged.then(async (endBytes) => {
      await before;
      return this.#sync(endBytes);
    });
    this.#lastSynced = done.catch(() => undefined);
    return done;
  }

  async close(): Promise<void> {
    await this.#lastStaged;
    await this.#lastSynced;
    this.#state = "closed";
    const handle = this.#handle;
    this.#handle = null;
    // What counts is on the disk since its fdatasync; an error here says nothing about it.
    await handle?.close().catch(() => undefined);
  }

  #inTurn(bytes: readonly Uint8Array[]): Promise<number> {
    const done = this.#lastStaged.then(() => this.#append(bytes));
    this.#lastStaged = done.catch(() => undefined);
    return done;
  }

  /** Where the file ends then. */
  #append(bytes: readonly Uint8Array[]): Promise<number> {
    return this.#orDie(async () => {
      this.#handle ??= await this.#openSegment();
      await writeFully(this.#handle, bytes, this.#sizeBytes);
      this.#sizeBytes += bytes.reduce((total, part) => total + part.byteLength, 0);
      return this.#sizeBytes;
    });
  }

  #sync(endBytes: number): Promise<Written> {
    return this.#orDie(async () => {
      assert(this.#handle !== null, "what was written has an open file until close");
      // Once. After an error the kernel may have dropped the pages, and a second call would say "fine".
      await this.#handle.datasync();
      if (!this.#isEntryDurable) await syncPath(this.#folder);
      this.#isEntryDurable = true;
      await this.#place.requireSame();
      const own = { fence: this.#fence, sizeBytes: endBytes };
      const segments = endBytes === 0 ? this.#before : [...this.#before, own];
      return { state: { segments: segments.map((segment) => ({ ...segment })) }, parts: [] };
    });
  }

  async #orDie<T>(work: () => Promise<T>): Promise<T> {
    assert(this.#state !== "closed", "nothing is written after close");
    if (this.#state === "dead") {
      throw new Refusal("unavailable", "ingest/bytes-not-durable", "an earlier write failed");
    }
    try {
      return await work();
    } catch (error) {
      this.#state = "dead";
      await this.#place.requireSame();
      throw fileError(error, "ingest");
    }
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
