/** The PublicityStore in memory keeps the port's promises. */
import { MemoryActionStore } from "../fakes/action-store.ts";
import { MemoryCaseStore } from "../fakes/case-store.ts";
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { MemoryPublicityStore } from "../fakes/publicity-store.ts";
import { publicityStoreContract } from "./publicity-store.contract.ts";

publicityStoreContract("in memory", async () => {
  const actions = new MemoryActionStore();
  const cases = new MemoryCaseStore(new MemoryEvidenceStore(), actions);
  return { actions, cases, store: new MemoryPublicityStore(actions) };
});
