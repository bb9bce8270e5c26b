/** Rows of what witnesses said, as kysely reads and writes them. */
import type { RefusalCode } from "../../services/kernel/refusal.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface WitnessTables {
  ledger_cosignatures: {
    origin: string;
    size: number;
    witness: string;
    line: string;
    cosigned_at: Time;
  };
  witness_standings: {
    witness: string;
    origin: string;
    size: number;
    kept_size: number;
    problem: RefusalCode | null;
    failures: number;
    failing_since: MaybeTime;
    retry_at: MaybeTime;
  };
}
