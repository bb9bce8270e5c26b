/**
 * Use cases: what people decide of a batch. One appraises each item; two others approve that very text, within a day of
 * each other; whoever may stops it until the last item is gone.
 */
import type { Role } from "../access/permission.ts";
import { type TwoPeopleDeps, anotherThan } from "../access/two-people.ts";
import type { ActionKind, NewAction } from "../actions/action.ts";
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type UtcInstant, plusMs } from "../kernel/clock.ts";
import type { Sha256 } from "../kernel/digest.ts";
import type { DisposalId, UserId } from "../kernel/ids.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import {
  type Appraised,
  type BatchState,
  type Decision,
  type DisposalBatch,
  appraisalText,
  awaitedRoles,
  digestOf,
  graceFrom,
  standing,
  stateOf,
} from "./batch.ts";
import { APPROVER_ROLES, MOST_GRACE_HOURS } from "./ending-rule.ts";
import { requireOneTime } from "./one-time.ts";
import type { DisposalDeps } from "./propose.ts";

/**
 * `items`: every item of the batch, once. @throws Refusal conflict "disposal/notice-runs", "disposal/other-state"; invalid
 * "disposal/not-each-item", "disposal/other-way"; missing "disposal/no-such-batch"; of the time, as `requireOneTime`.
 */
export async function appraiseBatch(
  deps: DisposalDeps,
  by: UserId,
  { id, items }: { readonly id: DisposalId; readonly items: readonly Appraised[] },
): Promise<DisposalBatch> {
  const { now: at } = await requireOneTime(deps);
  return deps.disposals.act(id, (batch) => {
    if (stateOf(batch, at) === "notice") throw noticeRuns(batch);
    requireState(batch, "appraisal", at);
    requireItsWay(batch, items);
    const inOrder = eachOnce(batch, items);
    const text = appraisalText(batch, { by, at }, inOrder);
    const appraisal = { by, at, text, sha256: digestOf(text) };
    const keep = inOrder.filter(({ decision }) => decision === "keep").length;
    const after = { sha256: appraisal.sha256, [wayOf(batch)]: inOrder.length - keep, keep };
    return {
      act: { kind: "appraised", appraisal, items: inOrder },
      action: actionAbout("disposal-appraised", batch, by, at, { after, reason: null }),
    };
  });
}

/**
 * `sha256`: of the appraisal that the approver has read; `role`: as whom. The last approval that the rule of the batch asks for begins
 * the grace. @throws Refusal forbidden as `anotherThan`, "disposal/other-role"; conflict "disposal/other-text", "disposal/other-state"; missing
 *   "disposal/no-such-batch"; of the time, as `requireOneTime`.
 */
export async function approveBatch(
  deps: DisposalDeps & TwoPeopleDeps,
  by: UserId,
  {
    id,
    sha256,
    role: given,
  }: { readonly id: DisposalId; readonly sha256: Sha256; readonly role?: Role },
): Promise<DisposalBatch> {
  const { now: at } = await requireOneTime(deps);
  const requireOther = await anotherThan(deps, by);
  const now = await deps.endingRule();
  const role = APPROVER_ROLES.find((each) => each === given) ?? null;
  return deps.disposals.act(id, (batch) => {
    const { appraisal, proposedBy } = batch;
    requireState(batch, "approval", at);
    if (appraisal?.sha256 !== sha256) throw otherText();
    requireOther(proposedBy);
    requireOther(appraisal.by);
    const before = standing(batch, at);
    for (const approval of before) requireOther(approval.by);
    const awaited = awaitedRoles(batch, at);
    if (awaited.every((each) => each !== null && each !== role)) throw otherRole(awaited);
    // What people read counts, and what the house says by now where that is longer.
    const graceHours = Math.max(batch.rule?.graceHours ?? 0, now.graceHours);
    const graceUntil = awaited.length > 1 ? null : plusMs(at, graceHours * 3_600_000);
    const after = { sha256, approvals: before.length + 1, role, graceUntil };
    return {
      act: { kind: "approved", approval: { by, at, sha256, role }, graceUntil },
      action: actionAbout("disposal-approved", batch, by, at, { after, reason: null }),
    };
  });
}

/**
 * Needs no agreement of clocks: nothing is lost by a stop. What is being destroyed already is not brought back.
 * @throws Refusal conflict "disposal/other-state"; missing "disposal/no-such-batch".
 */
export function stopBatch(
  deps: Pick<DisposalDeps, "disposals" | "clock">,
  by: UserId,
  { id, reason }: { readonly id: DisposalId; readonly reason: string },
): Promise<DisposalBatch> {
  const at = deps.clock();
  return deps.disposals.act(id, (batch) => {
    const state = stateOf(batch, at);
    if (batch.stopped !== null || state === "finished") throw otherState(state);
    return {
      act: { kind: "stopped", stopped: { by, at, reason } },
      action: actionAbout("disposal-stopped", batch, by, at, { after: { state }, reason }),
    };
  });
}

/**
 * Nothing of it ends before the day `until` is over. Needs no agreement of clocks: it only grows.
 * @throws Refusal conflict "disposal/other-state"; invalid "disposal/other-grace"; missing "disposal/no-such-batch".
 */
export function prolongGrace(
  deps: Pick<DisposalDeps, "disposals" | "clock" | "days">,
  by: UserId,
  {
    id,
    until,
    reason,
  }: { readonly id: DisposalId; readonly until: CalendarDate; readonly reason: string },
): Promise<DisposalBatch> {
  const at = deps.clock();
  const graceUntil = deps.days.endOf(until);
  return deps.disposals.act(id, (batch) => {
    requireState(batch, "grace", at);
    const from = graceFrom(batch);
    assert(from !== null && batch.graceUntil !== null, "a grace runs from an approval on");
    const most = plusMs(from, (batch.rule?.mostGraceHours ?? MOST_GRACE_HOURS) * 3_600_000);
    if (graceUntil <= batch.graceUntil || graceUntil > most) {
      throw otherGrace(deps.days.dayOf(batch.graceUntil), deps.days.dayOf(most));
    }
    const before = { graceUntil: batch.graceUntil };
    return {
      act: { kind: "prolonged", graceUntil },
      action: {
        ...actionAbout("disposal-prolonged", batch, by, at, { after: { graceUntil }, reason }),
        before,
      },
    };
  });
}

/** What becomes of an item of it that is not kept. */
export const wayOf = ({ transfer }: Pick<DisposalBatch, "transfer">): Decision =>
  transfer === null ? "destroy" : "transfer";

function requireItsWay(batch: DisposalBatch, appraised: readonly Appraised[]): void {
  const way = wayOf(batch);
  if (appraised.every(({ decision }) => decision === way || decision === "keep")) return;
  throw new Refusal("invalid", "disposal/other-way", "a batch goes one way", {
    fix:
      way === "destroy"
        ? "Keep what belongs to an archive, and propose it as a transfer."
        : "Keep what is not to be transferred; what is past its term is proposed for destruction by itself.",
    facts: { way },
  });
}

function eachOnce({ items }: DisposalBatch, appraised: readonly Appraised[]): readonly Appraised[] {
  const byItem = new Map(appraised.map((each) => [each.itemId, each]));
  const inOrder = items
    .map(({ itemId }) => byItem.get(itemId))
    .filter((each) => each !== undefined);
  if (inOrder.length === items.length && appraised.length === items.length) return inOrder;
  throw new Refusal("invalid", "disposal/not-each-item", "each item is appraised, and once", {
    fix: "Say of every item of the batch, and of no other, whether it is destroyed or kept, and why.",
    facts: { items: items.length, appraised: appraised.length },
  });
}

function requireState(batch: DisposalBatch, wanted: BatchState, now: UtcInstant): void {
  const state = stateOf(batch, now);
  if (state !== wanted) throw otherState(state);
}

const otherState = (state: BatchState): Refusal =>
  new Refusal("conflict", "disposal/other-state", "the batch is not where this is due", {
    fix: "Look at the batch again: somebody decided meanwhile.",
    facts: { state },
  });

const noticeRuns = ({ noticeOn, noticeUntil }: DisposalBatch): Refusal =>
  new Refusal("conflict", "disposal/notice-runs", "the notice is not over", {
    fix: "Appraise it after the last day of the notice.",
    facts: { noticeOn, noticeUntil },
  });

const otherRole = (awaited: readonly (string | null)[]): Refusal =>
  new Refusal("forbidden", "disposal/other-role", "its rule asks for approvals of other roles", {
    fix: "Let a person of a role that is still awaited approve it; the batch names them. Nobody stands in for another role.",
    facts: { awaited: awaited.join(" ") },
  });

const otherGrace = (from: CalendarDate, most: CalendarDate): Refusal =>
  new Refusal("invalid", "disposal/other-grace", "the grace is prolonged within its rule alone", {
    fix: "Name a day after the one on which the grace ends now, and no later than the rule of the batch allows.",
    facts: { from, most },
  });

const otherText = (): Refusal =>
  new Refusal("conflict", "disposal/other-text", "this is not the text that was appraised", {
    fix: "Read the batch again, then approve the digest that stands there.",
  });

const actionAbout = (
  kind: ActionKind & `disposal-${string}`,
  { id }: DisposalBatch,
  by: UserId,
  at: UtcInstant,
  { after, reason }: Pick<NewAction, "after" | "reason">,
): NewAction => ({
  ...{ kind, at, actor: `user:${by}`, subject: `disposal:${id}`, before: null, after, reason },
});

export const noSuchBatch = (): Refusal =>
  new Refusal("missing", "disposal/no-such-batch", "there is no such batch");
