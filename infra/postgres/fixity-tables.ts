/** The rows of the tables of the continuous audit. */
import type { Generated, JSONColumnType } from "kysely";
import type { FindingFacts, FixityCode } from "../../services/fixity/finding.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { LockMode } from "../../services/objects/object-store.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface FixityTables {
  fixity_targets: {
    name: string;
    item_id: ItemId | null;
    last_read_at: Time;
    audited_at: MaybeTime;
    locked_until: MaybeTime;
    lock_mode: LockMode | null;
    lease: string | null;
    lease_until: MaybeTime;
    failures: Generated<number>;
    not_before: MaybeTime;
  };
  fixity_logs: { origin: string; bundles: number };
  fixity_findings: {
    id: Generated<number>;
    target: string;
    item_id: ItemId | null;
    code: FixityCode;
    facts: JSONColumnType<FindingFacts>;
    found_at: Time;
    ended_at: MaybeTime;
  };
  fixity_results: {
    position: Generated<number>;
    at: Time;
    target: string;
    size_bytes: number;
    sha256: Sha256 | null;
    codes: FixityCode[];
  };
  fixity_lists: {
    day: string;
    part: number;
    text: string;
    sha256: Sha256;
    objects: number;
    bytes: number;
    failures: number;
    entered_at: MaybeTime;
  };
}
