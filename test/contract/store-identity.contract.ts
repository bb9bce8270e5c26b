/** What every StoreIdentity must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type ItemId, type StoreId, newId } from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import type { StoreIdentity } from "../../services/objects/store-identity.ts";

export interface StoreIdentityUnderTest {
  readonly identity: StoreIdentity;
  /** An original of so many bytes, sealed after those before. Answers its version. */
  addSealed(itemId: ItemId, sizeBytes: number): Promise<string>;
  close(): Promise<void>;
}

export function storeIdentityContract(
  name: string,
  make: () => Promise<StoreIdentityUnderTest>,
): void {
  describe(`StoreIdentity: ${name}`, () => {
    let subject: StoreIdentityUnderTest;
    beforeEach(async () => (subject = await make()));
    afterEach(() => subject.close());

    it("keeps one id of many that are offered at once, and that it was stored", async () => {
      const { identity } = subject;
      expect(await identity.kept()).toBeNull();
      await identity.stored(); // nothing is kept yet: nothing to mark
      expect(await identity.kept()).toBeNull();
      const ids = Array.from({ length: 8 }, () => newId<StoreId>());
      const kept = await Promise.all(ids.map((id) => identity.keepOnce(id)));
      expect(new Set(kept.map(({ id }) => id)).size).toBe(1);
      expect(await identity.kept()).toEqual({ id: kept[0]!.id, isStored: false });
      await identity.stored();
      await identity.stored();
      const wanted = { id: kept[0]!.id, isStored: true };
      expect(await identity.keepOnce(newId<StoreId>())).toEqual(wanted);
      expect(await identity.kept()).toEqual(wanted);
    });

    it("names the newest sealed originals", async () => {
      const { identity } = subject;
      expect(await identity.known(8)).toEqual([]);
      const ids = [newId<ItemId>(), newId<ItemId>(), newId<ItemId>()];
      const versions: string[] = [];
      for (const [at, id] of ids.entries()) versions.push(await subject.addSealed(id, 100 + at));
      const known = (at: number) => ({
        ...{ key: originalKey(ids[at]!), versionId: versions[at]! },
        ...{ sizeBytes: 100 + at, sha256: null },
      });
      expect(await identity.known(2)).toEqual([known(2), known(1)]);
      expect(await identity.known(8)).toEqual([known(2), known(1), known(0)]);
    });
  });
}
