/** Rows of renewals of the time stamps over whole logs. */
import type { ColumnType } from "kysely";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface RenewalTables {
  ledger_renewals: {
    origin: string;
    number: number;
    size: number;
    body: string;
    made_at: Time;
    is_entered: ColumnType<boolean, never, true>;
  };
  ledger_renewal_files: {
    origin: string;
    number: number;
    path: string;
    size_bytes: number;
    sha256: Sha256;
    object_key: string;
    version_id: string;
    first_size: number | null;
    last_size: number | null;
    is_enrolled: ColumnType<boolean, never, true>;
  };
  ledger_renewal_tokens: {
    origin: string;
    number: number;
    authority: string;
    response: Buffer;
    gen_time: Time;
    kept_at: Time;
    valid_until: MaybeTime;
    is_enrolled: ColumnType<boolean, never, true>;
  };
  ledger_renewals_asked: { origin: string; asked_at: Time };
}
