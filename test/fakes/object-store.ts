/** An object store in memory that keeps the port's promises, with faults and tampering for tests. */
import { Readable } from "node:stream";
import { utcInstant, type Clock } from "../../services/kernel/clock.ts";
import { sha256, type Sha256 } from "../../services/kernel/digest.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { refuseShorter, wholeSeconds } from "../../services/objects/lock-rules.ts";
import type { ObjectFolder, ObjectKey } from "../../services/objects/object-key.ts";
import type {
  ByteRange,
  ExpectedBytes,
  InFront,
  ObjectHead,
  ObjectLock,
  ObjectRef,
  ObjectStore,
  StatedChecksum,
  StoredVersion,
} from "../../services/objects/object-store.ts";
import { StoreFaults } from "./store-faults.ts";

interface Stored {
  readonly ref: ObjectRef;
  bytes: Buffer;
  lock: ObjectLock | null;
  isHeld: boolean;
  readonly stated: Sha256;
}

export class MemoryObjectStore implements ObjectStore {
  readonly alias = "memory:evidence";
  /** Methods: put, putStream, read, head, find, lock, hold, release, remove. */
  readonly faults = new StoreFaults();
  /** Set it to make the store refuse holds and releases that it does not keep. */
  forgetsHolds = false;
  /** Set it to make the store accept locks and forget them, as some stores do. */
  forgetsLocks = false;
  /** Set it to make the store state the SHA-256 of what it was given; what is tampered with later is stated as before. */
  keepsChecksums = false;
  /** What somebody put on top of objects. */
  readonly covered = new Map<ObjectKey, InFront>();
  readonly #objects = new Map<ObjectKey, Stored>();
  readonly #clock: Clock;
  #versions = 0;

  constructor(clock: Clock = () => utcInstant(new Date())) {
    this.#clock = clock;
  }

  put(key: ObjectKey, bytes: Uint8Array): Promise<ObjectRef> {
    return this.faults.around("put", async () => this.putNow(key, bytes));
  }

  putStream(key: ObjectKey, source: Readable, expected: ExpectedBytes): Promise<ObjectRef> {
    return this.faults.around("putStream", async () => {
      const there = this.#objects.get(key);
      if (expected.sha256 === null && there?.bytes.byteLength === expected.sizeBytes) {
        return there.ref;
      }
      const bytes = Buffer.concat((await source.toArray()) as Uint8Array[]);
      const found = sha256(bytes);
      if (bytes.byteLength !== expected.sizeBytes || (expected.sha256 ?? found) !== found) {
        throw new Refusal("tampered", "objects/digest-mismatch", "not what was announced");
      }
      return this.putNow(key, bytes);
    });
  }

  async scan(ref: ObjectRef, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    // A chunk that somebody keeps becomes another.
    const lent = Buffer.alloc(4_099);
    const source = (await this.read(ref)) as AsyncIterable<Buffer>;
    return (async function* () {
      for await (const chunk of source) {
        for (let at = 0; at < chunk.byteLength; at += lent.byteLength) {
          signal?.throwIfAborted();
          yield lent.subarray(0, chunk.copy(lent, 0, at));
        }
      }
    })();
  }

  read(ref: ObjectRef, range?: ByteRange): Promise<Readable> {
    return this.faults.around("read", async () => {
      const { bytes } = this.#stored(ref);
      if (range === undefined) return Readable.from(chunks(bytes));
      if (range.firstByte >= bytes.byteLength || range.lastByte < range.firstByte) {
        throw new Refusal("invalid", "objects/bad-range", "no byte in that range");
      }
      return Readable.from(chunks(bytes.subarray(range.firstByte, range.lastByte + 1)));
    });
  }

  head(ref: ObjectRef): Promise<ObjectHead> {
    return this.faults.around("head", async () => {
      const { bytes, lock, isHeld } = this.#stored(ref);
      return { sizeBytes: bytes.byteLength, lock, isHeld };
    });
  }

  statedChecksum(ref: ObjectRef): Promise<StatedChecksum | null> {
    return this.faults.around("statedChecksum", async () => {
      const { stated } = this.#stored(ref);
      return this.keepsChecksums ? { sha256: stated, parts: null } : null;
    });
  }

  find(key: ObjectKey): Promise<ObjectRef | null> {
    return this.faults.around("find", async () => this.#objects.get(key)?.ref ?? null);
  }

  under(folder: ObjectFolder): Promise<readonly StoredVersion[]> {
    return this.faults.around("under", async () =>
      this.keys()
        .filter((key) => key.startsWith(folder))
        .map((key) => ({ ref: this.#objects.get(key)!.ref, isMark: false })),
    );
  }

  inFront(ref: ObjectRef): Promise<InFront> {
    return this.faults.around("inFront", async () => this.covered.get(ref.key) ?? "nothing");
  }

  lock(ref: ObjectRef, lock: ObjectLock): Promise<void> {
    return this.faults.around("lock", async () => {
      const stored = this.#stored(ref);
      const kept = wholeSeconds(lock);
      refuseShorter(stored.lock, kept);
      if (!this.forgetsLocks) stored.lock = kept;
    });
  }

  hold(ref: ObjectRef): Promise<void> {
    return this.faults.around("hold", async () => this.#mark(ref, true));
  }

  release(ref: ObjectRef): Promise<void> {
    return this.faults.around("release", async () => this.#mark(ref, false));
  }

  remove(ref: ObjectRef): Promise<void> {
    return this.faults.around("remove", async () => {
      const stored = this.#objects.get(ref.key);
      if (stored?.ref.versionId !== ref.versionId) return;
      if (stored.isHeld) throw new Refusal("forbidden", "objects/held", "a hold is on the object");
      if (stored.lock !== null && stored.lock.until > this.#clock()) {
        throw new Refusal("forbidden", "objects/locked", "the object is locked");
      }
      this.#objects.delete(ref.key);
    });
  }

  /** What put does, at once and past the faults; MemoryIncomingStore completes uploads with it. */
  putNow(key: ObjectKey, bytes: Uint8Array): ObjectRef {
    const there = this.#objects.get(key);
    if (there !== undefined) {
      if (there.bytes.equals(bytes)) return there.ref;
      throw new Refusal("conflict", "objects/key-taken", "other bytes are stored under that key");
    }
    this.#versions += 1;
    const ref = { key, versionId: `v${this.#versions}` };
    this.#objects.set(key, {
      ref,
      bytes: Buffer.from(bytes),
      lock: null,
      isHeld: false,
      stated: sha256(bytes),
    });
    return ref;
  }

  /** Changes stored bytes behind everybody's back; the version stays. */
  tamper(key: ObjectKey, change: (bytes: Buffer) => Buffer): void {
    const stored = this.#objects.get(key);
    if (stored === undefined) throw new Error("nothing to tamper with");
    stored.bytes = change(Buffer.from(stored.bytes));
  }

  /** Takes an object away, lock or not, as somebody at the disks could; with `bytes`, others lie there then. */
  vanish(key: ObjectKey, bytes: Buffer | null = null): void {
    this.#objects.delete(key);
    if (bytes !== null) this.putNow(key, bytes);
  }

  /** Sets or takes away a lock behind everybody's back. */
  relock(key: ObjectKey, lock: ObjectLock | null): void {
    const stored = this.#objects.get(key);
    if (stored !== undefined) stored.lock = lock;
  }

  /** The stored bytes, or null. */
  bytes(key: ObjectKey): Buffer | null {
    return this.#objects.get(key)?.bytes ?? null;
  }

  keys(): readonly ObjectKey[] {
    return [...this.#objects.keys()].sort();
  }

  /** Takes a hold away, or sets one, behind everybody's back. */
  rehold(key: ObjectKey, isHeld: boolean): void {
    const stored = this.#objects.get(key);
    if (stored !== undefined) stored.isHeld = isHeld;
  }

  #mark(ref: ObjectRef, isHeld: boolean): void {
    const stored = this.#stored(ref);
    if (this.forgetsHolds) {
      throw new Refusal("unavailable", "objects/hold-not-kept", "the store did not keep the hold");
    }
    stored.isHeld = isHeld;
  }

  #stored(ref: ObjectRef): Stored {
    const stored = this.#objects.get(ref.key);
    if (stored?.ref.versionId === ref.versionId) return stored;
    throw new Refusal("missing", "objects/no-such-object", "no such version of that object");
  }
}

function* chunks(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536);
}
