/** Port: uploads in progress, moved by compare-and-swap. Contract suite: test/contract/upload-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import type { IncomingPart } from "../objects/incoming-store.ts";
import type { Quotas } from "./quota.ts";
import type { Commit, Completion, Received, Run, Upload } from "./upload.ts";

export interface CreationLimits {
  /** Open uploads of one device. */
  readonly maxOpen: number;
  /** As configured; what was set for the device goes before. */
  readonly quotas: Quotas;
}

/** A new upload that is made of partial ones. */
export interface Final {
  readonly upload: Upload;
  /** In order; the same one may stand there again. */
  readonly partials: readonly Pick<Upload, "id" | "offsetBytes">[];
  readonly received: Received;
  /** When the partials expire. */
  readonly reusableUntil: UtcInstant;
}

export interface UploadStore {
  /**
   * Saves a new upload and counts it; with `received` (length 0) it is an item at once.
   * @throws Refusal unavailable "ingest/too-many-open" if its device has `maxOpen` uploads that are open, or
   * partial and in no final one; as `checkQuota` if it does not fit a quota, of which two at once never
   * share the last byte.
   */
  create(upload: Upload, limits: CreationLimits, received: Received | null): Promise<void>;

  /**
   * Counts an open upload whose length was not announced as `bytes` long, unless it is already.
   * @throws Refusal as `checkQuota`.
   */
  count(id: UploadId, bytes: number, quotas: Quotas, now: UtcInstant): Promise<void>;

  /**
   * Saves a new upload that is made of others, and is an item at once: runs and parts are theirs, shifted and
   * numbered through. They are "joined" then; all or nothing. Their bytes are counted already, unless they
   * were joined before.
   * @throws Refusal conflict "ingest/partials-moved" unless each is a partial upload of the same device, has
   * all its bytes, and its time is not over at `received.at`; as `checkQuota`.
   */
  createFinal(final: Final, quotas: Quotas): Promise<void>;

  /** Null if there is none, or it belongs to another device. */
  find(id: UploadId, deviceId: DeviceId): Promise<Upload | null>;

  /** Those of `ids` that are there and belong to this device, in any order. */
  findEach(ids: readonly UploadId[], deviceId: DeviceId): Promise<readonly Upload[]>;

  /**
   * Makes `owner` the writer. The fence rises if another process, or `renew`, was the writer before.
   * @throws Refusal missing "ingest/no-such-upload"; conflict "ingest/not-open".
   */
  acquire(id: UploadId, owner: string, renew: boolean): Promise<Upload>;

  /**
   * Sets a deferred length once. An upload that has all its bytes then ends: `completion` says how.
   * Answers whether it did. @throws Refusal conflict "ingest/length-known" if it had a length, has more
   * bytes than that, or is not open.
   */
  setLength(id: UploadId, lengthBytes: number, completion: Completion): Promise<boolean>;

  /**
   * Moves the offset over `commit.run`, if `fence` is the newest and the offset is where the run begins.
   * With `completion`, which belongs to the run that reaches the length and to no other, the upload ends;
   * unless it is partial the item appears at stage "received" with custody event 0, all or nothing.
   * @throws Refusal conflict "ingest/fenced" otherwise; the bytes then do not count.
   */
  commit(id: UploadId, fence: number, commit: Commit, completion: Completion | null): Promise<void>;

  /**
   * Ends an upload that is open, or partial and in no final one, and counts it no more.
   * @throws Refusal conflict "ingest/not-open".
   */
  terminate(id: UploadId): Promise<void>;

  /**
   * The same of an upload that `expired` lists at `now`. @throws Refusal conflict "ingest/not-open" if it
   * would not any more: it grew, was finished, ended, or was joined since.
   */
  expire(id: UploadId, now: UtcInstant): Promise<void>;

  /** All runs in order, and all parts in order: what verify-original checks the object against. */
  runs(id: UploadId): Promise<readonly Run[]>;
  parts(id: UploadId): Promise<readonly IncomingPart[]>;

  /**
   * Uploads whose time is over, longest first: open ones, and partial ones that no final upload needs any
   * more. One is needed until the item of every final upload that is made of it is verified or sealed.
   */
  expired(now: UtcInstant, limit: number): Promise<readonly Upload[]>;

  /**
   * Uploads of a device that declared one of these digests, newest first: those received, and those
   * open whose time is not over at `now`.
   */
  findDeclared(
    deviceId: DeviceId,
    digests: readonly Sha256[],
    now: UtcInstant,
  ): Promise<readonly Upload[]>;

  /** By id, for the custody worker and sweeps that act for no device. */
  get(id: UploadId): Promise<Upload | null>;
}
