/** The agency's chain of actions in PostgreSQL: a change and its action are there together or not at all. */
import { expect, it } from "vitest";
import type { Connection } from "../../infra/postgres/connection.ts";
import { createStores } from "../../infra/postgres/stores.ts";
import { actionStoreContract } from "../contract/action-store.contract.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { CHANGES, prepareGround } from "../fixtures/changes.ts";
import { emptiedDatabase } from "../fixtures/emptied-database.ts";

actionStoreContract("PostgreSQL", async () => createStores(await emptiedDatabase()));

/** Every row there is. */
async function everything({ pool }: Connection): Promise<string> {
  const { rows } = await pool.query<{ xml: string }>(
    "SELECT schema_to_xml('public', true, false, '')::text AS xml",
  );
  return rows[0]!.xml;
}

it("changes nothing where the action cannot be kept", async () => {
  const connection = await emptiedDatabase();
  const stores = createStores(connection);
  const ground = await prepareGround(stores);
  const before = await everything(connection);
  expect(before).toContain("DC-1");
  // No text of PostgreSQL holds U+0000: the action's insert fails, after the change.
  const unkept = { ...ANY_ACTION, actor: "process:\0" as const };
  for (const [what, { make }] of Object.entries(CHANGES)) {
    await expect(make(stores, ground, unkept), what).rejects.toThrow("invalid byte sequence");
    expect([what, (await everything(connection)) === before]).toEqual([what, true]);
  }
});
