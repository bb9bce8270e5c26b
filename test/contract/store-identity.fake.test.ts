/** The fake StoreIdentity keeps the contract. */
import { originalKey } from "../../services/objects/object-key.ts";
import type { KnownObject } from "../../services/objects/store-identity.ts";
import { MemoryStoreIdentity } from "../fakes/store-identity.ts";
import { storeIdentityContract } from "./store-identity.contract.ts";

storeIdentityContract("in memory", async () => {
  const known: KnownObject[] = [];
  return {
    identity: new MemoryStoreIdentity(known),
    addSealed: async (itemId, sizeBytes) => {
      known.unshift({ key: originalKey(itemId), versionId: "v1", sizeBytes, sha256: null });
      return "v1";
    },
    close: async () => undefined,
  };
});
