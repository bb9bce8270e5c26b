/** The ReleaseStore in memory keeps the port's promises. */
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { MemoryAccessStore } from "../fakes/access-store.ts";
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryDerivedStore } from "../fakes/derived-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryReleaseStore } from "../fakes/release-store.ts";
import { MemorySecrecyStore } from "../fakes/secrecy-store.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { askedOf } from "../fixtures/derived-asked.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { releaseStoreContract } from "./release-store.contract.ts";

releaseStoreContract("memory", async () => {
  const actions = new MemoryActionStore();
  const [access, items] = [new MemoryAccessStore(actions), new MemoryEvidenceStore()];
  const cases = new MemoryCaseStore(items, actions);
  const secrecy = new MemorySecrecyStore({ access, actions, cases, evidence: items });
  const derived = new MemoryDerivedStore({ actions, cases, items, secrecy });
  const releases = new MemoryReleaseStore({ actions, evidence: items, secrecy });
  const addItem = async () => {
    const item = receivedItem();
    items.add(item);
    return item.id;
  };
  return {
    ...{ releases, secrecy, derived, items, addItem },
    madeOf: async (source, kind) => {
      const request = askedOf(source, kind, newId<UserId>());
      await derived.ask(request, ANY_ACTION);
      items.add(receivedItem({ id: request.id, stage: "sealed" }));
      return request.id;
    },
    addUser: async (role) => {
      const id = newId<UserId>();
      const name = { id, name: id, displayName: role, role };
      await access.addUser(
        { ...name, passwordHash: "-", createdAt: NOON, disabledAt: null },
        ANY_ACTION,
      );
      return id;
    },
    told: async () =>
      (await actions.from(0, 100))
        .filter(({ kind }) => kind === "label-changed")
        .map(({ subject }) => subject),
    close: async () => undefined,
  };
});
