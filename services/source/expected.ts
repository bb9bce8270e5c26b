/** Rules: when a recording without a signature is a finding. Never a reason to refuse it. */
import type { SignatureVerdict, SourceKind, SourceStatement } from "./verdict.ts";

/** So many recordings in a row make a habit. */
export const LATELY = 5;

/** What is known of a device before its recording is looked at. */
export interface Habits {
  /** What it signs every recording with, as set in the register. */
  readonly always: SourceKind | null;
  /** Whether its last LATELY recordings were signed. */
  readonly lately: readonly boolean[];
}

/**
 * A device that always signs and suddenly does not was changed, or what it sent was. What the register says
 * goes before habit: it holds for the first recording, and names the kind. Whatever is said of a signature, it is there.
 */
export function expectationMissed(
  { always, lately }: Habits,
  signatures: readonly Pick<SignatureVerdict, "kind">[],
): SourceStatement["expected"] {
  if (always !== null && !signatures.some(({ kind }) => kind === always)) return "always-signs";
  const isHabit = lately.length >= LATELY && lately.every(Boolean);
  return signatures.length === 0 && isHabit ? "signed-before" : null;
}
