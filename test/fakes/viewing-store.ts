/** ViewingStore in memory, over the evidence store in memory. */
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { KeptViewing, ViewingStore } from "../../services/review/viewing-store.ts";

interface Row extends KeptViewing {
  readonly keptAt: UtcInstant;
  readonly isTold: boolean;
}

export class MemoryViewingStore implements ViewingStore {
  readonly rows = new Map<string, Row>();
  readonly #items: Pick<EvidenceStore, "record" | "get">;

  constructor(items: Pick<EvidenceStore, "record" | "get">) {
    this.#items = items;
  }

  async keep(viewings: readonly KeptViewing[], at: UtcInstant): Promise<void> {
    for (const viewing of viewings) {
      if (this.rows.get(viewing.id)?.isTold === true) continue;
      this.rows.set(viewing.id, structuredClone({ ...viewing, keptAt: at, isTold: false }));
    }
  }

  async tell(viewing: KeptViewing, at: UtcInstant): Promise<KeptViewing["data"]> {
    const known = this.rows.get(viewing.id);
    if (known?.isTold === true) return known.data;
    const { itemId, actor, data } = viewing;
    this.rows.set(viewing.id, { ...viewing, keptAt: known?.keptAt ?? at, isTold: true });
    try {
      await this.#items.record(itemId, { at, actor, happening: { kind: "viewed", data } });
    } catch (error) {
      if (known === undefined) this.rows.delete(viewing.id);
      else this.rows.set(viewing.id, known);
      throw error;
    }
    return data;
  }

  async left(before: UtcInstant, limit: number): Promise<readonly KeptViewing[]> {
    const rested = [...this.rows.values()].filter((row) => !row.isTold && row.keptAt < before);
    const there: Row[] = [];
    for (const row of rested) if (await this.#isThere(row)) there.push(row);
    return there
      .slice(0, limit)
      .map(({ id, itemId, actor, data }) => ({ id, itemId, actor, data }));
  }

  async #isThere({ itemId }: Row): Promise<boolean> {
    return this.#items.get(itemId).then(
      () => true,
      () => false,
    );
  }

  async forget(before: UtcInstant): Promise<void> {
    for (const [id, { isTold, keptAt }] of this.rows) {
      if (isTold && keptAt < before) this.rows.delete(id);
    }
  }
}
