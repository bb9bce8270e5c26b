/** Rows of cases: what is known of them, their parties and links; and of the register of officers. */
import type { ColumnType, Generated } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { CaseEvent, DeadlineExtension } from "../../services/cases/case-event.ts";
import type { CaseFacts, LegalBasis, Party } from "../../services/cases/case-facts.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { Flag } from "../../services/policy/enforcement-words.ts";
import type {
  CaseId,
  ItemId,
  OfficerEntryId,
  OfficerId,
  UserId,
} from "../../services/kernel/ids.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface CaseTables {
  cases: {
    id: CaseId;
    position: Generated<number>;
    number: string;
    title: string;
    created_at: Time;
    created_by: string;
    revision: number;
    action_kind: CaseFacts["actionKind"];
    agency_unit: string | null;
    filed_on: CalendarDate | null;
    decided_on: CalendarDate | null;
    effective_on: CalendarDate | null;
    closed_on: CalendarDate | null;
    outcome: CaseFacts["outcome"];
    litigation: CaseFacts["litigation"];
    litigation_final_on: CalendarDate | null;
    major_decision: boolean;
    major_reasons: string[];
    power_item_code: string | null;
    power_item_version: string | null;
    legal_basis: ColumnType<LegalBasis[], string | undefined, string>;
    events: ColumnType<CaseEvent[], string | undefined, string>;
    extensions: ColumnType<DeadlineExtension[], string | undefined, string>;
    archive_term: CaseFacts["archiveTerm"];
    flags: Flag[];
    /** In the order in which they were told. */
    party_codes: ColumnType<string[], string, string>;
    /** By a trigger. */
    reopened_at: ColumnType<Date | null, never, never>;
  };
  case_parties: {
    case_id: CaseId;
    code: string;
    kind: Party["kind"];
    name: string | null;
    entered_at: Time;
    entered_by: string;
    ended_at: MaybeTime;
    ended_by: string | null;
  };
  case_links: {
    case_id: CaseId;
    item_id: ItemId;
    linked_at: Time;
    linked_by: string;
    unlinked_at: MaybeTime;
    unlinked_by: string | null;
    reason: string | null;
  };
  case_told: { case_id: CaseId; source: string; fact: string; sha256: Sha256 };
  case_sources: { source: string; heard_at: Time };
  officers: {
    id: OfficerId;
    position: Generated<number>;
    created_at: Time;
    user_id: UserId | null;
  };
  officer_entries: {
    id: OfficerEntryId;
    position: Generated<number>;
    officer_id: OfficerId;
    credential_no: string;
    name: string;
    unit: string;
    powers: string[];
    valid_from: CalendarDate;
    valid_to: CalendarDate | null;
    source: string;
    entered_at: Time;
    entered_by: string;
    replaces: OfficerEntryId | null;
    reason: string | null;
  };
  item_flags: {
    position: Generated<number>;
    item_id: ItemId;
    flag: Flag;
    set_at: Time;
    set_by: Actor;
    reason: string;
    ended_at: MaybeTime;
    ended_by: Actor | null;
    end_reason: string | null;
  };
}
