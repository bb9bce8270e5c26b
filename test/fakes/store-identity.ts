/** StoreIdentity in memory. */
import type { StoreId } from "../../services/kernel/ids.ts";
import type {
  KeptIdentity,
  KnownObject,
  StoreIdentity,
} from "../../services/objects/store-identity.ts";

export class MemoryStoreIdentity implements StoreIdentity {
  #kept: KeptIdentity | null = null;
  readonly #known: KnownObject[];

  /** `known`: newest first. */
  constructor(known: KnownObject[] = []) {
    this.#known = known;
  }

  async kept(): Promise<KeptIdentity | null> {
    return this.#kept;
  }

  async keepOnce(id: StoreId): Promise<KeptIdentity> {
    this.#kept ??= { id, isStored: false };
    return this.#kept;
  }

  async stored(): Promise<void> {
    if (this.#kept !== null) this.#kept = { ...this.#kept, isStored: true };
  }

  async known(limit: number): Promise<readonly KnownObject[]> {
    return this.#known.slice(0, limit);
  }
}
