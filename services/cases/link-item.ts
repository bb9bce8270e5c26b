/** Use cases: say that an item belongs to a case, and take that back with a reason. Both are custody events. */
import { Refusal } from "../kernel/refusal.ts";
import type { CaseId, ItemId, UserId } from "../kernel/ids.ts";
import type { CaseFile } from "./case-store.ts";
import type { CaseDeps } from "./create-case.ts";

/** Linking twice changes nothing. @throws Refusal missing "cases/no-such-case", "evidence/no-such-item". */
export async function linkItem(
  { cases, clock }: CaseDeps,
  by: UserId,
  caseId: CaseId,
  itemId: ItemId,
): Promise<void> {
  const { number } = await caseFile(cases, caseId);
  await cases.link(caseId, itemId, {
    at: clock(),
    actor: `user:${by}`,
    happening: { kind: "linked", data: { caseId, caseNumber: number } },
  });
}

/** @throws Refusal missing "cases/no-such-case", "cases/not-linked". */
export async function unlinkItem(
  { cases, clock }: CaseDeps,
  by: UserId,
  caseId: CaseId,
  itemId: ItemId,
  reason: string,
): Promise<void> {
  const { number } = await caseFile(cases, caseId);
  await cases.unlink(caseId, itemId, reason, {
    at: clock(),
    actor: `user:${by}`,
    happening: { kind: "unlinked", data: { caseId, caseNumber: number, reason } },
  });
}

/** @throws Refusal missing "cases/no-such-case". */
export async function caseFile(
  cases: Pick<CaseDeps["cases"], "find">,
  caseId: CaseId,
): Promise<CaseFile> {
  const file = await cases.find(caseId);
  if (file === null) throw new Refusal("missing", "cases/no-such-case", "no such case");
  return file;
}
