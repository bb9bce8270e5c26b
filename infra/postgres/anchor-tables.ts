/** Rows about heads that are made known outside, and the time stamps over them. */
import type { Generated } from "kysely";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface AnchorTables {
  ledger_anchors: { origin: string; size: number; chosen_at: Time };
  timestamp_authorities: {
    name: string;
    roots_pem: string;
    since: Time;
    configured: boolean;
    failures: Generated<number>;
    failure: string | null;
    not_before: MaybeTime;
    list_failures: Generated<number>;
    list_failure: string | null;
    list_not_before: MaybeTime;
  };
  timestamp_lists: {
    authority: string;
    place: number;
    list: Buffer;
    issuer_sha256: string | null;
    this_update: Time;
    next_update: MaybeTime;
  };
  timestamp_answers: {
    authority: string;
    sha256: string;
    answer: Buffer;
    certificate_sha256: string;
    status: "good" | "revoked" | "unknown";
    revoked_at: MaybeTime;
    reason: number | null;
    has_nonce: boolean;
    certificate_ends_at: Time | null;
    produced_at: Time;
    this_update: Time;
    next_update: MaybeTime;
  };
  ledger_tokens: {
    origin: string;
    size: number;
    authority: string;
    response: Buffer;
    gen_time: Time;
    kept_at: Time;
    valid_until: MaybeTime;
  };
}
