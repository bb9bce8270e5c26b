/** What /readyz and /metrics tell of the authorities for time stamps. */
import { Gauge, type Registry } from "prom-client";
import {
  behindSeconds,
  isBehind,
  isListLate,
  isRenewalLate,
  renewalWaitSeconds,
} from "../anchors/authority-state.ts";
import type { AuthorityState } from "../anchors/token-store.ts";
import type { Clock, UtcInstant } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";

export interface TimestampLooks {
  readonly authorities: () => Promise<readonly AuthorityState[]>;
  /** Since when a renewal waits for its first stamp; null: none does. */
  readonly renewalSince: () => Promise<UtcInstant | null>;
  readonly clock: Clock;
}

export function timestampDependencies(looks: TimestampLooks): readonly Dependency[] {
  const { authorities, renewalSince, clock } = looks;
  const none = (isWrong: typeof isBehind) => async (): Promise<void> => {
    const now = clock();
    if ((await authorities()).some((each) => isWrong(each, now)))
      throw new Error("an authority gave nothing for long");
  };
  const backlog = (name: string, check: Dependency["check"], fix: string): Dependency => ({
    ...{ name, check, kind: "backlog", knownBy: "postgres" },
    fix: `${fix} Sealing goes on.`,
  });
  return [
    backlog(
      "timestamps",
      none(isBehind),
      "An authority for time stamps gave none for a quarter of an hour; `holdfast doctor` tells which and why.",
    ),
    backlog(
      "timestamp-lists",
      none(isListLate),
      "An authority's list of revoked certificates, or an answer about its own, cannot be had, or the next one is late; `holdfast doctor` tells which and why.",
    ),
    backlog(
      "renewals",
      async () => {
        if (isRenewalLate(await renewalSince(), clock())) throw new Error("a renewal waits");
      },
      "A renewal of time stamps has waited for its own for a quarter of an hour: see the authorities in `holdfast doctor`.",
    ),
  ];
}

/** Each API process reads the same rows: over several take one, never the sum. */
export function timestampMetrics({ authorities, renewalSince, clock }: TimestampLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = <Label extends string>(name: string, help: string, ...labelNames: Label[]) =>
      new Gauge({ name, help, labelNames, registers: [registry] });
    const behind = gauge(
      "holdfast_timestamp_behind_seconds",
      "How long a checkpoint has waited for a time stamp of this authority; 0 if none does",
      "authority",
    );
    const listLate = gauge(
      "holdfast_timestamp_list_late",
      "1 if this authority's list of revoked certificates, or an answer about its own, cannot be had, or the next one is late",
      "authority",
    );
    const renewal = gauge(
      "holdfast_renewal_waiting_seconds",
      "How long a renewal of time stamps has waited for its first stamp; 0 if none does",
    );
    return async () => {
      const all = await authorities();
      const now = clock();
      for (const each of [behind, listLate]) each.reset();
      for (const each of all) {
        behind.set({ authority: each.name }, behindSeconds(each, now));
        listLate.set({ authority: each.name }, isListLate(each, now) ? 1 : 0);
      }
      renewal.set(renewalWaitSeconds(await renewalSince(), now));
    };
  };
}
