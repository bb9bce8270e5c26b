/** CitedStore in memory. */
import type { NewAction } from "../../services/actions/action.ts";
import type {
  CitedMoment,
  CitedOutcome,
  KeptCitation,
} from "../../services/derived/cited/cited-picture.ts";
import type { CitedKey, CitedStore } from "../../services/derived/cited/cited-store.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import type { MemoryActionStore } from "./action-store.ts";

interface Places {
  readonly actions: Pick<MemoryActionStore, "add">;
  readonly items: Pick<EvidenceStore, "get">;
}

export class MemoryCitedStore implements CitedStore {
  readonly #places: Places;
  readonly #all = new Map<string, KeptCitation>();
  readonly #taken = new Map<string, UtcInstant>();

  constructor(places: Places) {
    this.#places = places;
  }

  async ask(moment: CitedMoment, action: NewAction): Promise<KeptCitation> {
    await this.#places.items.get(moment.itemId);
    const known = this.#all.get(nameOf(moment));
    if (known !== undefined && known.outcome?.state !== "failed") return known;
    this.#places.actions.add(action);
    return this.#put({ ...(known ?? moment), tries: 0, outcome: null });
  }

  async find(key: CitedKey): Promise<KeptCitation | null> {
    return this.#all.get(nameOf(key)) ?? null;
  }

  async take(now: UtcInstant, until: UtcInstant): Promise<KeptCitation | null> {
    const free = [...this.#all.values()].find(
      (one) => one.outcome === null && (this.#taken.get(nameOf(one)) ?? now) <= now,
    );
    if (free === undefined) return null;
    this.#taken.set(nameOf(free), until);
    return this.#put({ ...free, tries: free.tries + 1 });
  }

  async report(key: CitedKey, until: UtcInstant): Promise<void> {
    this.#taken.set(nameOf(key), until);
  }

  async end(key: CitedKey, outcome: CitedOutcome): Promise<boolean> {
    const known = this.#all.get(nameOf(key));
    if (known === undefined || known.outcome !== null) return false;
    this.#taken.delete(nameOf(key));
    this.#put({ ...known, outcome });
    return true;
  }

  #put(kept: KeptCitation): KeptCitation {
    this.#all.set(nameOf(kept), kept);
    return kept;
  }
}

const nameOf = ({ itemId, ptsMs }: CitedKey): string => `${itemId} ${ptsMs}`;
