/** Rows of spot checks and their papers. */
import type { ColumnType, Generated } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { SessionId, SpotCheckId, UserId } from "../../services/kernel/ids.ts";
import type { SpotSubject } from "../../services/policy/spot-check.ts";
import type { PaperKind, PaperResult } from "../../services/spotcheck/spot-check-store.ts";
import type { DocumentRow } from "./casefile-tables.ts";
import type { Time } from "./device-tables.ts";

export interface SpotCheckTables {
  spot_checks: {
    id: SpotCheckId;
    position: Generated<number>;
    subject: SpotSubject;
    sheet: string;
    period: string;
    unit_ids: string[];
    sample_size: number;
    due_on: CalendarDate | null;
    fixed_at: Time;
    fixed_by: UserId;
    seed: Sha256 | null;
    origin: string | null;
    tree_size: number | null;
    drawn_at: ColumnType<Date | null, null, string>;
    drawn_ids: string[] | null;
  };
  spot_check_papers: Omit<DocumentRow, "case_id"> & {
    check_id: SpotCheckId;
    kind: PaperKind;
    unit_id: string | null;
    session_ids: SessionId[];
    result: ColumnType<PaperResult | null, string | null, never>;
  };
}
