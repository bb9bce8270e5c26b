/** Rows of packages that were made for somebody outside. */
import type { ColumnType } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { PackageId, UserId } from "../../services/kernel/ids.ts";
import type { RecipientSignature } from "../../services/exports/export.ts";
import type { MaybeTime } from "./device-tables.ts";

export interface ExportTables {
  exports: {
    package_id: PackageId;
    watermark: string;
    due_on: CalendarDate | null;
    taken_out_at: MaybeTime;
    receipt_text: string | null;
    withdrawn_at: MaybeTime;
    withdrawn_by: UserId | null;
    withdraw_reason: string | null;
    ack_kind: "signed" | "paper" | null;
    ack_media_type: string | null;
    ack_bytes: Buffer | null;
    ack_sha256: Sha256 | null;
    ack_at: MaybeTime;
    ack_by: UserId | null;
    ack_signature: ColumnType<RecipientSignature | null, string | null, string | null>;
    confirmed_at: MaybeTime;
    confirmed_by: UserId | null;
  };
}
