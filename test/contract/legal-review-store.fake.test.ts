/** The LegalReviewStore in memory keeps the port's promises. */
import { MemoryLegalReviewStore } from "../fakes/legal-review-store.ts";
import { memoryCaseOfTwo } from "../fixtures/memory-case.ts";
import { legalReviewStoreContract } from "./legal-review-store.contract.ts";

legalReviewStoreContract("memory", async () => {
  const { store: casefiles, ...made } = await memoryCaseOfTwo();
  return { ...made, store: new MemoryLegalReviewStore({ ...made, casefiles }) };
});
