/** Rows of holds, of the items they lie on, and of what the object store showed. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Authority, HoldKind, HoldQuery, HoldScope } from "../../services/holds/hold.ts";
import type { CaseId, HoldId, ItemId, SessionId, UserId } from "../../services/kernel/ids.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

/** Not there when the row is made. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;
type LaterTime = ColumnType<Date | null, string | null | undefined, string | null>;

export interface HoldTables {
  holds: {
    id: HoldId;
    position: Generated<number>;
    kind: HoldKind;
    scope: HoldScope["kind"];
    item_ids: ItemId[] | null;
    case_id: CaseId | null;
    session_id: SessionId | null;
    query: ColumnType<HoldQuery | null, string | null, never>;
    authority_number: string;
    authority: JSONColumnType<Omit<Authority, "number">>;
    reason: string;
    review_on: CalendarDate;
    placed_at: Time;
    placed_by: UserId;
    released_at: LaterTime;
    released_by: Later<UserId>;
    release_reason: Later<string>;
    evaluated_at: LaterTime;
    looked_through: Generated<number>;
  };
  held_items: { hold_id: HoldId; item_id: ItemId; joined_at: Time; left_at: LaterTime };
  hold_marks: {
    item_id: ItemId;
    is_held: Generated<boolean>;
    objects: Generated<number>;
    read_back_at: LaterTime;
    failure: Later<string>;
    due_at: MaybeTime;
  };
}
