/** An item, or that there is none of this id. */
import { isRefusal } from "../kernel/refusal.ts";
import type { ItemId } from "../kernel/ids.ts";
import type { EvidenceItem } from "./evidence-item.ts";
import type { EvidenceStore } from "./evidence-store.ts";

export const findItem = (
  { items }: { readonly items: Pick<EvidenceStore, "get"> },
  id: ItemId,
): Promise<EvidenceItem | null> =>
  items.get(id).catch((error: unknown) => {
    if (isRefusal(error, "evidence/no-such-item")) return null;
    throw error;
  });
