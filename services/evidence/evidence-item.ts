/** The record about one original: what was announced, what was found, where it stands. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, ItemId } from "../kernel/ids.ts";
import type { Encrypted } from "./encrypted.ts";
import type { ObjectRef } from "../objects/object-store.ts";
import type { DeviceClock } from "./device-clock.ts";
import type { Stages } from "./pipeline.ts";

/** Size of the blocks whose digests the manifest names: 8 MiB, also the size of a multipart part. */
export const BLOCK_BYTES = 8 << 20;

/** What the device said when it announced the upload. Data only: nothing is named or decided by it. */
export interface Announced {
  readonly filename: string;
  /** As declared, e.g. "video/mp4"; never trusted as what it is. */
  readonly mediaType: string;
  readonly sha256: Sha256 | null;
  readonly recordedAt: UtcInstant | null;
  readonly caseNumber: string | null;
  readonly activity: string | null;
  /** Names the recording that this file is of; all files of one device with this name are. */
  readonly recording: string | null;
  /** Of a side file: the upload, or the `recording`, that it belongs to. Null for a recording. */
  readonly belongsTo: string | null;
  /** Every other Upload-Metadata pair. */
  readonly other: Readonly<Record<string, string>>;
  /** How its sender's clock stood when it was last checked; null: never. */
  readonly clock: DeviceClock | null;
  /** The same of the camera that a dock named. */
  readonly cameraClock: DeviceClock | null;
}

/** What an original may be hashed with once more: the Chinese standard's digest, and one that outlives SHA-256. */
export type MoreDigest = "sm3" | "sha512";

/** What is known of the stored original, by reading it back unless `provenBy` says otherwise. */
export interface VerifiedOriginal {
  /** It was not read: the store states a SHA-256 of its own that is that of what was received. */
  readonly provenBy?: "store-checksum";
  readonly sha256: Sha256;
  /** Digests of the whole by other algorithms, in hex, where the agency wants them. */
  readonly moreDigests?: Readonly<Partial<Record<MoreDigest, string>>>;
  readonly object: ObjectRef;
  /** Absent: it lies in clear. Digests beside this one are of the plaintext, as it was received. */
  readonly encrypted?: Encrypted;
  /** SHA-256 of each block of BLOCK_BYTES in order; the last may be shorter. */
  readonly blocks: readonly Sha256[];
}

export interface EvidenceItem extends Stages {
  readonly id: ItemId;
  readonly deviceId: DeviceId;
  /** The certificate with which its upload was announced; null where a token did it. */
  readonly certificateSha256: Sha256 | null;
  readonly announced: Announced;
  readonly sizeBytes: number;
  readonly receivedAt: UtcInstant;
  readonly original: VerifiedOriginal | null;
  /** Why the original is in quarantine, as a refusal code, e.g. "ingest/declared-digest-differs". */
  readonly quarantineReason: string | null;
  /** Why there is no viewing copy, as a code, e.g. "media/unreadable". */
  readonly noViewingReason: string | null;
  /** An item with the same bytes that was verified before this one. */
  readonly duplicateOf: ItemId | null;
  /** Somebody waits for its viewing copy: its steps go before those of others. */
  readonly copyWanted?: true;
  /** What ffprobe found, once probed; shape: services/media/media-info.ts. */
  readonly mediaInfo: unknown;
  /** What decoding it to the end found, once it was; shape: services/media/media-check.ts. No part of what is sealed. */
  readonly mediaCheck?: unknown;
  /** Counts saves. A save names the version it saw: two runs of one step cannot both move the item. */
  readonly version: number;
}
