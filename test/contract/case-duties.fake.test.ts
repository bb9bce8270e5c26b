/** CaseDuties in memory keep the port's promises. */
import { newId, type UserId } from "../../services/kernel/ids.ts";
import { OPEN } from "../../services/secrecy/mark.ts";
import { MemoryCaseDuties } from "../fakes/case-duties.ts";
import { MemoryLegalReviewStore } from "../fakes/legal-review-store.ts";
import { MemoryPublicityStore } from "../fakes/publicity-store.ts";
import { TODAY } from "../fixtures/evidence.ts";
import { memoryCaseOfTwo } from "../fixtures/memory-case.ts";
import { caseDutiesContract } from "./case-duties.contract.ts";

caseDutiesContract("memory", async () => {
  const { store: casefiles, cases, actions, by } = await memoryCaseOfTwo();
  const legalReviews = new MemoryLegalReviewStore({ cases, actions, casefiles });
  const publicity = new MemoryPublicityStore(actions);
  const duties = new MemoryCaseDuties({ cases, legalReviews, publicity });
  return {
    ...{ duties, cases, legalReviews, publicity, by },
    without: async (id) => {
      duties.sees = (sight, ids) => sight === null || !ids.includes(id);
      return { userId: newId<UserId>(), role: "officer", clearance: OPEN, today: TODAY };
    },
  };
});
