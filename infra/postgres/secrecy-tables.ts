/** Rows of labels, clearances and the people of cases. */
import type { ColumnType, Generated } from "kysely";
import type { Actor } from "../../services/kernel/actor.ts";
import type { CaseId, ItemId, LabelId, SessionId, UserId } from "../../services/kernel/ids.ts";
import type { Label } from "../../services/secrecy/label.ts";
import type { Duty, StateLevel } from "../../services/secrecy/mark.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

/** Read as text by a cast: the driver would make an instant of a day. */
type Day = ColumnType<never, string, string>;
type MaybeDay = ColumnType<never, string | null, string | null>;

export interface SecrecyTables {
  secrecy_labels: {
    id: LabelId;
    position: Generated<number>;
    item_id: ItemId | null;
    case_id: CaseId | null;
    session_id: Generated<SessionId | null>;
    kind: Label["kind"];
    status: Label["status"];
    issued_on: Day;
    until: MaybeDay;
    condition: string | null;
    scope: UserId[] | null;
    basis: string;
    report_by: MaybeDay;
    set_at: Time;
    set_by: Actor;
    ended_at: MaybeTime;
    ended_by: Actor | null;
    end_reason: string | null;
    reviewed_on: MaybeDay;
    reviewed_by: Actor | null;
    review_by: MaybeDay;
    version: number;
  };
  clearances: {
    user_id: UserId;
    state: StateLevel | null;
    duties: Duty[];
    until: MaybeDay;
    set_at: Time;
    set_by: Actor;
  };
  case_people: {
    case_id: CaseId;
    user_id: UserId;
    until: MaybeDay;
    set_at: Time;
    set_by: Actor;
  };
}
