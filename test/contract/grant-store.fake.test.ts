/** The GrantStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryGrantStore } from "../fakes/grant-store.ts";
import { MemorySecrecyStore } from "../fakes/secrecy-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { filedItems } from "../fixtures/filed-items.ts";
import { grantStoreContract } from "./grant-store.contract.ts";

grantStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const [access, evidence] = [new MemoryAccessStore(actions), new MemoryEvidenceStore()];
  const cases = new MemoryCaseStore(evidence, actions);
  const places = { access, actions, evidence, cases };
  const addUser = async () => {
    const id = newId<UserId>();
    const name = { id, name: id, displayName: id, role: "officer" as const };
    const account = { ...name, passwordHash: "-", createdAt: NOON, disabledAt: null };
    await access.addUser(account, ANY_ACTION);
    return id;
  };
  const addItem = async () => {
    const item = receivedItem();
    evidence.add(item);
    return item.id;
  };
  const secrecy = new MemorySecrecyStore(places);
  return {
    ...{ store: new MemoryGrantStore(secrecy, places), secrecy },
    ...{ items: evidence, item: await addItem(), user: await addUser(), giver: await addUser() },
    disabled: async () => {
      const id = await addUser();
      await access.disableUser(id, NOON, () => ANY_ACTION);
      return id;
    },
    filed: () => filedItems(cases, addItem),
    told: async () => actions.all.length,
    close: async () => undefined,
  };
});
