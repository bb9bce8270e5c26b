/** `doctor` on the store: a damaged id is told while the store is still known by what lies in it. */
import { expect, test } from "vitest";
import { store } from "../../../services/command/doctor-store.ts";
import { type StoreId, newId } from "../../../services/kernel/ids.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";

const HELD = { probe: "delete", held: true } as never;
const OPEN = { probe: "delete", held: false, problem: "it was deleted" } as never;

test.each([
  ["a sound store", null, HELD, "ok storeFine"],
  ["a damaged id", newId<StoreId>(), HELD, "warning storeIdDamaged"],
  ["a damaged id in a store that keeps no locks", newId<StoreId>(), OPEN, "failed storeOpen"],
])("%s", async (_, damaged, lock, said) => {
  const probes = { damagedId: async () => damaged, lockFindings: async () => [lock] };
  const { state, finding, facts } = await store(probes);
  expect(`${state} ${finding}`).toBe(said);
  if (finding === "storeIdDamaged") expect(facts).toEqual({ id: damaged });
});

test("another store is not locked to try it", async () => {
  const other = new Refusal("unavailable", "objects/store-id-damaged", "the id is damaged");
  const probes = {
    damagedId: () => Promise.reject(other),
    lockFindings: () => Promise.reject(new Error("nothing is written there")),
  };
  expect((await store(probes)).finding).toBe("storeOther");
});
