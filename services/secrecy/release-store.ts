/** Port: releases of redacted recordings. Contract suite: test/contract/release-store.contract.ts. */
import type { ItemId, ReleaseId } from "../kernel/ids.ts";
import type { Release } from "./release.ts";
import type { Telling } from "./secrecy-store.ts";

export interface ReleaseStore {
  /** Oldest first. */
  ofItem(itemId: ItemId): Promise<readonly Release[]>;

  /**
   * Writes it, an event of the item and of each of its sources, and the action: all or nothing. From then on lists and walls are as it says.
   * @throws Refusal missing "evidence/no-such-item"; conflict "secrecy/release-open" where one is proposed or stands.
   */
  propose(release: Release, telling: Telling): Promise<void>;

  /** The same of what `change` makes of it, while nobody else can. @throws Refusal missing "secrecy/no-such-release"; what `change` throws. */
  change(
    itemId: ItemId,
    id: ReleaseId,
    change: (before: Release) => { readonly after: Release; readonly telling: Telling },
  ): Promise<Release>;
}
