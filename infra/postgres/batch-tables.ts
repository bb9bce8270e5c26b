/** The rows of docking visits and their receipts. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { BatchId, DeviceId, ItemId } from "../../services/kernel/ids.ts";
import type { BatchState } from "../../services/batches/batch.ts";
import type { LayoutName, SequenceReport } from "../../services/batches/sequence.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface BatchTables {
  dock_keys: { device_id: DeviceId; key_sha256: Sha256; spki: Buffer; registered_at: Time };
  batches: {
    id: BatchId;
    position: Generated<number>;
    device_id: DeviceId;
    camera_name: string;
    camera_serial: string | null;
    camera_device_id: DeviceId | null;
    opened_at: Time;
    state: BatchState;
    ended_at: MaybeTime;
    statement: string | null;
    openings: string | null;
    statement_sha256: Sha256 | null;
    signature: Buffer | null;
    key_sha256: Sha256 | null;
    uploads: ItemId[] | null;
    file_count: number | null;
    sequence: JSONColumnType<SequenceReport> | null;
    last_layout: LayoutName | null;
    last_series: string | null;
    last_number: number | null;
    receipted_at: MaybeTime;
    is_enrolled: Generated<boolean>;
  };
  batch_receipts: {
    batch_id: BatchId;
    statement: string;
    signature: Buffer;
    proof: string;
    ready_at: ColumnType<Date, never, never>;
  };
}
