/** Rows about what devices may do, how their clocks stood and who carried them. */
import type { ColumnType, Generated } from "kysely";
import type { AssignmentId, ClockCheckId, DeviceId, UserId } from "../../services/kernel/ids.ts";

import type { SourceKind } from "../../services/source/verdict.ts";

/** timestamptz: a Date out, an instant's text in. */
export type Time = ColumnType<Date, string, string>;
export type MaybeTime = ColumnType<Date | null, string | null, string | null>;

export interface DeviceTables {
  device_quotas: {
    device_id: DeviceId;
    bytes_per_day: number | null;
    files_per_day: number | null;
    open_bytes: number | null;
    set_at: Time;
    set_by: string;
  };
  device_signing: { device_id: DeviceId; kind: SourceKind; set_at: Time; set_by: string };
  clock_checks: {
    position: Generated<number>;
    id: ClockCheckId;
    device_id: DeviceId;
    camera: string | null;
    device_time: Time;
    checked_at: Time;
    offset_ms: number;
    uncertainty_ms: number | null;
    refines: ClockCheckId | null;
  };
  device_assignments: {
    position: Generated<number>;
    id: AssignmentId;
    device_id: DeviceId;
    user_id: UserId | null;
    from_at: Time;
    to_at: MaybeTime;
    entered_at: Time;
    entered_by: UserId;
    replaces: AssignmentId | null;
    reason: string | null;
  };
  quota_days: { holder: string; day: string; bytes: number; files: number };
}
