/** Port: what the database knows of the store that evidence lies in. Contract suite: test/contract/store-identity.contract.ts. */
import type { Sha256 } from "../kernel/digest.ts";
import type { StoreId } from "../kernel/ids.ts";
import type { ObjectKey } from "./object-key.ts";

export interface KeptIdentity {
  readonly id: StoreId;
  /** Whether the store was seen to hold it. Once it is so it stays so. */
  readonly isStored: boolean;
}

/** An object that the database says is in the store. */
export interface KnownObject {
  readonly key: ObjectKey;
  /** Null: the first version under the key. */
  readonly versionId: string | null;
  readonly sizeBytes: number;
  /** Where the key alone would say little. */
  readonly sha256: Sha256 | null;
}

export interface StoreIdentity {
  /** Null: this house never asked. */
  kept(): Promise<KeptIdentity | null>;

  /** Keeps the first id offered and answers the one that is kept. */
  keepOnce(id: StoreId): Promise<KeptIdentity>;

  /** The store was seen to hold the kept id. */
  stored(): Promise<void>;

  /** The newest originals that are sealed, at most `limit`; where there is none, the newest entries of the ledger. */
  known(limit: number): Promise<readonly KnownObject[]>;
}
