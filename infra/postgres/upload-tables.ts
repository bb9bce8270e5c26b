/** The rows of uploads on their way in, at either door. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, ItemId } from "../../services/kernel/ids.ts";
import type { Announced } from "../../services/evidence/evidence-item.ts";
import type { UploadState } from "../../services/ingest/upload.ts";
import type { Time } from "./device-tables.ts";

/** Any JSON: parsed out, text in. */
type Jsonb = ColumnType<unknown, string, string>;

export interface UploadTables {
  axis_containers: {
    device_id: DeviceId;
    name: string;
    metadata: JSONColumnType<Record<string, string>>;
    created_at: Time;
    changed_at: Time;
  };
  axis_objects: {
    position: Generated<number>;
    device_id: DeviceId;
    container: string;
    name: string;
    metadata: JSONColumnType<Record<string, string>>;
    put_at: Time;
    upload_id: ItemId | null;
    size_bytes: number | null;
    md5: string | null;
    sha256: Sha256 | null;
  };
  uploads: {
    id: ItemId;
    device_id: DeviceId;
    announced: JSONColumnType<Announced>;
    raw_metadata: string;
    concat: string | null;
    length_bytes: number | null;
    offset_bytes: number;
    state: UploadState;
    created_at: Time;
    expires_at: Time;
    fence: number;
    owner: string | null;
    incoming: Jsonb;
    certificate_sha256: Sha256 | null;
    counted_bytes: Generated<number>;
    counted_on: Generated<string | null>;
    counted_for: Generated<string[]>;
  };
  upload_runs: { upload_id: ItemId; offset_bytes: number; size_bytes: number; sha256: Sha256 };
  upload_parts: { upload_id: ItemId; number: number; size_bytes: number; tag: string };
  upload_joins: { final_id: ItemId; place: number; partial_id: ItemId };
}
