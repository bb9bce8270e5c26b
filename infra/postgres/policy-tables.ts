/** Rows of policy packs. */
import type { ColumnType, Generated } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { PolicyId, UserId } from "../../services/kernel/ids.ts";
import type { Publisher } from "../../services/policy/publisher.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface PolicyTables {
  policy_packs: {
    id: PolicyId;
    position: Generated<number>;
    kind: Generated<"pack" | "calendar">;
    code: string;
    version: number;
    valid_from: CalendarDate;
    text: string;
    sha256: Sha256;
    proposed_by: UserId;
    proposed_at: Time;
    why: string;
    act: "applied" | "withdrawn" | null;
    decided_by: UserId | null;
    decided_at: MaybeTime;
    decided_why: string | null;
    signature: Buffer | null;
    publisher_signature: Buffer | null;
    publisher: ColumnType<Publisher | null, string | null, never>;
  };
}
