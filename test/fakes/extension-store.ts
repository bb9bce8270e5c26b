/** ExtensionStore in memory, over the decisions and facts of a RetentionStore in memory. */
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { ExtendableItem, Extension } from "../../services/retention/extension.ts";
import type {
  DayPlace,
  EndingItem,
  ExtensionScope,
  ExtensionStore,
  ExtensionVerdict,
} from "../../services/retention/extension-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryEvidenceStore } from "./evidence-store.ts";
import type { MemoryRetentionStore } from "./retention-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

export class MemoryExtensionStore implements ExtensionStore {
  sees: Sees = SEES_ALL;
  readonly #items: MemoryEvidenceStore;
  readonly #retention: MemoryRetentionStore;
  readonly #within: (scope: ExtensionScope) => Promise<readonly ItemId[]>;

  constructor(
    items: MemoryEvidenceStore,
    retention: MemoryRetentionStore,
    /** What belongs to a case or a session now. */
    within: (scope: ExtensionScope) => Promise<readonly ItemId[]> = async () => [],
  ) {
    this.#items = items;
    this.#retention = retention;
    this.#within = within;
  }

  async ofItem(itemId: ItemId): Promise<readonly Extension[]> {
    return this.#given(itemId);
  }

  async extend(
    scope: ExtensionScope,
    sight: Sight | null,
    most: number,
    judge: (item: ExtendableItem) => ExtensionVerdict,
  ): Promise<ReadonlyMap<ItemId, ExtensionVerdict>> {
    if (scope.kind === "item") await this.#items.get(scope.id);
    const found = scope.kind === "item" ? [scope.id] : await this.#within(scope);
    const ids = found.filter((id) => this.sees(sight, [id]));
    if (ids.length > most) {
      throw new Refusal("conflict", "retention/too-many", "that is more than is extended at once");
    }
    const items = await Promise.all(ids.map((id) => this.#items.get(id)));
    // Nobody else comes in between until everything is kept.
    const verdicts = new Map(items.map((item) => [item.id, judge(this.#extendable(item))]));
    const kept: Promise<unknown>[] = [];
    for (const [id, verdict] of verdicts) {
      if ("refusal" in verdict || verdict.happening === null) continue;
      const { extension, happening } = verdict;
      this.#retention.extensions.set(id, [...this.#given(id), extension]);
      const { at, actor } = extension;
      kept.push(this.#retention.mark([id]), this.#items.record(id, { at, actor, happening }));
    }
    await Promise.all(kept);
    return verdicts;
  }

  #given(itemId: ItemId): readonly Extension[] {
    return this.#retention.extensions.get(itemId) ?? [];
  }

  #extendable({ id: itemId, stage }: EvidenceItem): ExtendableItem {
    const decision = this.#retention.now(itemId);
    return {
      ...{ itemId, stage, floor: decision?.floor ?? null, open: decision?.open ?? false },
      isUndecided: this.#retention.isMarked(itemId),
      extensions: this.#given(itemId),
    };
  }

  async ending(
    ...[{ from, until }, onlyExtended, after, limit, sight]: Parameters<ExtensionStore["ending"]>
  ): Promise<readonly EndingItem[]> {
    return this.#items
      .all()
      .flatMap(({ id, stage }, at) => {
        const decision = this.#retention.now(id);
        const floor = decision?.floor ?? "permanent";
        const extensions = this.#given(id);
        if (stage !== "sealed" || floor === "permanent" || decision?.open === true) return [];
        if (floor < from || floor > until || (onlyExtended && extensions.length === 0)) return [];
        const told = extensions.map(({ by, document }) => ({
          by,
          document: document?.name ?? null,
        }));
        return [{ itemId: id, position: at + 1, on: floor, extensions: told }];
      })
      .filter(({ itemId }) => this.sees(sight, [itemId]))
      .toSorted(byDay)
      .filter((each) => after === null || byDay(each, after) > 0)
      .slice(0, limit);
  }
}

export const byDay = (one: DayPlace, other: DayPlace): number =>
  one.on === other.on ? one.position - other.position : one.on < other.on ? -1 : 1;
