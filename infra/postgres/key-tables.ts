/** Rows of the register of the house's keys. */
import type { Generated } from "kysely";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { KeyEntryKind } from "../../services/keys/key.ts";
import type { KeyRole, KeySuite, RevocationReason } from "../../services/ledger/key-words.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface KeyTables {
  house_keys: {
    id: Generated<number>;
    role: KeyRole;
    suite: KeySuite;
    spki_sha256: Sha256;
    certificate_sha256: Sha256 | "";
    certificate: Buffer | null;
    not_before: MaybeTime;
    not_after: MaybeTime;
    added_at: Time;
    used_until: MaybeTime;
    rotation_asked_at: MaybeTime;
    revoked_at: MaybeTime;
    revoked_since: MaybeTime;
    revoked_reason: RevocationReason | null;
  };
  key_entries: {
    id: Generated<number>;
    key_id: number;
    kind: KeyEntryKind;
    leaf: string;
    is_entered: Generated<boolean>;
  };
}
