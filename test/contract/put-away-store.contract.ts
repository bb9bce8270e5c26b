/** What every PutAwayStore must do: each person has their own, whatever their role; doing it twice is doing it once. */
import { beforeEach, describe, expect, it } from "vitest";
import type { UserId } from "../../services/kernel/ids.ts";
import type { PutAwayStore } from "../../services/review/put-away-store.ts";
import { SEER } from "./search-store.contract.ts";

export interface PutAwayStoreUnderTest {
  readonly store: PutAwayStore;
  addPerson(): Promise<UserId>;
}

export function putAwayStoreContract(
  name: string,
  make: () => Promise<PutAwayStoreUnderTest>,
): void {
  describe(`PutAwayStore: ${name}`, () => {
    let store: PutAwayStore;
    let [own, other] = [SEER, SEER];
    beforeEach(async () => {
      const subject = await make();
      store = subject.store;
      own = { ...SEER, role: "admin", userId: await subject.addPerson() };
      other = { ...own, userId: await subject.addPerson() };
    });

    it("puts away for one person alone, and calls back", async () => {
      expect(await store.putAway(own)).toEqual([]);
      await store.set(own, "first-steps", true);
      expect([await store.putAway(own), await store.putAway(other)]).toEqual([["first-steps"], []]);
      await store.set(other, "first-steps", false);
      expect(await store.putAway(own)).toEqual(["first-steps"]);
      await store.set(own, "first-steps", false);
      expect(await store.putAway(own)).toEqual([]);
    });

    it("does nothing the second time, also where two come at once", async () => {
      const away = () => store.set(own, "first-steps", true);
      await Promise.all([away(), away()]);
      await away();
      expect(await store.putAway(own)).toEqual(["first-steps"]);
      for (let time = 0; time < 2; time += 1) await store.set(own, "first-steps", false);
      expect(await store.putAway(own)).toEqual([]);
    });
  });
}
