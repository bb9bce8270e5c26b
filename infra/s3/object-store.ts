/** Objects in a versioned S3 bucket with Object Lock: the first version under a key is the object. */
import { addAbortSignal, type Readable } from "node:stream";
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from "@aws-sdk/client-s3";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type Sha256, sha256, sha256OfStream } from "../../services/kernel/digest.ts";
import { assert, isRefusal, Refusal } from "../../services/kernel/refusal.ts";
import {
  isWeaker,
  refuseModeKept,
  refuseShorter,
  wholeSeconds,
} from "../../services/objects/lock-rules.ts";
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
import { ask, failure, isMissing, type Bucket } from "./bucket.ts";
import { checkedBody } from "./checked-body.ts";
import { checkedParts, checkedWhole } from "./checked-parts.ts";
import { statedIn } from "./checksums.ts";
import { sendLock } from "./send-lock.ts";
import {
  abortAll,
  abortMultipart,
  completeMultipart,
  createMultipart,
  uploadPart,
} from "./multipart.ts";
import { markVersions } from "./legal-hold.ts";
import { orOutage } from "./or-outage.ts";
import {
  deleteRepeats,
  deleteVersion,
  firstVersion,
  inFrontOf,
  storedUnder,
  type Version,
} from "./versions.ts";

const PART_BYTES = 8 << 20;
const MOST_PARTS = 10_000;
type PutStream = Parameters<ObjectStore["putStream"]>;

export class S3ObjectStore implements ObjectStore {
  readonly alias: string;
  readonly #bucket: Bucket;

  constructor(bucket: Bucket) {
    this.#bucket = bucket;
    this.alias = `s3:${bucket.name}`;
  }

  async put(key: ObjectKey, bytes: Uint8Array): Promise<ObjectRef> {
    const expected = { sizeBytes: bytes.byteLength, sha256: sha256(bytes) };
    return this.#once(key, expected, () => this.#send(key, bytes, expected.sha256));
  }

  async putStream(key: ObjectKey, source: Readable, expected: ExpectedBytes): Promise<ObjectRef> {
    try {
      if (expected.sizeBytes <= PART_BYTES) {
        return await this.#once(key, expected, () => this.#sendSmall(key, source, expected));
      }
      const ref = await this.#once(key, expected, () => this.#sendParts(key, source, expected));
      // Runs before this one may have died or not have heard that they began: nobody finishes theirs.
      await abortAll(this.#bucket, this.#name(key)).catch(() => undefined);
      return ref;
    } finally {
      source.destroy();
    }
  }

  async read(ref: ObjectRef, range?: ByteRange): Promise<Readable> {
    if (range !== undefined && range.lastByte < range.firstByte) throw badRange();
    return this.#versioned(async () => {
      const { Body } = await this.#bucket.client.send(
        new GetObjectCommand({
          ...this.#target(ref),
          ...(range === undefined ? {} : { Range: `bytes=${range.firstByte}-${range.lastByte}` }),
        }),
      );
      assert(Body !== undefined, "a store that answers 200 sends the object");
      return orOutage(Body as Readable);
    });
  }

  async scan(ref: ObjectRef, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const source = await this.read(ref);
    return signal === undefined ? source : addAbortSignal(signal, source);
  }

  async head(ref: ObjectRef): Promise<ObjectHead> {
    return this.#versioned(async () => {
      const head = await this.#bucket.client.send(new HeadObjectCommand(this.#target(ref)));
      const until = head.ObjectLockRetainUntilDate;
      const mode = head.ObjectLockMode === "COMPLIANCE" ? "compliance" : "governance";
      return {
        sizeBytes: head.ContentLength ?? 0,
        lock: until === undefined ? null : wholeSeconds({ mode, until: utcInstant(until) }),
        isHeld: head.ObjectLockLegalHoldStatus === "ON",
      };
    });
  }

  async statedChecksum(ref: ObjectRef): Promise<StatedChecksum | null> {
    return this.#versioned(async () => {
      if (!(await this.#bucket.keepsSha256())) return null;
      const head = new HeadObjectCommand({ ...this.#target(ref), ChecksumMode: "ENABLED" });
      return statedIn((await this.#bucket.client.send(head)).ChecksumSHA256);
    });
  }

  async find(key: ObjectKey): Promise<ObjectRef | null> {
    const first = await ask(() => firstVersion(this.#bucket, this.#name(key)));
    return first === null ? null : { key, versionId: first.versionId };
  }

  under(folder: ObjectFolder): Promise<readonly StoredVersion[]> {
    return ask(() => storedUnder(this.#bucket, folder));
  }

  inFront(ref: ObjectRef): Promise<InFront> {
    return ask(() => inFrontOf(this.#bucket, this.#name(ref.key), ref.versionId));
  }

  async lock(ref: ObjectRef, lock: ObjectLock): Promise<void> {
    const wanted = wholeSeconds(lock);
    const now = (await this.head(ref)).lock;
    refuseShorter(now, wanted);
    if (now?.mode === wanted.mode && now.until === wanted.until) return;
    const refusal = await sendLock(this.#bucket, this.#target(ref), wanted);
    const kept = (await this.head(ref)).lock;
    if (kept !== null && kept.until >= wanted.until && !isWeaker(kept, wanted)) {
      // What is left of them does no harm: none is locked, and none is the object.
      await deleteRepeats(this.#bucket, this.#name(ref.key), ref.versionId).catch(() => undefined);
      return;
    }
    // Somebody else's longer lock may have come first.
    refuseShorter(kept, wanted);
    if (failure(refusal).status === 403) refuseModeKept(kept, wanted, refusal);
    if (refusal !== null) await ask(() => Promise.reject(refusal as Error));
    throw new Refusal("unavailable", "objects/lock-not-kept", "the store did not keep the lock", {
      fix: "Do not use this store for evidence; `holdfast doctor` shows what it does.",
    });
  }

  hold(ref: ObjectRef): Promise<void> {
    return this.#setHold(ref, true);
  }

  release(ref: ObjectRef): Promise<void> {
    return this.#setHold(ref, false);
  }

  async remove(ref: ObjectRef): Promise<void> {
    try {
      await deleteVersion(this.#bucket, this.#name(ref.key), ref.versionId);
    } catch (error) {
      if (isMissing(error)) return;
      const { lock, isHeld } = failure(error).status === 403 ? await this.head(ref) : NOTHING;
      if (isHeld) throw new Refusal("forbidden", "objects/held", "a hold is on the object");
      if (lock !== null) {
        throw new Refusal("forbidden", "objects/locked", "the object is locked against deletion");
      }
      await ask(() => Promise.reject(error as Error));
    }
  }

  async #setHold(ref: ObjectRef, isHeld: boolean): Promise<void> {
    // What is not there is refused as missing.
    await this.head(ref);
    await ask(() => markVersions(this.#bucket, this.#name(ref.key), ref.versionId, isHeld));
    if ((await this.head(ref)).isHeld === isHeld) return;
    throw new Refusal("unavailable", "objects/hold-not-kept", "the store did not keep the hold", {
      fix: "Check that the store knows legal holds, and that its credentials may set them.",
    });
  }

  #name(key: ObjectKey): string {
    return this.#bucket.prefix + key;
  }

  #target(ref: ObjectRef): { Bucket: string; Key: string; VersionId: string } {
    return { Bucket: this.#bucket.name, Key: this.#name(ref.key), VersionId: ref.versionId };
  }

  async #versioned<T>(work: () => Promise<T>): Promise<T> {
    return ask(async () => {
      try {
        return await work();
      } catch (error) {
        if (failure(error).status === 416) throw badRange();
        if (!isMissing(error)) throw error;
        throw new Refusal("missing", "objects/no-such-object", "no such version of that object");
      }
    });
  }

  /** `send` stores the bytes and answers its version, if it was told; the first version decides. */
  async #once(
    key: ObjectKey,
    expected: ExpectedBytes,
    send: () => Promise<string | null>,
  ): Promise<ObjectRef> {
    return ask(async () => {
      const there = await firstVersion(this.#bucket, this.#name(key));
      if (there !== null) return this.#sameOrTaken(key, there, expected);
      let mine: string | null = null;
      let lost: Error | null = null;
      try {
        mine = await send();
      } catch (error) {
        if (isRefusal(error)) throw error;
        lost = error instanceof Error ? error : new Error(String(error));
      }
      const first = await firstVersion(this.#bucket, this.#name(key));
      if (first === null) throw lost ?? new Error("stored, but no version is there");
      if (first.versionId === mine) return { key, versionId: mine };
      try {
        return await this.#sameOrTaken(key, first, expected);
      } finally {
        if (mine !== null) await deleteVersion(this.#bucket, this.#name(key), mine);
      }
    });
  }

  async #sameOrTaken(key: ObjectKey, first: Version, expected: ExpectedBytes): Promise<ObjectRef> {
    const ref = { key, versionId: first.versionId };
    if (first.sizeBytes === expected.sizeBytes) {
      if (expected.sha256 === null) return ref;
      const found = await sha256OfStream(await this.read(ref));
      if (found.sha256 === expected.sha256) return ref;
    }
    throw new Refusal("conflict", "objects/key-taken", "other bytes are stored under that key");
  }

  /** Null if the store does not say which version came of it. */
  async #send(key: ObjectKey, bytes: Uint8Array, digest: Sha256): Promise<string | null> {
    const kind = await this.#bucket.checksums();
    const { VersionId } = await this.#bucket.client.send(
      new PutObjectCommand({
        Bucket: this.#bucket.name,
        Key: this.#name(key),
        ...checkedBody(kind, bytes, digest),
      }),
    );
    return VersionId ?? null;
  }

  async #sendSmall(...[key, source, expected]: PutStream): Promise<string | null> {
    const whole = await checkedWhole(source, expected);
    return this.#send(key, whole, expected.sha256 ?? sha256(whole));
  }

  async #sendParts(
    key: ObjectKey,
    source: Readable,
    expected: ExpectedBytes,
  ): Promise<string | null> {
    const name = this.#name(key);
    const partBytes = Math.max(PART_BYTES, Math.ceil(expected.sizeBytes / MOST_PARTS));
    const uploadId = await createMultipart(this.#bucket, name);
    try {
      const parts = [];
      for await (const body of checkedParts(source, expected, partBytes)) {
        parts.push(await uploadPart(this.#bucket, name, uploadId, parts.length + 1, body));
      }
      return (await completeMultipart(this.#bucket, name, uploadId, parts)).mine;
    } catch (error) {
      await abortMultipart(this.#bucket, name, uploadId).catch(() => undefined);
      throw error;
    }
  }
}

const NOTHING = { lock: null, isHeld: false } as const;

const badRange = (): Refusal =>
  new Refusal("invalid", "objects/bad-range", "no byte of the object is in that range");
