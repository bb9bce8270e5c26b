/** The RequestStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemorySecrecyStore } from "../fakes/secrecy-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { filedItems } from "../fixtures/filed-items.ts";
import { accessStores } from "../fixtures/review-access.ts";
import { requestStoreContract } from "./request-store.contract.ts";

requestStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const [access, evidence] = [new MemoryAccessStore(actions), new MemoryEvidenceStore()];
  const cases = new MemoryCaseStore(evidence, actions);
  const places = { access, actions, evidence, cases };
  const addUser = async (role: "officer" | "records") => {
    const id = newId<UserId>();
    const account = { id, name: id, displayName: id, role, passwordHash: "-" };
    await access.addUser({ ...account, createdAt: NOON, disabledAt: null }, ANY_ACTION);
    return id;
  };
  const secrecy = new MemorySecrecyStore(places);
  const { grants, accessRequests: store } = accessStores(secrecy, places);
  const { caseId, inside: item } = await filedItems(cases, async () => {
    const added = receivedItem();
    evidence.add(added);
    return added.id;
  });
  const [asker, decider] = [await addUser("officer"), await addUser("records")];
  const atFirst = actions.all.length;
  return {
    ...{ store, grants, secrecy, asker, decider, item, caseId },
    told: async () => actions.all.length - atFirst,
  };
});
