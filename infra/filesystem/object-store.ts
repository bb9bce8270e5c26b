/** Objects as files of one folder: created once, locked by sidecar and immutable flag, read by version. */
import { createHash, type Hash } from "node:crypto";
import { unlink, type FileHandle } from "node:fs/promises";
import { dirname } from "node:path";
import { Readable } from "node:stream";
import { allEnded } from "../../services/kernel/all-ended.ts";
import type { Clock } from "../../services/kernel/clock.ts";
import { sha256, sha256OfStream } from "../../services/kernel/digest.ts";
import { assert, Refusal } from "../../services/kernel/refusal.ts";
import type { ObjectFolder, ObjectKey } from "../../services/objects/object-key.ts";
import type {
  ByteRange,
  ExpectedBytes,
  InFront,
  KnownBytes,
  ObjectHead,
  ObjectLock,
  ObjectRef,
  ObjectStore,
  StoredVersion,
} from "../../services/objects/object-store.ts";
import { syncPath } from "../process/sync-path.ts";
import { adoptable } from "./adopted-file.ts";
import { errno, fileError, mismatch, writeFully } from "./durable-files.ts";
import { setImmutable, tryImmutable, type Immutability } from "./immutable-flag.ts";
import { stampVersion, versionOf, type ObjectFiles, type StagedFile } from "./object-files.ts";
import { lentChunks } from "../process/lent-chunks.ts";
import { addHold, addRelease, readHold } from "./object-holds.ts";
import { addLock, dropLocks, readLock } from "./object-locks.ts";

/** About as much as Node reads of a file at once. */
const AT_ONCE_BYTES = 64 << 10;

export class FilesystemObjectStore implements ObjectStore {
  readonly alias = "filesystem:evidence";
  readonly #files: ObjectFiles;
  readonly #clock: Clock;
  readonly #wantsFlag: boolean;
  #immutability: Promise<Immutability> | null = null;

  constructor(files: ObjectFiles, clock: Clock, wantsFlag: boolean) {
    this.#files = files;
    this.#clock = clock;
    this.#wantsFlag = wantsFlag;
  }

  /** Whether locked objects are immutable for root too; tried once a process. */
  immutability(): Promise<Immutability> {
    this.#immutability ??= this.#wantsFlag
      ? tryImmutable(this.#files)
      : Promise.resolve({ held: false, why: "switched-off" });
    return this.#immutability;
  }

  async put(key: ObjectKey, bytes: Uint8Array): Promise<ObjectRef> {
    const expected = { sizeBytes: bytes.byteLength, sha256: sha256(bytes) };
    return this.#once(key, expected, (handle) => writeFully(handle, [bytes], 0));
  }

  async putStream(key: ObjectKey, source: Readable, expected: ExpectedBytes): Promise<ObjectRef> {
    try {
      return await this.#once(key, expected, (handle) => copyChecked(source, handle, expected));
    } finally {
      source.destroy();
    }
  }

  async adopt(key: ObjectKey, path: string, expected: KnownBytes): Promise<ObjectRef | null> {
    return guard(async () => {
      const there = await this.#files.look(key);
      if (there !== null) return this.#sameOrTaken(there, expected);
      const staged = await adoptable(this.#files, path, expected.sizeBytes);
      return staged === null ? null : this.#publish(key, staged, expected, () => Promise.resolve());
    });
  }

  async read(ref: ObjectRef, range?: ByteRange): Promise<Readable> {
    return guard(async () => {
      const { handle, sizeBytes } = await this.#files.open(ref);
      if (range === undefined) {
        return sizeBytes > AT_ONCE_BYTES
          ? handle.createReadStream()
          : readAtOnce(handle, sizeBytes);
      }
      if (range.firstByte >= sizeBytes || range.lastByte < range.firstByte) {
        await handle.close();
        throw new Refusal(
          "invalid",
          "objects/bad-range",
          "no byte of the object is in that range",
          {
            facts: { sizeBytes },
          },
        );
      }
      return handle.createReadStream({ start: range.firstByte, end: range.lastByte });
    });
  }

  async scan(ref: ObjectRef, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const { handle, sizeBytes } = await guard(() => this.#files.open(ref));
    return lentChunks(handle, sizeBytes, signal);
  }

  async head(ref: ObjectRef): Promise<ObjectHead> {
    return guard(async () => {
      const { handle, sizeBytes } = await this.#files.open(ref);
      await handle.close();
      const lock = await readLock(this.#files, ref);
      return { sizeBytes, lock, isHeld: await readHold(this.#files, ref) };
    });
  }

  /** A folder computes nothing of what it holds. */
  statedChecksum(): Promise<null> {
    return Promise.resolve(null);
  }

  async find(key: ObjectKey): Promise<ObjectRef | null> {
    return guard(() => this.#files.find(key));
  }

  async under(folder: ObjectFolder): Promise<readonly StoredVersion[]> {
    return guard(async () =>
      (await this.#files.under(folder)).map((ref) => ({ ref, isMark: false })),
    );
  }

  inFront(): Promise<InFront> {
    return Promise.resolve("nothing");
  }

  async lock(ref: ObjectRef, lock: ObjectLock): Promise<void> {
    await guard(async () => {
      const { handle } = await this.#files.open(ref);
      await handle.close();
      await addLock(this.#files, ref, lock);
      await this.#files.place.requireSame();
      await this.#makeImmutable(ref, "objects/lock-not-kept");
    });
  }

  async hold(ref: ObjectRef): Promise<void> {
    await guard(async () => {
      const { handle } = await this.#files.open(ref);
      await handle.close();
      await addHold(this.#files, ref);
      await this.#files.place.requireSame();
      await this.#makeImmutable(ref, "objects/hold-not-kept");
    });
  }

  /** The immutable flag stays: `remove` takes it away, once nothing else stands against it. */
  async release(ref: ObjectRef): Promise<void> {
    await guard(async () => {
      const { handle } = await this.#files.open(ref);
      await handle.close();
      await addRelease(this.#files, ref);
      await this.#files.place.requireSame();
    });
  }

  async remove(ref: ObjectRef): Promise<void> {
    await guard(async () => {
      const path = this.#files.object(ref.key);
      if ((await this.#files.find(ref.key))?.versionId !== ref.versionId) return;
      if (await readHold(this.#files, ref)) throw heldObject();
      const lock = await readLock(this.#files, ref);
      if (lock !== null && lock.until > this.#clock()) {
        throw new Refusal("forbidden", "objects/locked", "the object is locked against deletion", {
          facts: { lockedUntil: lock.until, mode: lock.mode },
        });
      }
      // Where the flag was never set or cannot be taken away, unlink says so.
      if (lock !== null || (await this.immutability()).held)
        await setImmutable(path, false).catch(() => undefined);
      await unlink(path);
      await syncPath(dirname(path));
      await dropLocks(this.#files, ref);
    });
  }

  async #makeImmutable(ref: ObjectRef, code: `objects/${string}`): Promise<void> {
    if (!(await this.immutability()).held) return;
    await setImmutable(this.#files.object(ref.key), true).catch((cause: unknown) => {
      throw new Refusal("unavailable", code, "no immutable flag", { cause });
    });
  }

  async #once(
    key: ObjectKey,
    expected: ExpectedBytes,
    fill: (handle: FileHandle) => Promise<void>,
  ): Promise<ObjectRef> {
    return guard(async () => {
      const there = await this.#files.look(key);
      if (there !== null) return this.#sameOrTaken(there, expected);
      return this.#publish(key, await this.#files.stage(), expected, fill);
    });
  }

  async #publish(
    key: ObjectKey,
    staged: StagedFile,
    expected: ExpectedBytes,
    fill: (handle: FileHandle) => Promise<void>,
  ): Promise<ObjectRef> {
    try {
      const ref = await this.#fill(key, staged, fill);
      if (await this.#files.publish(staged.path, key)) return ref;
    } finally {
      await unlink(staged.path).catch(() => undefined);
    }
    const winner = await this.#files.find(key);
    assert(winner !== null, "what stands in the way of a link is there");
    return this.#sameOrTaken(winner, expected);
  }

  /** Fills a staged file and makes it durable; answers it as the version it will be. */
  async #fill(
    key: ObjectKey,
    { handle }: StagedFile,
    fill: (handle: FileHandle) => Promise<void>,
  ): Promise<ObjectRef> {
    try {
      await fill(handle);
      await stampVersion(handle);
      const [facts] = await allEnded([handle.stat({ bigint: true }), handle.sync()]);
      return { key, versionId: versionOf(facts) };
    } finally {
      await handle.close();
    }
  }

  /** The version that is there, made durable, if it holds the bytes we were to store. */
  async #sameOrTaken(there: ObjectRef, expected: ExpectedBytes): Promise<ObjectRef> {
    const { handle, sizeBytes } = await this.#files.open(there);
    try {
      const isSame =
        sizeBytes === expected.sizeBytes &&
        (expected.sha256 === null ||
          (await sha256OfStream(handle.createReadStream({ autoClose: false }))).sha256 ===
            expected.sha256);
      if (!isSame) {
        throw new Refusal("conflict", "objects/key-taken", "other bytes are stored under that key");
      }
    } finally {
      await handle.close();
    }
    await this.#files.settle(there);
    return there;
  }
}

/** Small files (tiles, manifests, signatures) in one reading: a stream takes three, and most of the time. */
async function readAtOnce(handle: FileHandle, sizeBytes: number): Promise<Readable> {
  try {
    const bytes = Buffer.alloc(sizeBytes);
    const { bytesRead } = await handle.read(bytes, 0, sizeBytes, 0);
    return Readable.from(bytes.subarray(0, bytesRead), { objectMode: false });
  } finally {
    await handle.close();
  }
}

async function copyChecked(
  source: Readable,
  handle: FileHandle,
  expected: ExpectedBytes,
): Promise<void> {
  const hasher: Hash = createHash("sha256");
  let sizeBytes = 0;
  for await (const chunk of source as AsyncIterable<Uint8Array>) {
    if (sizeBytes + chunk.byteLength > expected.sizeBytes) throw mismatch();
    // Where nobody knows the digest, nobody compares it.
    if (expected.sha256 !== null) hasher.update(chunk);
    await writeFully(handle, [chunk], sizeBytes);
    sizeBytes += chunk.byteLength;
  }
  const isOther = expected.sha256 !== null && hasher.digest("hex") !== expected.sha256;
  if (sizeBytes !== expected.sizeBytes || isOther) throw mismatch();
}

const heldObject = (): Refusal =>
  new Refusal("forbidden", "objects/held", "a hold is on the object");

/** Errors of the file system become refusals; errors of ours and of a source pass through. */
async function guard<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw errno(error).startsWith("E") && error instanceof Error && "syscall" in error
      ? fileError(error, "objects")
      : error;
  }
}
