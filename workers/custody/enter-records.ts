/** Round: what custody chains, the chain of actions and the register of devices say is entered in the ledger; counts that are over are told. */
import type { ActionStore } from "../../services/actions/action-store.ts";
import {
  type EnterDeviceEventsDeps,
  enterDeviceEvents,
} from "../../services/ledger/enter-device-events.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { type EnterRecordsDeps, enterRecords } from "../../services/ledger/enter-records.ts";

export interface RecordRoundDeps extends EnterRecordsDeps, EnterDeviceEventsDeps {
  readonly actions: Pick<ActionStore, "tellCounts">;
  readonly items: Pick<EvidenceStore, "tellRefusals">;
}

interface Log {
  info(fields: object, text: string): void;
}

/** Tells how many leaves were entered. */
export const recordRound =
  (deps: RecordRoundDeps, log: Log) =>
  async (signal: AbortSignal): Promise<void> => {
    await deps.actions.tellCounts(deps.clock());
    await deps.items.tellRefusals(deps.clock());
    const entered = (await enterRecords(deps, signal)) + (await enterDeviceEvents(deps, signal));
    if (entered > 0) log.info({ entered }, "records");
  };
