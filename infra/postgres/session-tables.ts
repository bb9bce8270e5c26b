/** Rows of recording sessions, their items, and what is noted on items. */
import type { ColumnType, Generated, GeneratedAlways } from "kysely";
import type {
  AnnotationId,
  CaseId,
  ItemId,
  OfficerId,
  SessionId,
} from "../../services/kernel/ids.ts";
import type { Note } from "../../services/sessions/annotation.ts";
import type { SessionFacts } from "../../services/sessions/session.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export type OtherFacts = Omit<
  SessionFacts,
  "number" | "caseId" | "activities" | "officerIds" | "flags" | "urgentReason"
> &
  // What was told before there was the question has none.
  Partial<Pick<SessionFacts, "urgentReason">>;

export interface SessionTables {
  recording_sessions: {
    id: SessionId;
    position: Generated<number>;
    number: string;
    case_id: CaseId | null;
    activities: string[];
    officer_ids: OfficerId[];
    flags: string[];
    facts: ColumnType<OtherFacts, string, string>;
    revision: number;
    created_at: Time;
    created_by: string;
  };
  session_items: {
    session_id: SessionId;
    item_id: ItemId;
    placed_at: Time;
    placed_by: string;
    ended_at: MaybeTime;
    ended_by: string | null;
    reason: string | null;
  };
  session_case_marks: {
    position: GeneratedAlways<number>;
    item_id: ItemId;
    session_id: SessionId;
  };
  annotations: {
    id: AnnotationId;
    position: Generated<number>;
    item_id: ItemId;
    body: ColumnType<Note, string, never>;
    made_at: Time;
    made_by: string;
    ended_at: MaybeTime;
    ended_by: string | null;
    reason: string | null;
  };
}
