/** Rows of what the ledger tells of custody events and actions. */
import type { ColumnType, Generated } from "kysely";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import type { BatchKind } from "../../services/ledger/record-store.ts";
import type { Time } from "./device-tables.ts";

/** Filled later. */
type Later<T> = ColumnType<T | null, null | undefined, T>;

export interface RecordTables {
  ledger_batches: {
    id: Generated<number>;
    kind: BatchKind;
    leaf: string;
    is_entered: ColumnType<boolean, never, true>;
  };
  ledger_records: {
    id: Generated<number>;
    kind: BatchKind | "link" | "hold" | "export" | "policy";
    item_id: ItemId | null;
    index: number;
    at: Time;
    sha256: Sha256;
    salt: Later<Buffer>;
    batch_id: Later<number>;
    place: Later<number>;
    leaf: Later<string>;
  };
}
