/** Port: which items belong together, by the word of the device that sent them. Contract suite: test/contract/related-items.contract.ts. */
import type { ItemId } from "../kernel/ids.ts";
import type { OriginalStage } from "./pipeline.ts";

export interface RelatedItem {
  readonly id: ItemId;
  readonly filename: string;
  readonly stage: OriginalStage;
}

/**
 * A link is what a device declared at receipt, and custody event 0 keeps it; so it is looked up and never
 * stored a second time, and it does not matter which file came first. It holds among items of one device
 * only, for no device may tie its files to another's. Where several recordings fit, all of them are
 * answered: choosing one would be a guess. Oldest arrival first.
 */
export interface RelatedItems {
  /** The side files of a recording; a side file has none. */
  sideFiles(itemId: ItemId, limit: number): Promise<readonly RelatedItem[]>;
  /** What a side file belongs to, if it has come; of a recording, the other files with its `recording`. */
  recordings(itemId: ItemId, limit: number): Promise<readonly RelatedItem[]>;
}
