/**
 * Unfinished uploads as segment files: one file for each fencing number, "incoming/<upload>/<fence>".
 * A writer that lost its turn goes on writing into a file that no row names; it cannot touch what counts.
 */
import { randomUUID } from "node:crypto";
import { chmod, open, opendir, readdir, rm, statfs, unlink } from "node:fs/promises";
import { join } from "node:path";
import type { Readable } from "node:stream";
import { z } from "zod";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { parseId, type UploadId } from "../../services/kernel/ids.ts";
import { assert, Refusal, isRefusal } from "../../services/kernel/refusal.ts";
import type {
  IncomingPart,
  IncomingState,
  IncomingStore,
  IncomingUpload,
  IncomingWriter,
} from "../../services/objects/incoming-store.ts";
import type { ObjectKey } from "../../services/objects/object-key.ts";
import type { ByteRange, ObjectRef } from "../../services/objects/object-store.ts";
import { syncPath } from "../process/sync-path.ts";
import { errno, fileError, statOrNull, writeFully } from "./durable-files.ts";
import type { ObjectFiles } from "./object-files.ts";
import { readIncoming } from "./read-incoming.ts";
import { bytesMissing, SegmentWriter, type Segment } from "./segment-writer.ts";

const State = z
  .object({
    segments: z.array(
      z
        .object({
          upload: z.custom<UploadId>((id) => parseId(String(id)) !== null).optional(),
          fence: z.int().nonnegative(),
          sizeBytes: z.int().positive(),
        })
        .readonly(),
    ),
  })
  .nullable();

interface Placed extends Segment {
  /** The upload in whose folder it lies, where this one is made of others. */
  readonly upload?: UploadId | undefined;
}

/** A block of the manifest; large enough that fdatasync costs little. */
const RUN_BYTES = 8 << 20;
/** Small enough that many uploads at once stay in bounds, large enough that a call costs little. */
const STAGE_BYTES = 512 << 10;
const COPY_BYTES = 1 << 20;
/** How the name of a file begins in which segments are joined. */
const JOINED = "assembled-";

export class FilesystemIncomingStore implements IncomingStore {
  readonly runBytes = RUN_BYTES;
  readonly stageBytes = STAGE_BYTES;
  readonly writers = null;
  readonly #files: ObjectFiles;
  readonly #reserveBytes: number;

  constructor(files: ObjectFiles, reserveBytes: number) {
    this.#files = files;
    this.#reserveBytes = reserveBytes;
  }

  async freeBytes(): Promise<number> {
    const { bavail, bsize } = await statfs(this.#files.root);
    return Math.max(0, bavail * bsize - this.#reserveBytes);
  }

  open(upload: IncomingUpload): Promise<IncomingWriter> {
    const segments = segmentsOf(upload);
    const last = segments.at(-1);
    if (last !== undefined && last.fence > upload.fence) {
      return Promise.reject(
        new Refusal("conflict", "ingest/fenced", "a newer writer has this upload"),
      );
    }
    const folder = this.#folder(upload.id);
    return Promise.resolve(new SegmentWriter(this.#files, folder, upload.fence, segments));
  }

  async assemble(upload: IncomingUpload): Promise<ObjectRef> {
    const segments = segmentsOf(upload);
    try {
      return (
        (await this.#assembled(upload, segments)) ??
        (await this.#build(upload, segments).catch(nullIfGone)) ??
        (await this.#assembled(upload, segments)) ??
        lost()
      );
    } catch (error) {
      await this.#files.place.requireSame();
      throw errno(error) === "" ? error : fileError(error, "objects");
    }
  }

  join(partials: readonly IncomingUpload[]): IncomingState {
    const segments = partials.flatMap((partial) =>
      segmentsOf(partial).map(({ fence, sizeBytes }) => ({ upload: partial.id, fence, sizeBytes })),
    );
    return { segments };
  }

  async read(
    upload: IncomingUpload,
    _parts: readonly IncomingPart[],
    range: ByteRange,
  ): Promise<Readable> {
    const parts = segmentsOf(upload).map((segment) => ({
      path: this.#segment(upload, segment),
      sizeBytes: segment.sizeBytes,
    }));
    return readIncoming(this.#files, upload.key, parts, range);
  }

  async discard(upload: IncomingUpload): Promise<void> {
    await rm(this.#folder(upload.id), { recursive: true, force: true });
  }

  /** Files of puts and of joins that were cut off; no row ever knew them. */
  async clearStale(before: UtcInstant): Promise<number> {
    const root = this.#files.root;
    let cleared = await removeOlder(join(root, "staged"), () => true, before);
    for (const id of await namesIn(join(root, "incoming"))) {
      const folder = join(root, "incoming", id);
      cleared += await removeOlder(folder, (name) => name.startsWith(JOINED), before);
    }
    return cleared;
  }

  async *list(): AsyncIterable<UploadId> {
    const root = join(this.#files.root, "incoming");
    if ((await statOrNull(root)) === null) return;
    for await (const entry of await opendir(root)) {
      const id = parseId<UploadId>(entry.name);
      if (id !== null) yield id;
    }
  }

  #folder(id: UploadId): string {
    assert(parseId(id) !== null, "an upload's id is a UUID");
    return join(this.#files.root, "incoming", id);
  }

  #segment(upload: IncomingUpload, segment: Placed): string {
    return join(this.#folder(segment.upload ?? upload.id), String(segment.fence));
  }

  /** The object, if an earlier run got so far. */
  async #assembled(upload: IncomingUpload, segments: readonly Placed[]): Promise<ObjectRef | null> {
    const ref = await this.#files.find(upload.key);
    if (ref === null) return null;
    const { handle, sizeBytes } = await this.#files.open(ref);
    await handle.close();
    if (sizeBytes !== upload.offsetBytes) {
      throw new Refusal("conflict", "objects/key-taken", "another object has the upload's key");
    }
    await this.#files.settle(ref);
    await this.#unlinkTwin(upload, segments);
    return ref;
  }

  /** Null if somebody else was faster. */
  async #build(upload: IncomingUpload, segments: readonly Placed[]): Promise<ObjectRef | null> {
    const [only] = segments;
    // What lies with a partial upload is copied: others may be made of the same file.
    if (segments.length === 1 && only?.upload === undefined && only !== undefined) {
      const path = this.#segment(upload, only);
      const facts = await statOrNull(path);
      if (facts === null) return null;
      // Longer: bytes of a write that was never committed. Cutting them off would alter a file that
      // another run of this may have published a moment ago; so they are left out by copying.
      if (Number(facts.size) === only.sizeBytes) {
        await syncPath(path);
        const ref = await this.#publish(path, upload.key);
        if (ref !== null) await this.#unlinkTwin(upload, segments);
        return ref;
      }
    }
    return this.#copy(upload, segments);
  }

  async #publish(path: string, key: ObjectKey): Promise<ObjectRef | null> {
    await chmod(path, 0o400);
    return (await this.#files.publish(path, key)) ? this.#files.find(key) : null;
  }

  async #copy(upload: IncomingUpload, segments: readonly Placed[]): Promise<ObjectRef | null> {
    const folder = this.#folder(upload.id);
    await this.#files.folders.make(folder);
    const path = join(folder, `${JOINED}${randomUUID()}`);
    const target = await open(path, "wx", 0o600);
    try {
      try {
        let at = 0;
        for (const segment of segments) {
          await copyBytes(this.#segment(upload, segment), segment.sizeBytes, async (bytes) => {
            await writeFully(target, [bytes], at);
            at += bytes.byteLength;
          });
        }
        await target.sync();
      } finally {
        await target.close();
      }
      return await this.#publish(path, upload.key);
    } finally {
      await unlink(path).catch(() => undefined);
    }
  }

  /** Takes the incoming name of a published file away: the immutable flag would freeze both. */
  async #unlinkTwin(upload: IncomingUpload, segments: readonly Placed[]): Promise<void> {
    const published = await statOrNull(this.#files.object(upload.key));
    for (const segment of segments.filter(({ upload: owner }) => owner === undefined)) {
      const path = this.#segment(upload, segment);
      const facts = await statOrNull(path);
      if (facts === null || facts.ino !== published?.ino) continue;
      await unlink(path).catch((error: unknown) => {
        if (errno(error) !== "ENOENT") throw error;
      });
    }
  }
}

/** None where the folder is not there, or goes while it is read. */
const namesIn = (folder: string): Promise<readonly string[]> =>
  readdir(folder).catch((error: unknown) => {
    if (errno(error) === "ENOENT" || errno(error) === "ENOTDIR") return [];
    throw error;
  });

async function removeOlder(
  folder: string,
  isTemporary: (name: string) => boolean,
  before: UtcInstant,
): Promise<number> {
  let removed = 0;
  for (const name of (await namesIn(folder)).filter(isTemporary)) {
    const path = join(folder, name);
    const facts = await statOrNull(path);
    if (facts === null || facts.mtimeNs / 1_000_000n >= BigInt(Date.parse(before))) continue;
    await rm(path, { force: true });
    removed += 1;
  }
  return removed;
}

function segmentsOf(upload: IncomingUpload): readonly Placed[] {
  const segments = State.parse(upload.state)?.segments ?? [];
  const sum = segments.reduce((total, segment) => total + segment.sizeBytes, 0);
  assert(sum === upload.offsetBytes, "the segments of an upload end at its offset");
  return segments;
}

async function copyBytes(
  path: string,
  sizeBytes: number,
  take: (bytes: Uint8Array) => Promise<void>,
): Promise<void> {
  const source = await open(path, "r").catch((error: unknown) => {
    throw errno(error) === "ENOENT" ? bytesMissing() : error;
  });
  try {
    const buffer = Buffer.allocUnsafe(Math.min(COPY_BYTES, sizeBytes));
    for (let at = 0; at < sizeBytes;) {
      const want = Math.min(buffer.byteLength, sizeBytes - at);
      const { bytesRead } = await source.read(buffer, 0, want, at);
      if (bytesRead === 0) throw bytesMissing();
      await take(buffer.subarray(0, bytesRead));
      at += bytesRead;
    }
  } finally {
    await source.close();
  }
}

/** A file that is gone was published, or cleared after that, by another run of this: the object decides. */
function nullIfGone(error: unknown): null {
  if (errno(error) === "ENOENT" || isRefusal(error, "ingest/bytes-missing")) return null;
  throw error;
}

function lost(): never {
  throw bytesMissing();
}
