/** The rows of retention, and how PostgreSQL writes "for ever". */
import type { ColumnType, Generated } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId, ItemId } from "../../services/kernel/ids.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import type { Condition } from "../../services/policy/term.ts";
import type { ExtensionBy } from "../../services/retention/extension.ts";
import type { Until } from "../../services/retention/facts.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

/** Written as text, and selected as text: a driver would make an instant of a day. */
type Day = ColumnType<unknown, string, string>;

export interface RetentionTables {
  retention: {
    item_id: ItemId;
    number: number;
    floor_until: Day;
    is_open: boolean;
    ceiling_until: ColumnType<unknown, string | null, string | null>;
    conflict: boolean;
    restricted_from: ColumnType<unknown, string | null, string | null>;
    unknown_activity: boolean;
    class: string | null;
    pack: string | null;
    decision: string;
    decision_sha256: Sha256;
    outcome_sha256: Sha256;
    decided_at: Time;
    locked_until: MaybeTime;
    lock_at: MaybeTime;
    review_on: CalendarDate | null;
  };
  retention_extensions: {
    position: Generated<number>;
    item_id: ItemId;
    asked_by: ExtensionBy;
    time: number;
    term: string;
    from_on: CalendarDate;
    until_on: CalendarDate;
    reason: string;
    document: string | null;
    document_sha256: Sha256 | null;
    pack: string;
    extended_at: Time;
    extended_by: Actor;
  };
  retention_reviews: {
    position: Generated<number>;
    item_id: ItemId;
    reviewed_on: CalendarDate;
    next_on: CalendarDate;
    reason: string;
    reviewed_at: Time;
    reviewed_by: Actor;
  };
  retention_told: {
    item_id: ItemId;
    number: number;
    floor_until: Day;
    decision: string;
    decision_sha256: Sha256;
    is_entered: Generated<boolean>;
  };
  told_conditions: {
    position: Generated<number>;
    item_id: ItemId | null;
    case_id: CaseId | null;
    condition: Condition;
    came_on: CalendarDate | null;
    authority: string;
    told_at: Time;
    told_by: Actor;
  };
  retention_marks: { id: Generated<number>; item_id: ItemId };
  retention_pass: {
    only_row: Generated<boolean>;
    basis: string;
    after: number;
    began_at: Time;
    ended_at: MaybeTime;
  };
}

export const untilOf = (text: string): Until =>
  text === "infinity" ? "permanent" : (text as CalendarDate);
export const untilText = (until: Until): string => (until === "permanent" ? "infinity" : until);
