/**
 * Port: objects that are written once and can be locked against deletion.
 * Contract suite: test/contract/object-store.contract.ts.
 *
 * No answer of a store is a proof: after a lock or a completion the caller reads back.
 * Every method may throw Refusal unavailable "objects/store-unavailable".
 */
import type { Readable } from "node:stream";
import type { Sha256 } from "../kernel/digest.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ObjectFolder, ObjectKey } from "./object-key.ts";

/** One version of one object. Evidence is always read by version, never by key alone. */
export interface ObjectRef {
  readonly key: ObjectKey;
  readonly versionId: string;
}

export type LockMode = "compliance" | "governance";

export interface ObjectLock {
  readonly mode: LockMode;
  /** The version cannot be deleted before this instant. */
  readonly until: UtcInstant;
}

/** A SHA-256 that the store took itself and keeps: of all bytes, or of the digests of so many parts, one behind the other. */
export interface StatedChecksum {
  readonly sha256: Sha256;
  readonly parts: number | null;
}

/** What a stream must turn out to be. */
export interface ExpectedBytes {
  readonly sizeBytes: number;
  readonly sha256: Sha256 | null;
}

/** What somebody read and hashed. */
export type KnownBytes = ExpectedBytes & { readonly sha256: Sha256 };

export interface ObjectHead {
  readonly sizeBytes: number;
  readonly lock: ObjectLock | null;
  /** Whether a hold is on it (S3: legal hold), which outlasts every lock. */
  readonly isHeld: boolean;
}

export interface StoredVersion {
  readonly ref: ObjectRef;
  /** A mark that hides what lies under the key: it has no bytes, no lock and no head. */
  readonly isMark: boolean;
}

/** What somebody who asks by key alone gets instead of a version: another one, or "deleted". */
export type InFront = "nothing" | "other-version" | "deletion-mark";

/** Bytes `firstByte` to `lastByte`, both included, as in HTTP. */
export interface ByteRange {
  readonly firstByte: number;
  readonly lastByte: number;
}

export interface ObjectStore {
  /** What the manifest calls this store, e.g. "filesystem:evidence" or "s3:evidence". No secret, no host. */
  readonly alias: string;

  /**
   * Stores `bytes` under `key` once; durable when resolved. A second call with the same bytes
   * answers the version that is there.
   * @throws Refusal conflict "objects/key-taken" if other bytes are there.
   */
  put(key: ObjectKey, bytes: Uint8Array): Promise<ObjectRef>;

  /**
   * The same for a stream of exactly `sizeBytes` whose digest must turn out to be `sha256`. Null: it is not known before,
   * and what lies there with that size counts as these bytes, of which none is then asked for; the caller reads back.
   * @throws Refusal tampered "objects/digest-mismatch"; nothing is then kept under `key`.
   */
  putStream(key: ObjectKey, source: Readable, expected: ExpectedBytes): Promise<ObjectRef>;

  /**
   * Takes a finished file of this machine over as `key`, without reading or writing it again; durable when resolved, and
   * the name at `path` is then gone. Nobody writes to it any more, and `expected` was taken of it since. Null, and it lies
   * where it was: its bytes must be sent. Missing where a store never can.
   * @throws Refusal conflict "objects/key-taken", "tampered" "objects/digest-mismatch" for another size.
   */
  adopt?(key: ObjectKey, path: string, expected: KnownBytes): Promise<ObjectRef | null>;

  /**
   * The bytes of this version.
   * @throws Refusal missing "objects/no-such-object"; invalid "objects/bad-range" if no byte is in it.
   */
  read(ref: ObjectRef, range?: ByteRange): Promise<Readable>;

  /**
   * The bytes of this version for who looks at each once: a chunk is valid until the next is asked for. Ended by
   * `signal`. @throws as `read`.
   */
  scan(ref: ObjectRef, signal?: AbortSignal): Promise<AsyncIterable<Uint8Array>>;

  /** @throws Refusal missing "objects/no-such-object". */
  head(ref: ObjectRef): Promise<ObjectHead>;

  /**
   * What the store states of this version, where it was seen to refuse bytes of another SHA-256; else null. Its own
   * word about its own bytes: reading them is more. @throws Refusal missing "objects/no-such-object".
   */
  statedChecksum(ref: ObjectRef): Promise<StatedChecksum | null>;

  /** The version that was first under `key`, or null. For recovery after a lost answer; evidence keeps its ref. */
  find(key: ObjectKey): Promise<ObjectRef | null>;

  /** Every version of every object in this folder, and every mark that hides one: `remove` takes each. */
  under(folder: ObjectFolder): Promise<readonly StoredVersion[]>;

  /** What was put on top of this version. Repeats of the same bytes are nothing. A folder keeps one version only. */
  inFront(ref: ObjectRef): Promise<InFront>;

  /**
   * Locks this version until `lock.until`, or prolongs the lock it has; never shortens.
   * The store keeps whole seconds: what `head` then shows is what holds, rounded up.
   * @throws Refusal invalid "objects/lock-shortened", "objects/lock-too-far" (beyond 2106, where stores wrap);
   *   unavailable "objects/lock-not-kept" if the store says yes and does not do it; forbidden "objects/lock-mode-stays"
   *   if it makes no governance lock stricter.
   */
  lock(ref: ObjectRef, lock: ObjectLock): Promise<void>;

  /**
   * Puts a hold on this version, for as long as nobody releases it, and on whatever else lies under its key; holding
   * twice changes nothing. Durable when resolved, and read back.
   * @throws Refusal missing "objects/no-such-object"; unavailable "objects/hold-not-kept" if the store says yes and does not do it.
   */
  hold(ref: ObjectRef): Promise<void>;

  /** Takes the hold away again; its lock stays. Until it resolves, a cut leaves it held. @throws as `hold`. */
  release(ref: ObjectRef): Promise<void>;

  /** Deletes this version. @throws Refusal forbidden "objects/held" while a hold is on it, "objects/locked" while its lock holds. */
  remove(ref: ObjectRef): Promise<void>;
}
