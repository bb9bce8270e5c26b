/** Rows of disposal: batches, what people decided of them, and their items. */
import type { ColumnType, Generated, JSONColumnType } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { Against, FrozenItem } from "../../services/disposal/against.ts";
import type { Decision, Outcome } from "../../services/disposal/batch.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ApproverRole, EndingRule } from "../../services/disposal/ending-rule.ts";
import type { TransferPlan, TransferReceipt } from "../../services/disposal/transfer.ts";
import type { DisposalId, ItemId, PackageId, UserId } from "../../services/kernel/ids.ts";
import type { Time } from "./device-tables.ts";

/** Not there when the row is made. */
type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;
type LaterTime = ColumnType<Date | null, string | null | undefined, string | null>;

export interface DisposalTables {
  disposals: {
    id: DisposalId;
    position: Generated<number>;
    reason: string;
    proposed_by: UserId;
    proposed_at: Time;
    notice_on: CalendarDate;
    notice_until: Time;
    list: string;
    list_sha256: Sha256;
    appraised_by: Later<UserId>;
    appraised_at: LaterTime;
    appraisal: Later<string>;
    appraisal_sha256: Later<Sha256>;
    grace_until: LaterTime;
    stopped_by: Later<UserId>;
    stopped_at: LaterTime;
    stop_reason: Later<string>;
    finished_at: LaterTime;
    transfer: ColumnType<TransferPlan | null, string | null, never>;
    package_id: Later<PackageId>;
    receipt: ColumnType<TransferReceipt | null, string | null | undefined, string | null>;
    received_at: LaterTime;
    transfer_entered: Generated<boolean>;
    rule: ColumnType<EndingRule | null, string | null | undefined, never>;
  };
  disposal_approvals: {
    id: Generated<number>;
    disposal_id: DisposalId;
    approved_by: UserId;
    approved_at: Time;
    sha256: Sha256;
    role: Later<ApproverRole>;
  };
  disposal_items: {
    disposal_id: DisposalId;
    item_id: ItemId;
    place: number;
    frozen: JSONColumnType<FrozenItem>;
    decision: Later<Decision>;
    why: Later<string>;
    outcome: Later<Outcome>;
    against: Generated<Against[]>;
    destroyed_at: LaterTime;
  };
  tombstones: { item_id: ItemId; disposal_id: DisposalId; begun_at: Time; gone_at: LaterTime };
  disposal_stalls: { disposal_id: DisposalId; since: Time; code: string; against: Against[] };
  disposal_stamps: {
    disposal_id: DisposalId;
    authority: string;
    text: string;
    response: Buffer;
    gen_time: Time;
  };
  disposal_files: { disposal_id: DisposalId; name: string; media_type: string; bytes: Buffer };
}
