/** Use case: tell more of a case, or correct what was told; the action keeps old and new. */
import type { CaseId, UserId } from "../kernel/ids.ts";
import { Refusal } from "../kernel/refusal.ts";
import {
  type CaseChanges,
  changedFacts,
  checkFacts,
  differences,
  overwrites,
} from "./case-facts.ts";
import type { CaseFile } from "./case-store.ts";
import type { CaseFactDeps } from "./create-case.ts";
import { caseFile } from "./link-item.ts";
import { toldFacts } from "./told-facts.ts";

export interface CaseChange {
  /** The revision that was looked at: whoever saw less must look again. */
  readonly revision: number;
  readonly facts: CaseChanges;
  readonly reason: string | null;
}

/**
 * Changes nothing, and keeps no action, where nothing differs.
 * @throws Refusal missing "cases/no-such-case"; conflict "cases/case-changed", "cases/number-taken"; invalid
 * "cases/no-reason" and as `checkFacts` says.
 */
export async function changeCase(
  deps: CaseFactDeps,
  by: UserId,
  id: CaseId,
  { revision, facts, reason }: CaseChange,
): Promise<CaseFile> {
  const before = await caseFile(deps.cases, id);
  if (before.revision !== revision) throw caseChanged();
  const number = facts.number?.normalize("NFC");
  const after = {
    ...before,
    ...changedFacts(before, { ...facts, number }),
    revision: revision + 1,
  };
  const changed = differences(before, after);
  if (changed.length === 0) return before;
  checkFacts(after, deps.today());
  const corrected = changed.filter((name) => overwrites(name, before, after));
  if (corrected.length > 0 && reason === null) {
    throw new Refusal("invalid", "cases/no-reason", "a correction needs a reason", {
      fix: "Say why what stood there was wrong; both stay in the record.",
      facts: { corrected: corrected.join(", ") },
    });
  }
  await deps.cases.change(after, {
    ...{ kind: "case-changed", at: deps.clock(), actor: `user:${by}`, subject: `case:${id}` },
    ...{ ...toldFacts(before, after), reason },
  });
  return after;
}

export const caseChanged = (): Refusal =>
  new Refusal("conflict", "cases/case-changed", "somebody changed this case in the meantime", {
    fix: "Open the case again, look at what changed, and enter yours once more.",
  });
