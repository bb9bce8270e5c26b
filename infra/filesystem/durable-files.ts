/** Files and folder entries that are there after a power cut, and what their errors mean. */
import { mkdir, stat, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { allEnded } from "../../services/kernel/all-ended.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { syncPath } from "../process/sync-path.ts";

/** A file system's own name for an error ("ENOENT"), or "". */
export const errno = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "";

/** What the first argument of a code says: who asked for the bytes to be kept. */
type Context = "objects" | "ingest";

/** `error` as the refusal it means: full, or not durable. A refusal stays what it is. */
export function fileError(error: unknown, context: Context): Refusal {
  if (error instanceof Refusal) return error;
  if (errno(error) === "ENOSPC" || errno(error) === "EDQUOT") {
    return new Refusal("unavailable", `${context}/storage-full`, "the storage is full", {
      fix: "Free or add disk space; what was acknowledged is kept, send the rest again.",
      cause: error,
    });
  }
  if (context === "ingest") {
    return new Refusal("unavailable", "ingest/bytes-not-durable", "the bytes could not be kept", {
      fix: "Ask for the offset and send again from there; `holdfast doctor` checks the disk.",
      cause: error,
    });
  }
  return new Refusal("unavailable", "objects/store-unavailable", "the object store failed", {
    fix: "`holdfast doctor` checks the disk.",
    cause: error,
  });
}

const KNOWN_FOLDERS = 4096;

/**
 * Folders of one tree that are durable themselves, with every entry that leads to them. Remembering spares an
 * fsync for each ancestor on each write; forgetting (bounded) costs only time.
 */
export class DurableFolders {
  readonly #root: string;
  readonly #known = new Set<string>();
  readonly #sync: typeof syncPath;

  constructor(root: string, sync = syncPath) {
    this.#root = root;
    this.#sync = sync;
  }

  /** Runs `work`, which must do nothing where `folder` is missing, in a durable `folder`: one that was taken away is made again. */
  async within<T>(folder: string, work: () => Promise<T>): Promise<T> {
    if (this.#known.has(folder)) {
      try {
        return await work();
      } catch (error) {
        if (errno(error) !== "ENOENT") throw error;
      }
    }
    await this.make(folder);
    return work();
  }

  /** Makes `folder`, below the root, and every entry that leads to it, durable. */
  async make(folder: string): Promise<void> {
    const made = await mkdir(folder, { recursive: true, mode: 0o700 });
    // Another process may have made one a moment ago and not synced it yet: existing proves nothing.
    const unknown: string[] = [];
    for (let at = folder; at.length > this.#root.length; at = dirname(at)) {
      const isNew = made !== undefined && at.length >= made.length;
      if (!isNew && this.#known.has(at)) break;
      unknown.push(at);
    }
    // Side by side, so that the file system writes its journal once for all.
    await allEnded(unknown.map((each) => this.#sync(dirname(each))));
    if (this.#known.size >= KNOWN_FOLDERS) this.#known.clear();
    for (const each of unknown) this.#known.add(each);
  }
}

/** Writes all of `parts` at `position`; the kernel may take less than asked. */
export async function writeFully(
  handle: FileHandle,
  parts: readonly Uint8Array[],
  position: number,
): Promise<void> {
  let rest: Uint8Array[] = parts.filter((part) => part.byteLength > 0);
  let at = position;
  while (rest.length > 0) {
    const { bytesWritten } = await handle.writev(rest, at);
    at += bytesWritten;
    rest = without(rest, bytesWritten);
  }
}

function without(parts: readonly Uint8Array[], count: number): Uint8Array[] {
  let skip = count;
  let index = 0;
  for (; index < parts.length; index += 1) {
    const size = parts[index]?.byteLength ?? 0;
    if (skip < size) break;
    skip -= size;
  }
  const rest = parts.slice(index);
  const [first] = rest;
  if (first !== undefined && skip > 0) rest[0] = first.subarray(skip);
  return rest;
}

/** Size and modification time of the file at `path`, or null if there is none. */
export async function statOrNull(path: string): Promise<FileFacts | null> {
  try {
    return await stat(path, { bigint: true });
  } catch (error) {
    if (errno(error) === "ENOENT" || errno(error) === "ENOTDIR") return null;
    throw error;
  }
}

export interface FileFacts {
  readonly size: bigint;
  readonly mtimeNs: bigint;
  readonly ino: bigint;
}

export const mismatch = (): Refusal =>
  new Refusal("tampered", "objects/digest-mismatch", "the stream is not what was announced");
