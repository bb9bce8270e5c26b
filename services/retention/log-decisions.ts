/** Use case: tell the ledger of each decision about an item's retention. */
import type { ItemId } from "../kernel/ids.ts";
import { leafText } from "../ledger/leaf.ts";
import type { RetentionStore } from "./retention-store.ts";

export interface LogDecisionsDeps {
  readonly retention: Pick<RetentionStore, "notEntered" | "entered">;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
}

const PER_ROUND = 256;

/** How one fared: an error after which it waits on. */
export interface LoggedDecision {
  readonly itemId: ItemId;
  readonly error?: unknown;
}

/** May run twice, also at once: the ledger takes a leaf once. One that cannot be entered stops no other. */
export async function logDecisions(deps: LogDecisionsDeps): Promise<readonly LoggedDecision[]> {
  const waiting = await deps.retention.notEntered(PER_ROUND);
  return Promise.all(
    waiting.map(async (told) => {
      const { itemId, sha256: decisionSha256, floor: until } = told;
      try {
        await deps.ledger.enter(leafText({ type: "retention-set", itemId, decisionSha256, until }));
        await deps.retention.entered(told);
        return { itemId };
      } catch (error) {
        return { itemId, error };
      }
    }),
  );
}
