/** RelatedItems over the items of a MemoryEvidenceStore. */
import type { ItemId } from "../../services/kernel/ids.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { RelatedItem, RelatedItems } from "../../services/evidence/related-items.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";

export class MemoryRelatedItems implements RelatedItems {
  readonly #items: MemoryEvidenceStore;

  constructor(items: MemoryEvidenceStore) {
    this.#items = items;
  }

  async sideFiles(itemId: ItemId, limit: number): Promise<readonly RelatedItem[]> {
    return this.#where(itemId, limit, (recording, other) => {
      const { belongsTo } = other.announced;
      if (recording.announced.belongsTo !== null || belongsTo === null) return false;
      return belongsTo === recording.id || belongsTo === recording.announced.recording;
    });
  }

  async recordings(itemId: ItemId, limit: number): Promise<readonly RelatedItem[]> {
    return this.#where(itemId, limit, ({ id, announced }, other) => {
      const name = announced.belongsTo ?? announced.recording;
      if (other.announced.belongsTo !== null || other.id === id || name === null) return false;
      return other.announced.recording === name || other.id === announced.belongsTo;
    });
  }

  #where(
    itemId: ItemId,
    limit: number,
    fits: (item: EvidenceItem, other: EvidenceItem) => boolean,
  ): RelatedItem[] {
    const all = this.#items.all();
    const item = all.find(({ id }) => id === itemId);
    if (item === undefined) return [];
    return all
      .filter((other) => other.deviceId === item.deviceId && fits(item, other))
      .slice(0, limit)
      .map(({ id, announced, stage }) => ({ id, filename: announced.filename, stage }));
  }
}
