/** Use cases: what is due of a case and in the house, and one longer term, once, while it runs. */
import type { WorkingDays } from "../calendar/working-days.ts";
import type { ZoneDays } from "../calendar/zone-days.ts";
import { overwrites } from "../cases/case-facts.ts";
import type { CaseFile, CaseStore } from "../cases/case-store.ts";
import { caseChanged } from "../cases/change-case.ts";
import { caseFile } from "../cases/link-item.ts";
import { toldFacts } from "../cases/told-facts.ts";
import type { Clock } from "../kernel/clock.ts";
import type { CaseId, UserId } from "../kernel/ids.ts";
import { Refusal, assert } from "../kernel/refusal.ts";
import { type PackInForce, packInForce } from "../policy/in-force.ts";
import type { PolicyStore } from "../policy/policy-store.ts";
import type { Sight } from "../secrecy/sight.ts";
import {
  type CaseDeadline,
  type DeadlineLaw,
  type DeadlineState,
  deadlinesOf,
  isOpen,
} from "./case-deadlines.ts";
import type { DeadlineCase, DeadlineStore } from "./deadline-store.ts";

export interface DeadlineDeps {
  readonly cases: CaseStore;
  readonly caseDeadlines: DeadlineStore;
  readonly policies: Pick<PolicyStore, "inForce">;
  readonly days: ZoneDays;
  readonly calendar: () => Promise<WorkingDays>;
  readonly clock: Clock;
}

export interface CaseDeadlines {
  readonly pack: PackInForce | null;
  readonly file: CaseFile;
  readonly deadlines: readonly CaseDeadline[];
}

/** @throws Refusal missing "cases/no-such-case". */
export async function caseDeadlines(deps: DeadlineDeps, id: CaseId): Promise<CaseDeadlines> {
  const file = await caseFile(deps.cases, id);
  const { pack, law } = await lawNow(deps);
  return { pack, file, deadlines: deadlinesOf(file, law) };
}

export interface HouseDeadline {
  readonly of: Pick<DeadlineCase, "id" | "number">;
  readonly deadline: CaseDeadline;
}

/** More cases than any house has open; those beyond are told of as not looked at. */
const MOST_CASES = 20_000;

/** Open ones, the most urgent first. */
export async function houseDeadlines(
  deps: Omit<DeadlineDeps, "cases">,
  sight: Sight | null,
): Promise<{
  readonly pack: PackInForce | null;
  readonly open: readonly HouseDeadline[];
  readonly isWhole: boolean;
}> {
  const { pack, law } = await lawNow(deps);
  const found = await deps.caseDeadlines.open(MOST_CASES + 1, sight);
  const open = found
    .slice(0, MOST_CASES)
    .flatMap((of) => deadlinesOf(of, law).map((one) => ({ of, deadline: one })))
    .filter(({ deadline }) => isOpen(deadline))
    .sort((one, other) => ((one.deadline.due ?? "") < (other.deadline.due ?? "") ? -1 : 1));
  return { pack, open, isWhole: found.length <= MOST_CASES };
}

export interface OpenCounts {
  readonly open: number;
  readonly overdue: number;
  readonly soon: number;
}

export function countOpen(open: readonly HouseDeadline[]): OpenCounts {
  const of = (state: DeadlineState): number =>
    open.filter(({ deadline }) => deadline.state === state).length;
  return { open: open.length, overdue: of("overdue"), soon: of("soon") };
}

export interface ExtensionWish {
  readonly revision: number;
  readonly of: string;
  readonly document: string;
  readonly reason: string;
}

/**
 * @throws Refusal missing "cases/no-such-case", "reports/no-such-deadline"; conflict "cases/case-changed",
 * "reports/no-extension", "reports/extended-already", "reports/deadline-over".
 */
export async function extendDeadline(
  deps: DeadlineDeps,
  by: UserId,
  id: CaseId,
  { revision, of, document, reason }: ExtensionWish,
): Promise<void> {
  const { file, deadlines } = await caseDeadlines(deps, id);
  if (file.revision !== revision) throw caseChanged();
  const today = deps.days.dayOf(deps.clock());
  requireExtendable(deadlines.find((one) => one.of === of) ?? null, file, of);
  const extensions = [...file.extensions, { of, on: today, document, reason }];
  const after = { ...file, extensions, revision: revision + 1 };
  assert(!overwrites("extensions", file, after), "a longer term is only added");
  await deps.cases.change(after, {
    ...{ kind: "case-changed", at: deps.clock(), actor: `user:${by}`, subject: `case:${id}` },
    ...{ ...toldFacts(file, after), reason },
  });
}

function requireExtendable(found: CaseDeadline | null, { extensions }: CaseFile, of: string): void {
  if (found === null) {
    throw new Refusal("missing", "reports/no-such-deadline", "nothing of that name is due here", {
      fix: "GET /api/v1/cases/{id}/deadlines names what is due (`of`).",
    });
  }
  if (extensions.some((one) => one.of === of)) {
    throw new Refusal("conflict", "reports/extended-already", "this term was extended before", {
      fix: "A term is extended once; decide by the day that it ends on now.",
    });
  }
  if ((found.why?.rule.extension ?? null) === null) {
    throw new Refusal("conflict", "reports/no-extension", "no rule lets this term be extended", {
      fix: "Decide by the day that it ends on.",
    });
  }
  if (!isOpen(found) || found.state === "overdue") {
    throw new Refusal("conflict", "reports/deadline-over", "this term is over", {
      fix: "What is over cannot be extended: tell what was done, and when.",
    });
  }
}

async function lawNow(
  deps: Pick<DeadlineDeps, "policies" | "days" | "calendar" | "clock">,
): Promise<{ readonly pack: PackInForce | null; readonly law: DeadlineLaw }> {
  const now = deps.clock();
  const pack = await packInForce(deps, now);
  const today = deps.days.dayOf(now);
  const deadlines = pack?.pack.deadlines ?? [];
  return { pack, law: { deadlines, calendar: await deps.calendar(), today } };
}
