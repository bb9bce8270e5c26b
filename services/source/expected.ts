/** Rules: when a recording without a signature is a finding. Never a reason to refuse it. */
import type { SignatureVerdict, SourceKind, SourceReason, SourceStatement } from "./verdict.ts";

/** So many recordings in a row make a habit. */
export const LATELY = 5;

/** What is known of a device before its recording is looked at. */
export interface Habits {
  /** What it signs every recording with, as set in the register. */
  readonly always: SourceKind | null;
  /** Whether its last LATELY recordings were signed. */
  readonly lately: readonly boolean[];
}

/** What was looked at of a recording, as far as it was. */
export interface Looked {
  readonly signatures: readonly Pick<SignatureVerdict, "kind" | "reasons">[];
  /** Kinds of which it stays open whether there is a signature: whoever knows them gave no verdict. */
  readonly open: readonly SourceKind[];
}

/** Anyone can write a mark, or the name of a place where a signature is said to lie. */
const NO_SIGNATURE: readonly SourceReason[] = [
  "mark-only",
  "manifest-elsewhere",
  "validator-failed",
];
const isThere = ({ reasons }: Looked["signatures"][number]): boolean =>
  reasons.some((reason) => !NO_SIGNATURE.includes(reason));

/** Whether there is a signature, whatever is said of it; null: that stays open. */
export const isSigned = ({ signatures, open }: Looked): boolean | null =>
  signatures.some(isThere) ? true : open.length > 0 ? null : false;

/**
 * A device that always signs and suddenly does not was changed, or what it sent was. What the register says goes
 * before habit: it holds for the first recording, and names the kind. What stays open speaks against nobody.
 */
export function expectationMissed(
  { always, lately }: Habits,
  looked: Looked,
): SourceStatement["expected"] {
  if (always !== null && !looked.open.includes(always)) {
    const isKept = looked.signatures.some((each) => each.kind === always && isThere(each));
    if (!isKept) return "always-signs";
  }
  const isHabit = lately.length >= LATELY && lately.every(Boolean);
  return isSigned(looked) === false && isHabit ? "signed-before" : null;
}
