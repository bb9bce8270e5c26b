/** Rule: whether a kept verdict is the one that custody recorded when it was taken. */
import type { CustodyEvent } from "../evidence/custody-event.ts";
import { sha256 } from "../kernel/digest.ts";
import { Refusal } from "../kernel/refusal.ts";
import type { KeptVerdict } from "./source-store.ts";

/** The first event of its kind counts: a verdict is taken once, and one that was added later is none. */
export function isOnRecord(
  { statement, statementSha256 }: Pick<KeptVerdict, "statement" | "statementSha256">,
  events: readonly CustodyEvent[],
): boolean {
  const recorded = events.find(({ kind }) => kind === "source-checked");
  const digest = sha256(statement);
  return digest === statementSha256 && digest === recorded?.data["verdictSha256"];
}

/** What is thrown for a kept verdict that is another one: tampered "source/verdict-differs". */
export const verdictDiffers = (): Refusal =>
  new Refusal("tampered", "source/verdict-differs", "a kept verdict is not what was kept", {
    fix: "Compare the database with a backup; this verdict is neither entered into the ledger nor given out.",
  });
