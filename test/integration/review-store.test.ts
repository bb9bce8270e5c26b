/** The ReviewStore on PostgreSQL keeps the port's promises. */
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { PostgresCaseStore } from "../../infra/postgres/case-store.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PostgresReviewStore } from "../../infra/postgres/review-store.ts";
import { PostgresSecrecyStore } from "../../infra/postgres/secrecy-store.ts";
import { PostgresSessionStore } from "../../infra/postgres/session-store.ts";
import { itemCountsContract } from "../contract/item-counts.contract.ts";
import { listedLabelsContract } from "../contract/listed-labels.contract.ts";
import {
  type ReviewStoreUnderTest,
  reviewStoreContract,
} from "../contract/review-store.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";
import { addItem, addReceipt } from "../fixtures/rows.ts";

async function stores(): Promise<ReviewStoreUnderTest> {
  const { db } = await emptiedDatabase();
  return {
    store: new PostgresReviewStore(db),
    secrecy: new PostgresSecrecyStore(db),
    sessions: new PostgresSessionStore(db),
    access: new PostgresAccessStore(db),
    cases: new PostgresCaseStore(db),
    items: new PostgresEvidenceStore(db),
    addItem: (item) => addItem(db, item),
    addReceipt: (itemId, readyAt) => addReceipt(db, itemId, readyAt),
    close: () => Promise.resolve(),
  };
}

reviewStoreContract("PostgreSQL", stores);
listedLabelsContract("PostgreSQL", stores);
itemCountsContract("PostgreSQL", stores);
