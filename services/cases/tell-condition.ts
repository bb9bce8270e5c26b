/**
 * Use cases: say of an item or a case that a condition which its retention waits for has come about, or that it has not.
 * A correction is said anew; what was promised meanwhile stays promised: retention/decide.ts.
 */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import { type Clock, plusMs } from "../kernel/clock.ts";
import type { CaseId, ItemId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { Condition } from "../policy/term.ts";
import type { ConditionStore, ToldCondition } from "./condition-store.ts";

export interface ConditionDeps {
  readonly conditions: ConditionStore;
  readonly clock: Clock;
  /** Of the agency's zone. */
  readonly today: () => CalendarDate;
}

export type Telling = Pick<ToldCondition, "condition" | "on" | "authority">;

/** False: the same person told the same just before. @throws Refusal as `ConditionStore.tellItem`, invalid "cases/date-in-future". */
export async function tellItemCondition(
  deps: ConditionDeps,
  by: UserId,
  itemId: ItemId,
  telling: Telling,
): Promise<boolean> {
  const data = dataOf(telling);
  return deps.conditions.tellItem(itemId, toldOf(deps, by, telling), {
    kind: "condition-told",
    data,
  });
}

/** As `tellItemCondition`. @throws Refusal as `ConditionStore.tellCase`, invalid "cases/date-in-future". */
export async function tellCaseCondition(
  deps: ConditionDeps,
  by: UserId,
  caseId: CaseId,
  telling: Telling & { readonly condition: CaseCondition },
): Promise<boolean> {
  const told = toldOf(deps, by, telling);
  const { at, by: actor, authority: reason } = told;
  return deps.conditions.tellCase(caseId, told, {
    ...{ kind: "condition-told", at, actor, subject: `case:${caseId}` },
    ...{ before: null, after: dataOf(telling), reason },
  });
}

/** What is told of a whole case; the purpose of a recording is its own. */
export const CASE_CONDITIONS = ["proceedings-over"] as const satisfies readonly Condition[];
type CaseCondition = (typeof CASE_CONDITIONS)[number];

function toldOf({ clock, today }: ConditionDeps, by: UserId, telling: Telling): ToldCondition {
  if (telling.on !== null && telling.on > today()) {
    throw new Refusal("invalid", "cases/date-in-future", "that day has not come yet", {
      fix: "Say so once it has come about.",
    });
  }
  return { ...telling, at: clock(), by: `user:${by}` };
}

const dataOf = ({ condition, on, authority }: Telling) => ({ condition, on, authority });

const ANSWER_LOST_MS = 10 * 60_000;

/** Saying the same again, after an answer that was lost, tells nothing new; saying it later answers what came about since. */
export const isSaidAgain = (last: ToldCondition | undefined, told: ToldCondition): boolean =>
  last !== undefined &&
  told.at <= plusMs(last.at, ANSWER_LOST_MS) &&
  last.on === told.on &&
  last.authority === told.authority &&
  last.by === told.by;
