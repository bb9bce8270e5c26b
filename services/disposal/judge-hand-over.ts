/** What becomes of a transfer next: a pure rule over its items, its package and the archive's receipt, as they are at that moment. */
import type { ZoneDays } from "../calendar/zone-days.ts";
import type { NewAction } from "../actions/action.ts";
import type { Export, ExportOrder } from "../exports/export.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemId, PackageId } from "../kernel/ids.ts";
import { assert } from "../kernel/refusal.ts";
import { newWatermark } from "../packages/issued.ts";
import { packageRequested } from "../packages/package-store.ts";
import { type Against, type DisposalFacts, againstSince, isFinal } from "./against.ts";
import type { BatchItem, DisposalBatch } from "./batch.ts";
import type { HandOver } from "./disposal-store.ts";
import {
  type TransferPlan,
  type TransferReceipt,
  againstTransfer,
  endsHere,
  graceAfter,
} from "./transfer.ts";

export interface HandOverJudged {
  /** As it is now. */
  readonly batch: DisposalBatch;
  /** Of its items on their way. */
  readonly facts: readonly DisposalFacts[];
  /** Its package, if it has one. */
  readonly made: Export | null;
  /** What was seen of the store just before, by item. */
  readonly seen: ReadonlyMap<ItemId, readonly Against[]>;
  /** Verified; null: there is none. It counts for the package that it names alone. */
  readonly receipt: TransferReceipt | null;
  readonly at: UtcInstant;
  /** Of a package that may have to be ordered. */
  readonly order: { readonly packageId: PackageId; readonly at: UtcInstant };
}

interface HouseTerms {
  readonly days: ZoneDays;
}

interface Stands {
  readonly item: BatchItem;
  readonly facts: DisposalFacts;
  readonly against: readonly Against[];
}

export function judgeHandOver(house: HouseTerms, judged: HandOverJudged): HandOver {
  const { batch, made, receipt } = judged;
  const { transfer } = batch;
  assert(transfer !== null, "only a transfer is handed over");
  const all = standingOf(house, judged, transfer);
  const out = all.filter(({ against }) => isFinal(against));
  if (out.length > 0) return drops(judged, out);
  const waiting = [...new Set(all.flatMap(({ against }) => against))];
  const isMade = made !== null && made.withdrawn === null;
  if (isMade && receipt?.packageId !== made.id) return { kind: "waits", against: waiting };
  if (waiting.length > 0) return { kind: "waits", against: waiting };
  if (!isMade || receipt === null) return orders(judged, transfer, all);
  return received(house, judged, { transfer, receipt, all });
}

function standingOf(
  { days }: HouseTerms,
  { batch, facts, seen, at }: HandOverJudged,
  transfer: TransferPlan,
): readonly Stands[] {
  const byItem = new Map(facts.map((each) => [each.itemId, each]));
  const time = { day: days.dayOf(at), days };
  return batch.items.flatMap((item): Stands[] => {
    const known = byItem.get(item.itemId);
    if (item.outcome !== null || known === undefined) return [];
    const against = [
      ...againstTransfer(known, transfer, time),
      ...againstSince(known, item, batch.proposedAt),
      ...(seen.get(item.itemId) ?? []),
    ];
    return [{ item, facts: known, against: [...new Set(against)] }];
  });
}

const about = ({ batch, order: { at } }: HandOverJudged): Omit<NewAction, "kind" | "after"> => ({
  ...{ at, actor: "process:custody", before: null, reason: null },
  subject: `disposal:${batch.id}`,
});

function drops(judged: HandOverJudged, out: readonly Stands[]): HandOver {
  const { made, order } = judged;
  const items = out.map(({ item: { itemId }, against }) => ({ itemId, against }));
  const isOpen = made !== null && made.withdrawn === null;
  return {
    ...{ kind: "drops", items },
    withdrawn: isOpen ? { at: order.at, by: null, reason: WITHDRAWN_BY_ITSELF } : null,
    action: {
      ...about(judged),
      kind: "disposal-dropped",
      after: { items: items.map(({ itemId }) => itemId), packageId: made?.id ?? null },
    },
  };
}

const WITHDRAWN_BY_ITSELF =
  "something came about of an item in it; the package is made anew / 其中证据情况有变，数据包重新制作";

function orders(
  { batch, order }: HandOverJudged,
  { archive }: TransferPlan,
  all: readonly Stands[],
): HandOver {
  const { organisation, person, basis, basisSha256 } = archive;
  const request: ExportOrder = {
    ...{ id: order.packageId, itemIds: all.map(({ item }) => item.itemId) },
    ...{ purposeKind: "evidence", purpose: batch.reason },
    ...{ requestedBy: `user:${batch.proposedBy}`, requestedAt: order.at },
    issued: {
      ...{ watermark: newWatermark(), recipient: "archive" },
      ...{ organisation, person, basis, basisSha256 },
    },
    dueOn: null,
  };
  const asked = packageRequested(request);
  const { recipient, watermark } = request.issued;
  const to = { recipient, basis, watermark, disposalId: batch.id };
  return {
    ...{ kind: "orders", order: request },
    action: { ...asked, after: { ...asked.after, ...to } },
  };
}

function received(
  { days }: HouseTerms,
  judged: HandOverJudged,
  {
    transfer,
    receipt,
    all,
  }: {
    readonly transfer: TransferPlan;
    readonly receipt: TransferReceipt;
    readonly all: readonly Stands[];
  },
): HandOver {
  const { batch, at } = judged;
  const day = days.dayOf(at);
  const kept = all.filter(({ facts }) => !endsHere(facts, transfer, day));
  const { graceUntil: before, approvals } = batch;
  const approvedAt = approvals.at(-1)?.at;
  assert(before !== null && approvedAt !== undefined, "only what is approved is handed over");
  // As long as people had when they approved it, and from the receipt on.
  const grace = graceAfter(transfer, at, Date.parse(before) - Date.parse(approvedAt), days);
  const { packageId, listSha256, sha256: receiptSha256, kind } = receipt;
  const archive = transfer.archive.organisation;
  const told = { archive, packageId, receiptSha256, receipt: kind, statementSha256: listSha256 };
  return {
    ...{ kind: "received", receipt, graceUntil: grace > before ? grace : before },
    kept: kept.map(({ item }) => item.itemId),
    happening: { kind: "transferred", data: { disposalId: batch.id, ...told } },
    action: {
      ...about(judged),
      kind: "disposal-transferred",
      after: { ...told, items: all.length, kept: kept.length },
    },
  };
}
