/** What /readyz and /metrics tell of the systems that tell of cases: that they fell silent. */
import { Gauge, type Registry } from "prom-client";
import type { HeardSource } from "../cases/case-message-store.ts";
import { type CaseSilence, isSilent, lastHeard, silentSources } from "../cases/silence.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";

export interface CaseSystemLooks {
  readonly caseSources: () => Promise<readonly HeardSource[]>;
  readonly caseSilence: CaseSilence;
  readonly clock: Clock;
}

export const caseSystemDependency = (looks: CaseSystemLooks): Dependency => ({
  name: "case-system",
  check: async () => {
    if (isSilent(await looks.caseSources(), looks.caseSilence, looks.clock())) {
      throw new Error("a case system was not heard for long");
    }
  },
  fix: "A case system was not heard for longer than HOLDFAST_CASE_SYSTEM_SILENT_DAYS (`holdfast doctor` names it): look after the connection, or `holdfast import cases`; name it in HOLDFAST_CASE_SYSTEM_ENDED if it tells no more. What waits for the end of a case is kept meanwhile.",
  kind: "backlog",
  knownBy: "postgres",
});

export function caseSystemMetrics({ caseSources, caseSilence, clock }: CaseSystemLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = new Gauge({
      name: "holdfast_case_system_heard_seconds",
      help: "How long ago a case system was heard last; -1 if none ever was",
      registers: [registry],
    });
    const silent = new Gauge({
      name: "holdfast_case_systems_silent",
      help: "Case systems that were not heard for longer than HOLDFAST_CASE_SYSTEM_SILENT_DAYS",
      registers: [registry],
    });
    return async (): Promise<void> => {
      const sources = await caseSources();
      silent.set(silentSources(sources, caseSilence, clock()).length);
      const heard = lastHeard(sources);
      gauge.set(heard === null ? -1 : (Date.parse(clock()) - Date.parse(heard)) / 1000);
    };
  };
}
