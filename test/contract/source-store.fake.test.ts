/** The fake SourceStore keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import { MemorySigningStore } from "../fakes/signing-store.ts";
import { MemorySourceStore } from "../fakes/source-store.ts";
import { sourceStoreContract } from "./source-store.contract.ts";

sourceStoreContract("in memory", async () => {
  const items = new MemoryEvidenceStore();
  const add = async (item: Parameters<typeof items.add>[0]): Promise<void> => items.add(item);
  const devices = new Map<DeviceId, { name: string; isDock: boolean }>();
  const isDock = (id: DeviceId): boolean => devices.get(id)?.isDock === true;
  const named = (camera: string, sender: DeviceId): DeviceId | null => {
    const [id] = [...devices].find(([each, { name }]) => name === camera && !isDock(each)) ?? [];
    return isDock(sender) ? (id ?? null) : null;
  };
  const signings = new MemorySigningStore((id) => devices.has(id));
  const store = new MemorySourceStore(items, signings, named);
  const addDevice = async (id: DeviceId, name: string, isDockToo: boolean): Promise<void> => {
    devices.set(id, { name, isDock: isDockToo });
  };
  return { store, signings, items, add, addDevice, close: async () => undefined };
});
