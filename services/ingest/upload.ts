/** An upload on its way in: what may arrive next. Pure. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DeviceId, UploadId } from "../kernel/ids.ts";
import type { Announced } from "../evidence/evidence-item.ts";
import type { IncomingPart, IncomingState } from "../objects/incoming-store.ts";

export type UploadState = "open" | "received" | "terminated" | "expired";

export interface Upload {
  readonly id: UploadId;
  readonly deviceId: DeviceId;
  readonly announced: Announced;
  /** Upload-Metadata exactly as the client sent it, for HEAD. */
  readonly rawMetadata: string;
  /** Null until the client says (tus creation-defer-length). */
  readonly lengthBytes: number | null;
  /** Committed bytes: [0, offset) survive a power cut. */
  readonly offsetBytes: number;
  readonly state: UploadState;
  readonly createdAt: UtcInstant;
  readonly expiresAt: UtcInstant;
  /** Fencing number of the newest writer, and which process that is. */
  readonly fence: number;
  readonly owner: string | null;
  readonly incoming: IncomingState;
}

/** A stretch of bytes that was hashed and committed together. */
export interface Run {
  readonly offsetBytes: number;
  readonly sizeBytes: number;
  readonly sha256: Sha256;
}

/** What one commit adds. */
export interface Commit {
  readonly run: Run;
  readonly incoming: IncomingState;
  readonly parts: readonly IncomingPart[];
}
