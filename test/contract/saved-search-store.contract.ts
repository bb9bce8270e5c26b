/** What every SavedSearchStore must do: each person has their own, and sees, changes and removes no other. */
import { beforeEach, describe, expect, it } from "vitest";
import { type SavedSearchId, type UserId, newId } from "../../services/kernel/ids.ts";
import {
  MOST_SAVED,
  type SavedSearch,
  type SavedSearchStore,
} from "../../services/search/saved-search.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON } from "../fixtures/evidence.ts";
import { SEER } from "./search-store.contract.ts";

export interface SavedSearchStoreUnderTest {
  readonly store: SavedSearchStore;
  addPerson(): Promise<UserId>;
}

export function savedSearchStoreContract(
  name: string,
  make: () => Promise<SavedSearchStoreUnderTest>,
): void {
  describe(`SavedSearchStore: ${name}`, () => {
    let store: SavedSearchStore;
    let [own, other] = [SEER, SEER];
    beforeEach(async () => {
      const subject = await make();
      store = subject.store;
      own = { ...SEER, userId: await subject.addPerson() };
      other = { ...SEER, role: "admin", userId: await subject.addPerson() };
    });
    const search = (called: string, q = "张伟"): SavedSearch => ({
      ...{ id: newId<SavedSearchId>(), name: called, question: { q }, savedAt: NOON },
    });

    it("keeps each person's own, by name, and one of a name", async () => {
      const first = await store.save(own, search("b"));
      await store.save(own, search("a"));
      const again = await store.save(own, search("b", "李娜"));
      expect(again).toMatchObject({ id: first.id, question: { q: "李娜" } });
      expect((await store.saved(own)).map(({ name: called }) => called)).toEqual(["a", "b"]);
      await store.forget(own, first.id);
      expect((await store.saved(own)).map(({ name: called }) => called)).toEqual(["a"]);
      await expect(store.forget(own, first.id)).rejects.toMatchObject({
        code: "search/no-such-search",
      });
    });

    it("shows nobody those of another, whatever their role, and lets nobody remove them", async () => {
      const { id } = await store.save(own, search("mine"));
      expect(await store.saved(other)).toEqual([]);
      await expect(store.forget(other, id)).rejects.toMatchObject({ kind: "missing" });
      await store.save(other, search("mine", "x"));
      expect(await store.saved(own)).toMatchObject([{ id, question: { q: "张伟" } }]);
    });

    it("keeps a hundred of each person, also where two come at once", async () => {
      const fill = async (sight: Sight, count: number): Promise<void> => {
        for (let at = 0; at < count; at += 1) await store.save(sight, search(`n${at}`));
      };
      await fill(own, MOST_SAVED - 1);
      const both = await Promise.allSettled([
        store.save(own, search("x")),
        store.save(own, search("y")),
      ]);
      expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      await store.save(own, search("n0", "again"));
      expect(await store.saved(own)).toHaveLength(MOST_SAVED);
      await store.save(other, search("x"));
    });
  });
}
