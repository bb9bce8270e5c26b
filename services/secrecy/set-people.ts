/** Use cases: clear a person, and set people to a case. */
import { type TwoPeopleDeps, requireAnother } from "../access/two-people.ts";
import type { CaseId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { LabelDeps } from "./set-label.ts";
import { DUTIES } from "./mark.ts";
import { type CasePerson, type Clearance, stillClears } from "./sight.ts";

type Deps = Pick<LabelDeps, "secrecy" | "clock">;

/** Nobody clears himself. @throws Refusal forbidden as `requireAnother`; missing "access/no-such-user". */
export async function setClearance(
  { secrecy, clock, people }: Deps & TwoPeopleDeps,
  userId: UserId,
  { state, duties, until }: Clearance,
  by: UserId,
  why: string | null = null,
): Promise<void> {
  await requireAnother({ people, clock }, userId, by);
  const clearance = { state, duties: DUTIES.filter((duty) => duties.includes(duty)), until };
  const at = clock();
  await secrecy.setClearance(userId, clearance, (before) => ({
    ...{ kind: "clearance-set", at, actor: `user:${by}`, subject: `user:${userId}` },
    before: before === null ? null : { ...before, duties: [...before.duties] },
    ...{ after: { ...clearance }, reason: why },
  }));
}

/** What was set stands there and counts no more. @throws as `setClearance`; conflict "secrecy/not-cleared" where nothing that counts was set. */
export async function endClearance(
  deps: Deps & TwoPeopleDeps & Pick<LabelDeps, "classification">,
  userId: UserId,
  why: string,
  by: UserId,
): Promise<void> {
  await requireAnother(deps, userId, by);
  const today = deps.classification.today();
  const set = await deps.secrecy.clearance(userId);
  if (!stillClears(set, today)) {
    throw new Refusal("conflict", "secrecy/not-cleared", "no clearance of this person counts now", {
      fix: "Look at the list of clearances again: what the role has by itself cannot be ended here.",
    });
  }
  await setClearance(deps, userId, { ...set, until: today }, by, why);
}

/** @throws Refusal missing "cases/no-such-case", "access/no-such-user". */
export async function setPeople(
  { secrecy, clock }: Deps,
  caseId: CaseId,
  people: readonly CasePerson[],
  by: UserId,
): Promise<void> {
  const once = [...new Map(people.map((person) => [person.userId, person])).values()];
  const told = (all: readonly CasePerson[]) => ({ people: all.map((person) => ({ ...person })) });
  const at = clock();
  await secrecy.setPeople(caseId, once, (before) => ({
    ...{ kind: "case-people-set", at, actor: `user:${by}`, subject: `case:${caseId}` },
    ...{ before: told(before), after: told(once), reason: null },
  }));
}
