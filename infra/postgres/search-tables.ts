/** Rows of what items are found by. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import type { DeviceId, ItemId, SavedSearchId, UserId } from "../../services/kernel/ids.ts";
import type { Keeping, Verdict } from "../../services/search/narrowing.ts";
import type { SourceEntry } from "../../services/search/search-entry.ts";
import type { Time } from "./device-tables.ts";

export interface SearchTables {
  search_items: {
    item_id: ItemId;
    position: number;
    lexemes: string;
    own: string | null;
    own_text: string;
    source_ids: string[];
    stage: OriginalStage;
    device_id: DeviceId;
    activity: string | null;
    verdict: Verdict;
    keeping: Keeping;
    is_held: boolean;
    happened_at: Time;
    turns_on: CalendarDate | null;
  };
  search_sources: {
    id: string;
    kind: SourceEntry["kind"];
    case_id: string | null;
    lexemes: string;
    words: string;
  };
  saved_searches: {
    id: SavedSearchId;
    user_id: UserId;
    name: string;
    question: JSONColumnType<Record<string, string>>;
    saved_at: Time;
  };
  search_marks: {
    id: Generated<number>;
    item_id: ItemId;
    since: ColumnType<Date, never, never>;
  };
}
