/** The fake EvidenceStore keeps the contract. */
import { MemoryEvidenceStore } from "../fakes/evidence-store.ts";
import { type EvidenceStoreUnderTest, evidenceStoreContract } from "./evidence-store.contract.ts";
import { overviewsContract } from "./overviews.contract.ts";
import { wantedCopiesContract } from "./wanted-copies.contract.ts";

async function make(): Promise<EvidenceStoreUnderTest> {
  const store = new MemoryEvidenceStore();
  return { store, add: async (item) => store.add(item), close: async () => undefined };
}

evidenceStoreContract("in memory", make);
overviewsContract("in memory", make);
wantedCopiesContract("in memory", make);
