/** What /readyz and /metrics tell of a ledger that takes no entries. */
import { Gauge, type Registry } from "prom-client";
import { type LedgerStop, STOPPING_CODES, type StopKind, stopKind } from "../ledger/stopped.ts";
import type { Clock } from "../kernel/clock.ts";
import type { LedgerHead } from "../ledger/ledger-store.ts";
import type { Dependency } from "./health.ts";
import type { MoreMetrics } from "./metrics.ts";

export interface LedgerLooks {
  /** Null: it takes entries, as far as is known. */
  readonly ledgerStop: () => Promise<LedgerStop | null>;
}

const FIXES: Readonly<Record<StopKind, string>> = {
  files:
    "Restore the ledger's files that `holdfast fsck` names from a copy of the store; sealing then goes on by itself.",
  history:
    "The database is not the one that was last signed for. `holdfast ledger catch-up` brings an older copy up. Restore a newer one where that is refused; never reset the signer's memory.",
  memory:
    "Restore ledger-heads.json of the keys folder from its newest copy; it goes on by itself.",
};

/** One for each kind, so that what is to be done is told with it. */
export const ledgerDependencies = ({ ledgerStop }: LedgerLooks): readonly Dependency[] =>
  (Object.keys(FIXES) as StopKind[]).map((kind) => ({
    name: "ledger",
    check: async () => {
      const stop = await ledgerStop();
      if (stop !== null && stopKind(stop.code) === kind) throw new Error(stop.code);
    },
    fix: `The ledger takes no entries: nothing is sealed. Uploads are taken and wait; what has a receipt stays valid. ${FIXES[kind]}`,
    kind: "alarm",
    knownBy: "postgres",
  }));

export interface HeadLooks {
  /** The newest checkpoint of the log that is written now; null: it has none yet. */
  readonly ledgerHead: () => Promise<Pick<LedgerHead, "size" | "signedAt"> | null>;
  readonly clock: Clock;
}

export const ledgerMetrics =
  ({ ledgerStop, ledgerHead, clock }: LedgerLooks & HeadLooks): MoreMetrics =>
  (registry: Registry) => {
    const entries = new Gauge({
      name: "holdfast_ledger_entries",
      help: "Entries of the log that is written now, as its newest checkpoint has them",
      registers: [registry],
    });
    const age = new Gauge({
      name: "holdfast_checkpoint_age_seconds",
      help: "How long ago the newest checkpoint was signed; one is signed when there is something to enter. NaN before the first",
      registers: [registry],
    });
    const stopped = new Gauge({
      name: "holdfast_ledger_stopped",
      help: "Items that wait because the ledger takes no entry before somebody acts, by the reason; 1 also while none waits",
      labelNames: ["code"],
      registers: [registry],
    });
    return async () => {
      const head = await ledgerHead();
      entries.set(head?.size ?? 0);
      age.set(head === null ? NaN : (Date.parse(clock()) - Date.parse(head.signedAt)) / 1000);
      const stop = await ledgerStop();
      for (const code of STOPPING_CODES) {
        stopped.set({ code }, stop?.code === code ? Math.max(1, stop.items) : 0);
      }
    };
  };
