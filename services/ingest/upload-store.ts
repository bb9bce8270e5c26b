/** Port: uploads in progress, moved by compare-and-swap. Contract suite: test/contract/upload-store.contract.ts. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import type { Actor, Happening } from "../evidence/custody-event.ts";
import type { IncomingPart } from "../objects/incoming-store.ts";
import type { Commit, Run, Upload } from "./upload.ts";

/** What makes an upload an item, saved in the transaction of its last byte. */
export interface Received {
  readonly at: UtcInstant;
  readonly actor: Actor;
  readonly happening: Happening;
}

export interface UploadStore {
  /** Saves a new upload; with `received` (length 0) it is an item at once. */
  create(upload: Upload, received: Received | null): Promise<void>;

  /** Null if there is none, or it belongs to another device. */
  find(id: UploadId, deviceId: DeviceId): Promise<Upload | null>;

  /**
   * Makes `owner` the writer. The fence rises if another process, or `renew`, was the writer before.
   * @throws Refusal missing "ingest/no-such-upload"; conflict "ingest/not-open".
   */
  acquire(id: UploadId, owner: string, renew: boolean): Promise<Upload>;

  /** Sets a deferred length once. @throws Refusal conflict "ingest/length-known". */
  setLength(id: UploadId, lengthBytes: number): Promise<void>;

  /**
   * Moves the offset over `commit.run`, if `fence` is the newest and the offset is where the run begins.
   * With `received`, the upload ends and the item appears at stage "received", all or nothing.
   * @throws Refusal conflict "ingest/fenced" otherwise; the bytes then do not count.
   */
  commit(id: UploadId, fence: number, commit: Commit, received: Received | null): Promise<void>;

  /** Ends an open upload without an item. @throws Refusal conflict "ingest/not-open". */
  end(id: UploadId, state: "terminated" | "expired"): Promise<void>;

  /** All runs in order, and all parts in order: what verify-original checks the object against. */
  runs(id: UploadId): Promise<readonly Run[]>;
  parts(id: UploadId): Promise<readonly IncomingPart[]>;

  /** Open uploads whose time is over. */
  expired(now: UtcInstant, limit: number): Promise<readonly Upload[]>;

  /** By id, for the custody worker and sweeps that act for no device. */
  get(id: UploadId): Promise<Upload | null>;
}
