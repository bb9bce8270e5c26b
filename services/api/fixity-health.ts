/** What /readyz and /metrics tell of the continuous audit. */
import { Gauge, type Registry } from "prom-client";
import type { FixitySummary } from "../fixity/fixity-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";

export interface FixityLooks {
  readonly fixity: () => Promise<FixitySummary>;
  /** Within which everything is to be read again, in milliseconds. */
  readonly fixityPeriodMs: number;
  readonly clock: Clock;
}

export function fixityDependencies(looks: FixityLooks): readonly Dependency[] {
  return [
    {
      name: "fixity",
      check: () => requireSound(looks),
      fix: "Something stored is not what was sealed: `holdfast fsck` names it. Change nothing; get an auditor.",
      kind: "alarm",
      knownBy: "postgres",
    },
    {
      name: "fixity",
      check: () => requireAudit(looks),
      fix: "The audit is behind its period, or cannot read something: see `holdfast logs custody`.",
      kind: "backlog",
      knownBy: "postgres",
    },
  ];
}

async function requireSound({ fixity }: FixityLooks): Promise<void> {
  if ((await fixity()).failing > 0) throw new Error("something stored is not what was sealed");
}

async function requireAudit({ fixity, fixityPeriodMs, clock }: FixityLooks): Promise<void> {
  const { oldestReadAt, unreadable } = await fixity();
  const waitedMs = oldestReadAt === null ? 0 : Date.parse(clock()) - Date.parse(oldestReadAt);
  if (waitedMs > fixityPeriodMs || unreadable > 0) throw new Error("the audit is behind");
}

/** Alarm on the first two at anything but 0, on the third at more than the period. */
export function fixityMetrics({ fixity, clock }: Pick<FixityLooks, "fixity" | "clock">) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = (name: string, help: string): Gauge =>
      new Gauge({ name, help, registers: [registry] });
    const failing = gauge(
      "holdfast_fixity_failing_objects",
      "Objects that the audit found to be other than they were sealed",
    );
    const unreadable = gauge(
      "holdfast_fixity_unreadable_objects",
      "Objects that the audit could not read when it last tried",
    );
    const oldest = gauge(
      "holdfast_fixity_oldest_seconds",
      "How long ago the object was read that waits longest for the audit; 0 if there is none",
    );
    return async (): Promise<void> => {
      const found = await fixity();
      failing.set(found.failing);
      unreadable.set(found.unreadable);
      const since = found.oldestReadAt === null ? null : Date.parse(found.oldestReadAt);
      oldest.set(since === null ? 0 : (Date.parse(clock()) - since) / 1000);
    };
  };
}
