/** Rows of reports, and of what was told of the publicity of cases. */
import type { ColumnType, Generated } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId, ReportId, UserId } from "../../services/kernel/ids.ts";
import type { PublicityAct } from "../../services/reports/publicity.ts";
import type { Duty } from "../../services/secrecy/mark.ts";
import type { Time } from "./device-tables.ts";

type Frozen<T> = ColumnType<T, T, never>;

export interface ReportTables {
  reports: {
    id: ReportId;
    position: Generated<number>;
    definition: Frozen<string>;
    period: Frozen<string>;
    version: Frozen<number>;
    replaces: Frozen<ReportId | null>;
    due_on: Frozen<CalendarDate | null>;
    made_at: Time;
    made_by: Frozen<UserId>;
    mark_rank: Frozen<number>;
    mark_duties: Frozen<Duty[]>;
    is_personal: Frozen<boolean>;
    text: Frozen<string>;
    sha256: Frozen<Sha256>;
  };
  case_publicity: {
    case_id: CaseId;
    index: number;
    act: Frozen<PublicityAct>;
    on_day: Frozen<CalendarDate>;
    place: Frozen<string | null>;
    reason: Frozen<string | null>;
    mistake: Frozen<number | null>;
    entered_at: Time;
    entered_by: Frozen<string>;
  };
}
