/** The fake EventLine keeps the contract. */
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { MemoryEventLine } from "../fakes/event-line.ts";
import { eventLineContract } from "./event-line.contract.ts";

eventLineContract("in memory", async () => {
  const line = new MemoryEventLine();
  const hidden = new Set<string>();
  line.sees = (_sight, ids) => !ids.some((id) => hidden.has(id));
  return {
    line,
    publish: async (type, about, at) => line.publish(type, about, at),
    item: async () => newId<ItemId>(),
    hide: async (id) => void hidden.add(id),
  };
});
