/**
 * A batch on its way to disposal: which items, who said what of them, and where it stands. What people approve is the
 * digest of an exact text, so nobody approves what another did not read.
 */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import { type Sha256, sha256 } from "../kernel/digest.ts";
import type { DisposalId, ItemId, PackageId, UserId } from "../kernel/ids.ts";
import type { Against, FrozenItem } from "./against.ts";
import { type ApproverRole, type EndingRule, rolesAwaited } from "./ending-rule.ts";
import type { TransferPlan, TransferReceipt } from "./transfer.ts";

export const DECISIONS = ["destroy", "transfer", "keep"] as const;
export type Decision = (typeof DECISIONS)[number];

export const OUTCOMES = ["kept", "dropped", "transferred", "destroying", "destroyed"] as const;
/**
 * "kept" by the appraisal; "dropped" for what stood against it; "transferred": the archive has it, and so has the house;
 * "destroying": it is no more, and what is left goes.
 */
export type Outcome = (typeof OUTCOMES)[number];

export interface NewBatch {
  readonly id: DisposalId;
  /** Why, in the words of who proposed it. */
  readonly reason: string;
  readonly proposedBy: UserId;
  readonly proposedAt: UtcInstant;
  /** Last day of the notice, in the agency's zone. */
  readonly noticeOn: CalendarDate;
  /** When that day is over. */
  readonly noticeUntil: UtcInstant;
  /** Exact text of what is proposed, and its digest. */
  readonly list: string;
  readonly listSha256: Sha256;
  readonly items: readonly FrozenItem[];
  /** To which archive they go, and by which rule; null: they are to be destroyed. */
  readonly transfer: TransferPlan | null;
  /** By which it ends; null: it was proposed before batches said so. */
  readonly rule: EndingRule | null;
}

export interface Appraisal {
  readonly by: UserId;
  readonly at: UtcInstant;
  /** Exact text of what is to become of each item, and its digest: what is approved. */
  readonly text: string;
  readonly sha256: Sha256;
}

export interface Approval {
  readonly by: UserId;
  readonly at: UtcInstant;
  readonly sha256: Sha256;
  /** As whom they approved it; null: that was not kept then. */
  readonly role: ApproverRole | null;
}

export interface BatchItem extends FrozenItem {
  readonly decision: Decision | null;
  /** Why so, by the appraisal. */
  readonly why: string | null;
  /** Null: it is on its way. */
  readonly outcome: Outcome | null;
  readonly against: readonly Against[];
  readonly destroyedAt: UtcInstant | null;
}

export interface DisposalBatch extends Omit<NewBatch, "items"> {
  /** Its place in lists. */
  readonly position: number;
  readonly appraisal: Appraisal | null;
  /** All that were ever given, oldest first. */
  readonly approvals: readonly Approval[];
  /** Nothing is destroyed before; null: it is not approved. */
  readonly graceUntil: UtcInstant | null;
  readonly stopped: {
    readonly by: UserId;
    readonly at: UtcInstant;
    readonly reason: string;
  } | null;
  readonly finishedAt: UtcInstant | null;
  /** Of a transfer: what holds all its items that are on their way; null: it is to be ordered. */
  readonly packageId: PackageId | null;
  /** Of a transfer: the archive's, for that very package; null: nothing of it ends. */
  readonly receipt: TransferReceipt | null;
  readonly items: readonly BatchItem[];
}

/** How many of its items came to what; "waiting": are on their way. */
export type Counts = Readonly<Record<Outcome | "waiting", number>>;

/** A batch without its texts and its items, as lists tell it. */
export interface DisposalSummary extends Omit<DisposalBatch, "list" | "appraisal" | "items"> {
  readonly appraisal: Omit<Appraisal, "text"> | null;
  readonly counts: Counts;
}

export const NONE_COUNTED: Counts = {
  ...{ waiting: 0, kept: 0, dropped: 0, transferred: 0, destroying: 0, destroyed: 0 },
};

export function countsOf({ items }: Pick<DisposalBatch, "items">): Counts {
  const counts = { ...NONE_COUNTED };
  for (const { outcome } of items) counts[outcome ?? "waiting"] += 1;
  return counts;
}

export function summaryOf({ list: _list, items, ...batch }: DisposalBatch): DisposalSummary {
  const { appraisal } = batch;
  return {
    ...batch,
    appraisal: appraisal && { by: appraisal.by, at: appraisal.at, sha256: appraisal.sha256 },
    counts: countsOf({ items }),
  };
}

/** Who had a say in it. */
export const peopleOf = ({
  proposedBy,
  appraisal,
  approvals,
  stopped,
}: Omit<DisposalSummary, "counts">): UserId[] => [
  proposedBy,
  ...[appraisal, stopped, ...approvals].flatMap((one) => one?.by ?? []),
];

export const BATCH_STATES = [
  "notice",
  "appraisal",
  "approval",
  "packaging",
  "handover",
  "grace",
  "destruction",
  "stopped",
  "finished",
] as const;
export type BatchState = (typeof BATCH_STATES)[number];

export function stateOf(batch: DisposalSummary | DisposalBatch, now: UtcInstant): BatchState {
  const { destroying } = "counts" in batch ? batch.counts : countsOf(batch);
  if (batch.finishedAt !== null) return batch.stopped === null ? "finished" : "stopped";
  if (batch.stopped !== null) return destroying > 0 ? "destruction" : "stopped";
  if (batch.graceUntil !== null && batch.transfer !== null && batch.receipt === null) {
    return batch.packageId === null ? "packaging" : "handover";
  }
  if (batch.graceUntil !== null) return now < batch.graceUntil ? "grace" : "destruction";
  if (batch.appraisal !== null) return "approval";
  return now < batch.noticeUntil ? "notice" : "appraisal";
}

/** How long an approval waits for the other one. */
export const APPROVED_FOR_MS = 24 * 3_600_000;

/** Those that count at `now`: of what was appraised, not too old, one a person. */
export function standing(
  { appraisal, approvals }: Pick<DisposalSummary, "appraisal" | "approvals">,
  now: UtcInstant,
): readonly Approval[] {
  const counts = approvals.filter(
    ({ at, sha256: digest }) =>
      digest === appraisal?.sha256 && at > plusMs(now, -APPROVED_FOR_MS) && at <= now,
  );
  return counts.filter(({ by }, index) => counts.findIndex((other) => other.by === by) === index);
}

/** Whose approval is still to come at `now`; null: of anybody who may. */
export const awaitedRoles = (
  batch: Pick<DisposalSummary, "appraisal" | "approvals" | "rule">,
  now: UtcInstant,
): readonly (ApproverRole | null)[] =>
  rolesAwaited(
    batch.rule,
    standing(batch, now).map(({ role }) => role),
  );

/** The approvals by which it may be destroyed, judged anew by whoever destroys; null: its rule asks for more, or for a longer grace. */
export function fullApprovals(batch: DisposalBatch): readonly Approval[] | null {
  const { appraisal, approvals, proposedBy, graceUntil, rule } = batch;
  const last = approvals.at(-1);
  if (appraisal === null || last === undefined || graceUntil === null) return null;
  const own = new Set([proposedBy, appraisal.by].map((id) => id.toLowerCase()));
  const counted = standing(batch, last.at).filter(({ by }) => !own.has(by.toLowerCase()));
  const awaited = rolesAwaited(
    rule,
    counted.map(({ role }) => role),
  );
  const isShort = graceUntil < plusMs(last.at, (rule?.graceHours ?? 0) * 3_600_000);
  return awaited.length > 0 || isShort ? null : counted;
}

/** From when its grace runs, as long as that was not prolonged. */
export const graceFrom = ({
  approvals,
  receipt,
}: Pick<DisposalBatch, "approvals" | "receipt">): UtcInstant | null =>
  receipt?.at ?? approvals.at(-1)?.at ?? null;

/** What an item on its way comes to that drops out: what the archive has, it has. */
export const droppedAs = ({ receipt }: Pick<DisposalBatch, "receipt">): Outcome =>
  receipt === null ? "dropped" : "transferred";

/** The exact text that is proposed. People stand in it by id alone. */
export function listText(batch: Omit<NewBatch, "list" | "listSha256" | "noticeUntil">): string {
  const { id, reason, proposedBy, proposedAt, noticeOn, items, transfer, rule } = batch;
  return exact({
    format: "holdfast-disposal-list/v1",
    ...{ batch: id, reason, proposedBy, proposedAt, noticeOn },
    ...(rule === null ? {} : { rule }),
    ...(transfer === null ? {} : { transfer }),
    items: items.map((item) => ({
      ...{ item: item.itemId, sha256: item.sha256, bytes: item.sizeBytes },
      ...{ receivedAt: item.receivedAt, manifestSha256: item.manifestSha256 },
      retention: item.decided,
      ...{ findings: item.findings, caseCommitments: item.caseCommitments },
    })),
  });
}

export interface Appraised {
  readonly itemId: ItemId;
  readonly decision: Decision;
  readonly why: string;
}

/** The exact text that is approved; `items` in the order of the list. */
export function appraisalText(
  { id, listSha256 }: Pick<DisposalBatch, "id" | "listSha256">,
  { by, at }: Pick<Appraisal, "by" | "at">,
  items: readonly Pick<BatchItem, keyof Appraised>[],
): string {
  return exact({
    format: "holdfast-disposal-appraisal/v1",
    ...{ batch: id, listSha256, appraisedBy: by, appraisedAt: at },
    items: items.map(({ itemId, decision, why }) => ({ item: itemId, decision, why })),
  });
}

const exact = (value: object): string => `${JSON.stringify(value)}\n`;

export const digestOf = (text: string): Sha256 => sha256(Buffer.from(text));
