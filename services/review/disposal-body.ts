/** Batches and their items as the API shows them. */
import {
  type Against,
  type DisposalFacts,
  type Now,
  AGAINST,
  against,
  againstSince,
} from "../disposal/against.ts";
import {
  APPROVED_FOR_MS,
  type BatchItem,
  type DisposalBatch,
  type DisposalSummary,
  awaitedRoles,
  standing,
  stateOf,
} from "../disposal/batch.ts";
import type { EndingRule } from "../disposal/ending-rule.ts";
import type { Stall } from "../disposal/stall.ts";
import { type TransferTime, againstTransfer } from "../disposal/transfer.ts";
import { AGAINST_WORDS, OUTCOME_WORDS, STATE_WORDS } from "../disposal/words.ts";
import type { UtcInstant } from "../kernel/clock.ts";
import type { ItemSummaryBody } from "./api-schema.ts";
import type {
  DisposalBody,
  DisposalDetailBody,
  DueItemBody,
  DuePageBody,
} from "./disposal-schema.ts";

export const againstBody = (all: readonly Against[]): DueItemBody["against"] =>
  all.map((code) => ({ code, waits: AGAINST[code] === "waits", text: AGAINST_WORDS[code] }));

export const floorBody = ({
  floor,
  open,
  classes,
  pack,
  sha256,
}: NonNullable<DisposalFacts["decided"]>): NonNullable<DueItemBody["retention"]> => ({
  ...{ floor, open, classes: [...classes], pack, decisionSha256: sha256 },
});

export const stallBody = ({ since, code, against: all }: Stall): DisposalDetailBody["stalled"] => ({
  ...{ since, code, against: againstBody(all) },
});

export function batchBody(
  batch: DisposalSummary,
  names: ReadonlyMap<string, string>,
  now: UtcInstant,
): DisposalBody {
  const state = stateOf(batch, now);
  const { id, reason, noticeOn, noticeUntil, listSha256, graceUntil, finishedAt } = batch;
  const { appraisal, approvals, stopped, counts } = batch;
  const person = <T extends { readonly by: string; readonly at: UtcInstant }>({ by, at }: T) => ({
    ...{ by, byName: names.get(by) ?? "", at },
  });
  const last = approvals.at(-1);
  const at = graceUntil === null || last === undefined ? now : last.at;
  const stands = standing(batch, at);
  return {
    ...{ id, state, stateText: STATE_WORDS[state], reason, noticeOn, noticeUntil, listSha256 },
    ...{ graceUntil, finishedAt, approvedForHours: APPROVED_FOR_MS / 3_600_000 },
    proposed: person({ by: batch.proposedBy, at: batch.proposedAt }),
    appraisal: appraisal && { ...person(appraisal), sha256: appraisal.sha256 },
    approvals: approvals.map((each) => ({
      ...{ ...person(each), role: each.role, stands: stands.includes(each) },
    })),
    awaits: finishedAt !== null || stopped !== null ? [] : [...awaitedRoles(batch, at)],
    rule: ruleBody(batch.rule),
    stopped: stopped && { ...person(stopped), reason: stopped.reason },
    transfer: transferBody(batch),
    counts: { items: Object.values(counts).reduce((sum, each) => sum + each, 0), ...counts },
  };
}

type RuleBody = DuePageBody["endsBy"];
export function ruleBody(rule: EndingRule): RuleBody;
export function ruleBody(rule: EndingRule | null): RuleBody | null;
export function ruleBody(rule: EndingRule | null): RuleBody | null {
  return rule && { ...rule, approvals: [...rule.approvals] };
}

function transferBody({ transfer, packageId, receipt }: DisposalSummary): DisposalBody["transfer"] {
  if (transfer === null) return null;
  const { archive, rule } = transfer;
  return {
    archive: { ...archive, highest: archive.highest ?? "none" },
    rule: { ...rule, terms: [...rule.terms] },
    ...{ packageId, receipt },
  };
}

type Shown = Pick<ItemSummaryBody, "filename" | "deviceName">;

/** What stands now against an item on its way; its own batch, and the package of that, do not. */
export function itemBody(
  item: BatchItem,
  {
    facts,
    shown,
  }: { readonly facts: DisposalFacts | undefined; readonly shown: Shown | undefined },
  batch: DisposalBatch,
  time: Now & TransferTime,
): DisposalDetailBody["items"][number] {
  const { itemId, sha256, sizeBytes, receivedAt, manifestSha256, decided, outcome } = item;
  const now =
    outcome === null && facts !== undefined ? standsNow(facts, item, batch, time) : item.against;
  return {
    ...{ itemId, filename: shown?.filename ?? "", deviceName: shown?.deviceName ?? "" },
    ...{ sha256, sizeBytes, receivedAt, manifestSha256, retention: floorBody(decided) },
    ...{ findings: [...item.findings], decision: item.decision, why: item.why, outcome },
    outcomeText: outcome === null ? null : OUTCOME_WORDS[outcome],
    ...{ against: againstBody(now), destroyedAt: item.destroyedAt },
  };
}

function standsNow(
  facts: DisposalFacts,
  item: BatchItem,
  { transfer, packageId, receipt, proposedAt }: DisposalBatch,
  time: Now & TransferTime,
): readonly Against[] {
  const free = {
    ...facts,
    isProposed: false,
    ...(packageId === null ? {} : { isPackaging: false }),
  };
  return [
    ...(transfer === null || receipt !== null
      ? against(free, time)
      : againstTransfer(free, transfer, time)),
    ...againstSince(facts, item, proposedAt),
  ];
}
