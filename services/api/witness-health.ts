/** What /readyz and /metrics tell of the ledger's witnesses. */
import { Gauge, type Registry } from "prom-client";
import {
  failingSeconds,
  isContradicting,
  witnessName,
  witnessesState,
} from "../anchors/witness-state.ts";
import type { WitnessStanding } from "../anchors/witness-store.ts";
import type { Clock } from "../kernel/clock.ts";
import type { Dependency } from "./health.ts";

export interface WitnessLooks {
  readonly standings: () => Promise<readonly WitnessStanding[]>;
  readonly clock: Clock;
}

/** A contradiction is told as loudly as a dead process; an outage is work that waits. */
export function witnessDependencies({ standings, clock }: WitnessLooks): readonly Dependency[] {
  const none = async (what: "contradicting" | "failing"): Promise<void> => {
    const [first] = witnessesState(await standings(), clock())[what];
    if (first !== undefined) throw new Error(`a witness is ${what}`);
  };
  return [
    {
      name: "ledger-history",
      check: () => none("contradicting"),
      fix: "A witness saw another history of the ledger. Leave database, store and keys as they are; `holdfast doctor` tells what to compare.",
      kind: "worker",
      knownBy: "postgres",
    },
    {
      name: "witnesses",
      check: () => none("failing"),
      fix: "A witness has not cosigned for a quarter of an hour; `holdfast doctor` tells whom to ask. Sealing goes on.",
      kind: "backlog",
      knownBy: "postgres",
    },
  ];
}

/** Each API process reads the same rows: over several take one, never the sum. */
export function witnessMetrics({ standings, clock }: WitnessLooks) {
  return (registry: Registry): (() => Promise<void>) => {
    const gauge = (name: string, help: string) =>
      new Gauge({ name, help, labelNames: ["witness", "log"], registers: [registry] });
    const cosigned = gauge(
      "holdfast_witness_cosigned_entries",
      "Entries of the newest checkpoint that this witness cosigned",
    );
    const failing = gauge(
      "holdfast_witness_failing_seconds",
      "How long this witness has not cosigned what it should; 0 if it has",
    );
    const contradicts = gauge(
      "holdfast_witness_contradicts",
      "1 if this witness saw another history of the ledger: look at once",
    );
    return async () => {
      const all = await standings();
      for (const each of [cosigned, failing, contradicts]) each.reset();
      for (const standing of all) {
        const labels = { witness: witnessName(standing.witness), log: standing.origin };
        cosigned.set(labels, standing.keptSize);
        failing.set(labels, failingSeconds(standing, clock()));
        contradicts.set(labels, isContradicting(standing) ? 1 : 0);
      }
    };
  };
}
