/** Rows of the line of published events. */
import type { ColumnType, Generated } from "kysely";
import type { EventType } from "../../services/events/event-type.ts";
import type {
  BatchId,
  CaseId,
  HoldId,
  ItemId,
  PackageId,
  SessionId,
} from "../../services/kernel/ids.ts";
import type { Time } from "./device-tables.ts";

type Maybe<T> = ColumnType<T | null, T | null | undefined, never>;

export interface EventTables {
  published_events: {
    entered: Generated<number>;
    /** Null until number_events() gave it. */
    sequence: ColumnType<number | null, never, never>;
    type: EventType;
    at: Time;
    item_id: Maybe<ItemId>;
    case_id: Maybe<CaseId>;
    session_id: Maybe<SessionId>;
    package_id: Maybe<PackageId>;
    hold_id: Maybe<HoldId>;
    batch_id: Maybe<BatchId>;
  };
}
