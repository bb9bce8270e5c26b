/** The log that whoever names none means. */
import type { Clock } from "../kernel/clock.ts";
import { originOf } from "./checkpoint.ts";
import type { LedgerStore } from "./ledger-store.ts";

export interface CurrentLogDeps {
  readonly ledger: Pick<LedgerStore, "newestLog">;
  /** Short name; with a UTC year it names a log. */
  readonly agency: string;
  readonly clock: Clock;
}

/**
 * The newest log that has begun; while none has, that of the clock's year. Before the first entry of a year the log of the
 * year before is still the newest, and where a clock ran ahead the next one has begun already.
 */
export const currentLog = async ({ ledger, agency, clock }: CurrentLogDeps): Promise<string> =>
  (await ledger.newestLog(agency)) ?? originOf(agency, clock());
