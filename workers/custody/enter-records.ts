/** Round: what custody chains and the chain of actions say is entered in the ledger; counts that are over are told. */
import type { ActionStore } from "../../services/actions/action-store.ts";
import { type EnterRecordsDeps, enterRecords } from "../../services/ledger/enter-records.ts";

export interface RecordRoundDeps extends EnterRecordsDeps {
  readonly actions: Pick<ActionStore, "tellCounts">;
}

/** Answers how many leaves were entered. */
export async function recordRound(deps: RecordRoundDeps, signal: AbortSignal): Promise<number> {
  await deps.actions.tellCounts(deps.clock());
  return enterRecords(deps, signal);
}
