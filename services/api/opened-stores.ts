/** What the API has of whichever store is configured. */
import type { IncomingStore } from "../objects/incoming-store.ts";
import type { ObjectStore } from "../objects/object-store.ts";
import type { VerifyDeps } from "../review/verify-deps.ts";

export interface OpenedStores {
  /** As things lie in it. */
  readonly objects: ObjectStore;
  readonly incoming: IncomingStore;
  /** How a person reads the lock of an object without this system. */
  readonly lockYourself: VerifyDeps["lockYourself"];
}
