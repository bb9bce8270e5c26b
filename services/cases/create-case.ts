/** Use case: open a case under the agency's own number. */
import type { CalendarDate } from "../calendar/calendar-date.ts";
import type { Clock } from "../kernel/clock.ts";
import { type CaseId, type UserId, newId } from "../kernel/ids.ts";
import {
  type CaseChanges,
  type CaseFacts,
  NO_FACTS,
  changedFacts,
  checkFacts,
} from "./case-facts.ts";
import type { CaseFile, CaseStore } from "./case-store.ts";
import { toldFacts } from "./told-facts.ts";

export interface CaseDeps {
  readonly cases: CaseStore;
  readonly clock: Clock;
}

export interface CaseFactDeps extends CaseDeps {
  /** The day it is in the agency's zone. */
  readonly today: () => CalendarDate;
}

/** @throws Refusal conflict "cases/number-taken"; invalid as `checkFacts` says. */
export async function createCase(
  { cases, clock, today }: CaseFactDeps,
  by: UserId,
  { number, title, ...rest }: CaseChanges & Pick<CaseFacts, "number" | "title">,
): Promise<CaseFile> {
  const id = newId<CaseId>();
  const empty = { number: number.normalize("NFC"), title, ...NO_FACTS };
  const facts = changedFacts(empty, rest);
  checkFacts(facts, today());
  const file: CaseFile = { id, ...facts, createdAt: clock(), createdBy: `user:${by}`, revision: 0 };
  const told = { number: file.number, title, ...toldFacts(empty, facts).after };
  await cases.create(file, {
    ...{ kind: "case-created", at: file.createdAt, actor: file.createdBy, subject: `case:${id}` },
    ...{ before: null, after: told, reason: null },
  });
  return file;
}
