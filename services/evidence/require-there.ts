/** What an item held is there, as far as nobody ended it. */
import { Refusal } from "../kernel/refusal.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import { isDisposed } from "./pipeline.ts";

/** @throws Refusal missing "review/disposed". */
export function requireThere(item: EvidenceItem): void {
  if (!isDisposed(item)) return;
  throw new Refusal("missing", "review/disposed", "the item was destroyed by disposal", {
    fix: "Its record, custody and proofs stay; the item names its disposal, and that has a certificate.",
    facts: { itemId: item.id },
  });
}
