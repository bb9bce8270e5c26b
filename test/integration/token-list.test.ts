/** The list of all tokens on a real PostgreSQL. */
import { sql } from "kysely";
import { expect, test } from "vitest";
import { PostgresAccessStore } from "../../infra/postgres/access-store.ts";
import { askAs } from "../../infra/postgres/ask-as.ts";
import { createTokenList } from "../../infra/postgres/token-list.ts";
import { SEER } from "../contract/search-store.contract.ts";
import { tokenListContract } from "../contract/token-list.contract.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

tokenListContract("PostgreSQL", async () => {
  const { db } = await emptiedDatabase();
  return { access: new PostgresAccessStore(db), list: createTokenList(db) };
});

test("PostgreSQL itself shows the digest of a token to nobody who reads for a person", async () => {
  const { db } = await emptiedDatabase();
  const digests = sql`SELECT token_sha256 FROM api_tokens`;
  const asked = askAs(db, { ...SEER, role: "admin" }, (as) => digests.execute(as));
  await expect(asked).rejects.toThrow("permission denied");
});
