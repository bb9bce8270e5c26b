/** Rows of case files and their sealed versions. */
import type { ColumnType, Generated } from "kysely";
import type { Entry } from "../../services/casefile/entry.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseDocumentId, CaseId, ItemId, UserId } from "../../services/kernel/ids.ts";
import type { Time } from "./device-tables.ts";

/** A document about a case that custody signs. */
export interface DocumentRow {
  id: CaseDocumentId;
  position: Generated<number>;
  case_id: CaseId;
  number: number;
  text: string;
  sha256: Sha256;
  item_ids: ItemId[];
  salt: Buffer;
  made_at: Time;
  made_by: UserId;
  signature: ColumnType<Buffer | null, null, Buffer>;
  is_entered: ColumnType<boolean, never, true>;
}

export interface CasefileTables {
  case_file_orders: {
    case_id: CaseId;
    revision: number;
    entries: ColumnType<readonly Entry[], string, string>;
    changed_at: Time;
    changed_by: UserId;
  };
  case_documents: DocumentRow;
}
