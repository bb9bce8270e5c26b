/** The SharingStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryGrantStore } from "../fakes/grant-store.ts";
import { MemorySecrecyStore } from "../fakes/secrecy-store.ts";
import { MemorySharingStore } from "../fakes/sharing-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { sharingStoreContract } from "./sharing-store.contract.ts";

sharingStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const [access, evidence] = [new MemoryAccessStore(actions), new MemoryEvidenceStore()];
  const places = { access, actions, evidence, cases: new MemoryCaseStore(evidence, actions) };
  const secrecy = new MemorySecrecyStore(places);
  const grants = new MemoryGrantStore(secrecy, places);
  const addUser = async (role: "admin" | "legal") => {
    const id = newId<UserId>();
    const account = { id, name: id, displayName: id, role, passwordHash: "-", createdAt: NOON };
    await access.addUser({ ...account, disabledAt: null }, ANY_ACTION);
    return id;
  };
  const item = receivedItem();
  evidence.add(item);
  return {
    store: new MemorySharingStore({ ...places, items: evidence, grants, secrecy }),
    ...{ access, grants, secrecy, item: item.id },
    ...{ proposer: await addUser("admin"), approver: await addUser("legal") },
    destroy: async () => evidence.add({ ...item, stage: "disposed" }),
    told: async () => actions.all.length,
    close: async () => undefined,
  };
});
