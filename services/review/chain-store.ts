/** Port: what a device recorded, by arrival. Its rules are tested where they are kept: test/integration/device-chain.test.ts. */
import type { ListedBatch } from "../batches/batch.ts";
import type { DeviceClock } from "../evidence/device-clock.ts";
import type { OriginalStage } from "../evidence/pipeline.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { Sight } from "../secrecy/sight.ts";
import type { BatchId, DeviceId, ItemId } from "../kernel/ids.ts";

export interface ChainDevice {
  readonly id: DeviceId;
  readonly name: string;
  readonly kind: string;
  readonly retiredAt: UtcInstant | null;
  /** How many manifests its chain has by the register. */
  readonly sequence: number;
  readonly lastManifestSha256: Sha256 | null;
}

export interface ChainRecording {
  readonly position: number;
  readonly itemId: ItemId;
  readonly filename: string;
  readonly senderId: DeviceId;
  readonly receivedAt: UtcInstant;
  readonly recordedAt: UtcInstant | null;
  readonly stage: OriginalStage;
  readonly sizeBytes: number;
  readonly duplicateOf: ItemId | null;
  /** Of the device that is asked about. */
  readonly clock: DeviceClock | null;
  /** Of the original, as it was signed; null: not sealed yet. */
  readonly manifest: Uint8Array | null;
  /** The visit whose statement lists it, or that is still open. */
  readonly visitId: BatchId | null;
}

export interface ChainStore {
  device(id: DeviceId): Promise<ChainDevice | null>;

  /**
   * What it sent itself, and what docks stated to have found on it; newest arrival first, those that arrived
   * before position `before` (null: from the newest); only what `sight` may know of, as in `visits`.
   */
  recordings(
    id: DeviceId,
    before: number | null,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly ChainRecording[]>;

  /** Of these digests, those of manifests of originals that are on record, with the manifest. */
  manifests(digests: readonly Sha256[]): Promise<ReadonlyMap<Sha256, Uint8Array>>;

  /** Its docking visits, or those at it, opened after `after` and not after `until` (null: without an end), newest first. */
  visits(
    id: DeviceId,
    after: UtcInstant | null,
    until: UtcInstant | null,
    limit: number,
    sight?: Sight | null,
  ): Promise<readonly ListedBatch[]>;
}
