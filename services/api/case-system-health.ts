/** What /readyz and /metrics tell of the systems that tell of cases: that they fell silent. */
import { Gauge, type Registry } from "prom-client";
import type { HeardSource } from "../cases/case-message-store.ts";
import { isSilent, lastHeard } from "../cases/silence.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";

export interface CaseSystemLooks {
  readonly caseSources: () => Promise<readonly HeardSource[]>;
  /** Null: nobody asked to be told of silence. */
  readonly caseSystemSilentDays: number | null;
  readonly clock: Clock;
}

export const caseSystemDependency = (looks: CaseSystemLooks): Dependency => ({
  name: "case-system",
  check: async () => {
    if (isSilent(await looks.caseSources(), looks.caseSystemSilentDays, looks.clock())) {
      throw new Error("no case system was heard for long");
    }
  },
  fix: "No case system was heard for longer than HOLDFAST_CASE_SYSTEM_SILENT_DAYS: look after the connection, or `holdfast import cases`. What waits for the end of a case is kept meanwhile.",
  kind: "backlog",
  knownBy: "postgres",
});

export function caseSystemMetrics({
  caseSources,
  clock,
}: Pick<CaseSystemLooks, "caseSources" | "clock">) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = new Gauge({
      name: "holdfast_case_system_heard_seconds",
      help: "How long ago a case system was heard last; -1 if none ever was",
      registers: [registry],
    });
    return async (): Promise<void> => {
      const heard = lastHeard(await caseSources());
      gauge.set(heard === null ? -1 : (Date.parse(clock()) - Date.parse(heard)) / 1000);
    };
  };
}
