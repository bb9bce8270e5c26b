/** Retention as rounds of the custody process: what changed is decided, told to the ledger, and locked for as long. */
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { type TableStore, houseDays } from "../../services/policy/house-days.ts";
import type { PolicyStore } from "../../services/policy/policy-store.ts";
import { basisNow } from "../../services/retention/basis.ts";
import { type EvaluateDeps, evaluateRound } from "../../services/retention/evaluate.ts";
import { type KeepLockedDeps, keepLocked } from "../../services/retention/keep-locked.ts";
import { type LogDecisionsDeps, logDecisions } from "../../services/retention/log-decisions.ts";
import type { Retention } from "../../services/sealing/seal-manifest.ts";
import { tellOutcomes } from "./tell-outcomes.ts";

type Log = Parameters<typeof tellOutcomes>[0];

interface RetentionRoundDeps
  extends
    Omit<EvaluateDeps, "basis" | "retention">,
    Omit<KeepLockedDeps, "zone" | "mode" | "retention">,
    Omit<LogDecisionsDeps, "retention"> {
  readonly stores: {
    readonly retention: EvaluateDeps["retention"];
    readonly policies: Pick<PolicyStore, "inForce">;
    readonly dayTables: TableStore;
  };
  /** Of the house itself. */
  readonly retention: Retention;
}

/** Locks come before the ledger: what is promised is kept first of all. */
export function retentionRound(
  { stores: { retention, policies, dayTables }, ...deps }: RetentionRoundDeps,
  timeZone: string,
  log: Log,
): (signal: AbortSignal) => Promise<void> {
  const zone = zoneDays(timeZone);
  const { floor: houseFloor, mode } = deps.retention;
  const basis = basisNow({
    ...{ policies, zone, calendar: houseDays(dayTables), houseFloor, clock: deps.clock },
  });
  return async (signal) => {
    const { decided, undecided } = await evaluateRound({ ...deps, retention, basis }, signal);
    if (decided > 0) log.info({ decided }, "retention");
    tellOutcomes(log, undecided, null, "nothing could be decided on the retention of an item");
    const kept = await keepLocked({ ...deps, retention, zone, mode }, signal);
    tellOutcomes(log, kept, null, "locks wait on");
    const told = await logDecisions({ ...deps, retention });
    tellOutcomes(log, told, null, "a decision on retention waits on");
  };
}
