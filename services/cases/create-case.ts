/** Use case: open a case under the agency's own number. */
import type { Clock } from "../kernel/clock.ts";
import { type CaseId, type UserId, newId } from "../kernel/ids.ts";
import type { CaseFile, CaseStore } from "./case-store.ts";

export interface CaseDeps {
  readonly cases: CaseStore;
  readonly clock: Clock;
}

/** @throws Refusal conflict "cases/number-taken". */
export async function createCase(
  { cases, clock }: CaseDeps,
  by: UserId,
  { number, title }: Pick<CaseFile, "number" | "title">,
): Promise<CaseFile> {
  const id = newId<CaseId>();
  const file: CaseFile = {
    id,
    number: number.normalize("NFC"),
    title,
    createdAt: clock(),
    createdBy: `user:${by}`,
  };
  await cases.create(file, {
    ...{ kind: "case-created", at: file.createdAt, actor: file.createdBy, subject: `case:${id}` },
    ...{ before: null, after: { number: file.number, title }, reason: null },
  });
  return file;
}
