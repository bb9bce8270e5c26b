/** What every ItemKeyStore must do. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { WrappedKey } from "../../services/encryption/data-key-wrapper.ts";
import type { ItemKeyStore } from "../../services/encryption/item-key-store.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface ItemKeyStoreUnderTest {
  readonly store: ItemKeyStore;
  /** An item whose device said this of it in `secrecy`. */
  addItem(secrecy: string | null): Promise<ItemId>;
  close(): Promise<void>;
}

const wrapped = (kek: string, ...bytes: number[]): WrappedKey => ({
  kek,
  bytes: Buffer.from(bytes),
});

export function itemKeyStoreContract(
  name: string,
  make: () => Promise<ItemKeyStoreUnderTest>,
): void {
  describe(`ItemKeyStore: ${name}`, () => {
    let subject: ItemKeyStoreUnderTest;
    let store: ItemKeyStore;
    beforeAll(async () => {
      subject = await make();
      store = subject.store;
    });
    afterAll(() => subject.close());

    it("knows by its labels which family an item belongs to", async () => {
      expect(await store.labelled(await subject.addItem(null))).toBeNull();
      expect(await store.labelled(await subject.addItem("privacy minor"))).toBe("duty");
      expect(await store.labelled(await subject.addItem("work highly-secret"))).toBe("state");
    });

    it("keeps the first key of many that come at once", async () => {
      const itemId = await subject.addItem(null);
      expect(await store.get(itemId)).toBeNull();
      const racers = Array.from({ length: 8 }, (_, at) => wrapped("open-1", at));
      const kept = await Promise.all(racers.map((each) => store.keepOnce(itemId, each, NOON)));
      const digits = new Set(kept.map((key) => key.wrapped?.bytes[0]));
      expect(digits.size).toBe(1);
      expect((await store.get(itemId))?.wrapped?.bytes[0]).toBe([...digits][0]);
    });

    it("puts a key under another one only while it is what it was", async () => {
      const itemId = await subject.addItem(null);
      const [old, fresh] = [wrapped("open-1", 1, 2), wrapped("open-2", 3)];
      await store.keepOnce(itemId, old, NOON);
      expect(await store.rewrap(itemId, wrapped("open-1", 1), fresh)).toBe(false);
      expect(await store.rewrap(itemId, wrapped("open-2", 1, 2), fresh)).toBe(false);
      expect(await store.rewrap(itemId, old, fresh)).toBe(true);
      expect(await store.rewrap(itemId, old, fresh)).toBe(false);
      const { kek, bytes } = (await store.get(itemId))?.wrapped ?? wrapped("none");
      expect([kek, ...bytes]).toEqual(["open-2", 3]);
    });

    it("destroys a key for good, twice too, also where there was none yet", async () => {
      const [one, other] = [await subject.addItem("trade"), await subject.addItem(null)];
      const key = wrapped("duty-9", 9);
      await store.keepOnce(one, key, NOON);
      for (const itemId of [one, other]) {
        await store.forget(itemId, NOON);
        await store.forget(itemId, NOON);
        expect(await store.get(itemId)).toEqual({ itemId, wrapped: null });
        expect((await store.keepOnce(itemId, key, NOON)).wrapped).toBeNull();
        expect(await store.rewrap(itemId, key, wrapped("duty-10", 1))).toBe(false);
      }
      expect(await store.under("duty-9", 10)).toEqual([]);
    });

    it("counts what stands under each key, with one of them to try it by", async () => {
      const ids = await Promise.all(
        ["secret", "secret", "top-secret"].map((said) => subject.addItem(said)),
      );
      for (const [at, itemId] of ids.entries()) {
        await store.keepOnce(itemId, wrapped(`state-${at < 2 ? 6 : 7}`, at), NOON);
      }
      const uses = (await store.uses()).filter(({ kek }) => kek.startsWith("state-"));
      expect(uses.map(({ kek, items }) => [kek, items])).toEqual([
        ["state-6", 2],
        ["state-7", 1],
      ]);
      expect(ids).toContain(uses[0]?.sample.itemId);
      expect(uses[1]?.sample.wrapped?.bytes[0]).toBe(2);
      expect(await store.under("state-6", 1)).toHaveLength(1);
      expect((await store.under("state-6", 9)).map(({ itemId }) => itemId).sort()).toEqual(
        ids.slice(0, 2).sort(),
      );
    });
  });
}
