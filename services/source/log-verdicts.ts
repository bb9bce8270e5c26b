/** Use case: enter verdicts on the source into the ledger, and say of what is in quarantine that it was not looked at. */
import type { EvidenceStore } from "../evidence/evidence-store.ts";
import type { ItemId } from "../kernel/ids.ts";
import { leafText } from "../ledger/leaf.ts";
import { type SourceDeps, sourceNotChecked } from "./check-source.ts";
import { isOnRecord, verdictDiffers } from "./on-record.ts";
import type { KeptVerdict } from "./source-store.ts";

export interface LogVerdictsDeps extends SourceDeps {
  readonly items: Pick<EvidenceStore, "custody">;
  readonly ledger: { enter(leaf: string): Promise<unknown> };
}

/** One round takes the oldest, so many that they fill a batch of the ledger and a stop is heard soon. */
const PER_ROUND = 64;

/** How one verdict fared: the ledger holds it, or an error after which it waits on. */
export interface LoggedVerdict {
  readonly itemId: ItemId;
  readonly error?: unknown;
}

/** May run twice, also at once: the ledger takes a leaf once. One that cannot be entered stops no other. */
export async function logVerdicts(deps: LogVerdictsDeps): Promise<readonly LoggedVerdict[]> {
  for (const itemId of await deps.sources.quarantined(PER_ROUND)) {
    await sourceNotChecked(deps, itemId, "quarantined");
  }
  return Promise.all((await deps.sources.unlogged(PER_ROUND)).map((kept) => logOne(deps, kept)));
}

async function logOne(
  { sources, items, ledger }: LogVerdictsDeps,
  kept: KeptVerdict,
): Promise<LoggedVerdict> {
  const { itemId, statementSha256: verdictSha256 } = kept;
  try {
    if (!isOnRecord(kept, await items.custody(itemId))) throw verdictDiffers();
    await ledger.enter(leafText({ type: "source", itemId, verdictSha256 }));
    await sources.logged(itemId);
    return { itemId };
  } catch (error) {
    return { itemId, error };
  }
}
