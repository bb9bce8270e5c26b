/** Where segments of a take end: at pictures that need none before them, and never later than may be lost. Pure. */
import type { Fragment } from "./fragments.ts";

export interface CutRule {
  /** From then on a segment ends before the next key picture. */
  readonly atLeastMs: number;
  /** A camera that sends key pictures rarely is cut between them: what is closed can leave. */
  readonly atMostMs: number;
}

export const CUT_RULE: CutRule = { atLeastMs: 1_000, atMostMs: 2_000 };

/** Whether the open segment, `openMs` long, ends before this fragment. */
export const endsBefore = (
  openMs: number,
  { isKey }: Pick<Fragment, "isKey">,
  rule: CutRule = CUT_RULE,
): boolean => openMs >= rule.atMostMs || (isKey && openMs >= rule.atLeastMs);
