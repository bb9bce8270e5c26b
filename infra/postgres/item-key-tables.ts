/** Rows of the wrapped data keys of items. */
import type { ItemId } from "../../services/kernel/ids.ts";
import type { MaybeTime, Time } from "./device-tables.ts";

export interface ItemKeyTables {
  item_keys: {
    item_id: ItemId;
    kek: string | null;
    wrapped: Buffer | null;
    made_at: Time;
    destroyed_at: MaybeTime;
  };
}
