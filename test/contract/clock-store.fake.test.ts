/** The fake ClockStore keeps the contract. */
import { type DeviceId, newId } from "../../services/kernel/ids.ts";
import { MemoryClockStore } from "../fakes/clock-store.ts";
import { clockStoreContract } from "./clock-store.contract.ts";

clockStoreContract("in memory", async () => ({
  store: new MemoryClockStore(),
  addDevice: async () => newId<DeviceId>(),
}));
