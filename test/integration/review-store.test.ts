/** The ReviewStore on PostgreSQL keeps the port's promises. */
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresReviewStore } from "../../infra/postgres/review-store.ts";
import { reviewStoreContract } from "../contract/review-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addItem, addReceipt } from "../fixtures/rows.ts";

reviewStoreContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return {
    store: new PostgresReviewStore(db),
    access: new PostgresAccessStore(db),
    cases: new PostgresCaseStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: (item) => addItem(db, item),
    addReceipt: (itemId, readyAt) => addReceipt(db, itemId, readyAt),
    close: () => Promise.resolve(),
  };
});
