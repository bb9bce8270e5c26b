/** CaseDuties on PostgreSQL keep their promises. */
import { sql } from "kysely";
import { createCaseDuties } from "../../infra/postgres/case-duties.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { createLegalReviewStore } from "../../infra/postgres/legal-review-store.ts";
import { createPublicityStore } from "../../infra/postgres/publicity-store.ts";
import { type UserId, newId } from "../../services/kernel/ids.ts";
import { OPEN } from "../../services/secrecy/mark.ts";
import { caseDutiesContract } from "../contract/case-duties.contract.ts";
import { caseOfTwo } from "../fixtures/case-rows.ts";
import { TODAY } from "../fixtures/evidence.ts";

caseDutiesContract("PostgreSQL", async () => {
  const { db, by } = await caseOfTwo();
  return {
    ...{ duties: createCaseDuties(db), cases: new PostgresCaseStore(db), by },
    ...{ legalReviews: createLegalReviewStore(db), publicity: createPublicityStore(db) },
    without: async (id) => {
      await sql`INSERT INTO case_people (case_id, user_id, set_at, set_by) VALUES (${id}, ${by}, now(), ${`user:${by}`})`.execute(
        db,
      );
      return { userId: newId<UserId>(), role: "officer", clearance: OPEN, today: TODAY };
    },
  };
});
