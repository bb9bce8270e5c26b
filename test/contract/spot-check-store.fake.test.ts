/** The SpotCheckStore in memory keeps the port's promises. */
import {
  type CaseId,
  type DeviceId,
  type ItemId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemorySpotCheckStore } from "../fakes/spot-check-store.ts";
import { checkedItem } from "../fixtures/spot-check.ts";
import { spotCheckStoreContract } from "./spot-check-store.contract.ts";

spotCheckStoreContract("in memory", async () => {
  const actions = new MemoryActionStore();
  const store = new MemorySpotCheckStore(actions);
  const itemIds = [newId<ItemId>(), newId<ItemId>()] as const;
  const caseId = newId<CaseId>();
  for (const id of itemIds) store.known.set(id, checkedItem(id, newId<DeviceId>(), [caseId]));
  const hide = async (id: ItemId) => {
    store.sees = (sight, ids) => sight === null || !ids.includes(id);
  };
  return { store, actions, itemIds, by: newId<UserId>(), caseId, hide };
});
