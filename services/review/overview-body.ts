/** What an item is looked at by before it is played, as far as it is made and sealed. */
import type { Derivative } from "../evidence/derivative.ts";
import type { EvidenceItem } from "../evidence/evidence-item.ts";
import { isCopySealed } from "../evidence/pipeline.ts";
import { PeaksNumbers, PositionsNumbers, StoryboardNumbers } from "../media/overview.ts";
import type { OverviewBody } from "./overview-schema.ts";

export function overviewBody(item: EvidenceItem, copies: readonly Derivative[]): OverviewBody {
  const numbersOf = (kind: Derivative["kind"]): unknown =>
    isCopySealed(item, kind) ? copies.find((copy) => copy.kind === kind)?.numbers : undefined;
  return {
    state: item.overviewStage,
    storyboard: StoryboardNumbers.safeParse(numbersOf("storyboard")).data ?? null,
    peaks: PeaksNumbers.safeParse(numbersOf("peaks")).data ?? null,
    positions: PositionsNumbers.safeParse(numbersOf("positions")).data ?? null,
  };
}
