/** A batch: one docking visit of one camera, from its opening by the dock to the dock's statement. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { BatchId, DeviceId, UploadId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Camera } from "./dock-statement.ts";
import type { LastSeen, SequenceReport } from "./sequence.ts";

/** "left-open": no statement came in time. One that comes later still closes the batch. */
export type BatchState = "open" | "left-open" | "closed";

/** The dock's statement as it came; nobody writes it anew. */
export interface KeptStatement {
  readonly text: string;
  /** What the digests in it are of (salted-statement.ts); null in version 1. */
  readonly openings: string | null;
  readonly sha256: Sha256;
  readonly signature: Uint8Array;
  /** The key that signed it. */
  readonly key: { readonly sha256: Sha256; readonly spki: Uint8Array };
}

/** What closes a batch, all of it or nothing. */
export interface Closing {
  readonly at: UtcInstant;
  readonly statement: KeptStatement;
  /** What it waits for. */
  readonly uploads: readonly UploadId[];
  /** Files it lists. */
  readonly fileCount: number;
  /** The service's own, against the last visit anywhere. */
  readonly sequence: SequenceReport;
  readonly lastSeen: LastSeen | null;
}

export interface NewBatch {
  /** Chosen by the dock, so that opening it again is the same batch. */
  readonly id: BatchId;
  /** The dock. */
  readonly deviceId: DeviceId;
  readonly camera: Camera;
  readonly openedAt: UtcInstant;
}

export interface Batch extends NewBatch {
  /** Order of opening; the cursor of lists. */
  readonly position: number;
  readonly state: BatchState;
  /** The camera in the register of devices, where one other than a dock has this name. */
  readonly cameraDeviceId: DeviceId | null;
  /** When it was closed or given up. */
  readonly endedAt: UtcInstant | null;
  readonly statement: KeptStatement | null;
  readonly fileCount: number | null;
  readonly sequence: SequenceReport | null;
  /** Its receipt comes after it is closed, once none of its uploads is on its way any more. */
  readonly hasReceipt: boolean;
}

/** What a list shows of a batch; the statement's text is left where it is, for it may be long. */
export interface ListedBatch extends Omit<Batch, "statement"> {
  readonly statement: Pick<KeptStatement, "sha256"> | null;
}

export const noSuchBatch = (): Refusal =>
  new Refusal("missing", "batches/no-such-batch", "there is no such batch", {
    fix: "Open it with POST /api/v1/batches.",
  });

export const idTaken = (): Refusal =>
  new Refusal("conflict", "batches/id-taken", "another batch has this id", {
    fix: "Choose a fresh random id (UUID version 4).",
  });

export const tooManyOpen = (maxOpen: number): Refusal =>
  new Refusal("unavailable", "batches/too-many-open", "too many batches wait for their statement", {
    fix: "State the visits that are over; those left open end by themselves after a day.",
    facts: { maxOpen },
  });
