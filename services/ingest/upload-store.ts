/** Port: uploads in progress, moved by compare-and-swap. Contract suite: test/contract/upload-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import type { IncomingPart } from "../objects/incoming-store.ts";
import type { Quotas } from "./quota.ts";
import type { Commit, Received, Run, Upload } from "./upload.ts";

export interface CreationLimits {
  /** Open uploads of one device. */
  readonly maxOpen: number;
  /** As configured; what was set for the device goes before. */
  readonly quotas: Quotas;
}

export interface UploadStore {
  /**
   * Saves a new upload and counts it; with `received` (length 0) it is an item at once.
   * @throws Refusal unavailable "ingest/too-many-open" if its device has `maxOpen` open uploads; as
   * `checkQuota` if it does not fit a quota, of which two at once never share the last byte.
   */
  create(upload: Upload, limits: CreationLimits, received: Received | null): Promise<void>;

  /**
   * Counts an open upload whose length was not announced as `bytes` long, unless it is already.
   * @throws Refusal as `checkQuota`.
   */
  count(id: UploadId, bytes: number, quotas: Quotas, now: UtcInstant): Promise<void>;

  /** Null if there is none, or it belongs to another device. */
  find(id: UploadId, deviceId: DeviceId): Promise<Upload | null>;

  /**
   * Makes `owner` the writer. The fence rises if another process, or `renew`, was the writer before.
   * @throws Refusal missing "ingest/no-such-upload"; conflict "ingest/not-open".
   */
  acquire(id: UploadId, owner: string, renew: boolean): Promise<Upload>;

  /**
   * Sets a deferred length once. An upload that has all its bytes then is received: `received` says how.
   * Answers whether it is. @throws Refusal conflict "ingest/length-known" if it had a length, has more
   * bytes than that, or is not open.
   */
  setLength(id: UploadId, lengthBytes: number, received: Received): Promise<boolean>;

  /**
   * Moves the offset over `commit.run`, if `fence` is the newest and the offset is where the run begins.
   * With `received`, which belongs to the run that reaches the length and to no other, the upload ends
   * and the item appears at stage "received" with custody event 0, all or nothing.
   * @throws Refusal conflict "ingest/fenced" otherwise; the bytes then do not count.
   */
  commit(id: UploadId, fence: number, commit: Commit, received: Received | null): Promise<void>;

  /** Ends an open upload without an item, and counts it no more. @throws Refusal conflict "ingest/not-open". */
  end(id: UploadId, state: "terminated" | "expired"): Promise<void>;

  /** All runs in order, and all parts in order: what verify-original checks the object against. */
  runs(id: UploadId): Promise<readonly Run[]>;
  parts(id: UploadId): Promise<readonly IncomingPart[]>;

  /** Open uploads whose time is over. */
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
