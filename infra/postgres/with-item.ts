/** Work on an item inside a transaction that holds its row, so that its events follow each other. */
import { type Transaction, sql } from "kysely";
import type { ItemId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";

/** Whoever checks a foreign key need not wait for it. @throws Refusal missing "evidence/no-such-item". */
export function withItem<T>(
  db: Database,
  itemId: ItemId,
  work: (transaction: Transaction<Tables>) => Promise<T>,
): Promise<T> {
  return ask(() =>
    db.transaction().execute(async (transaction) => {
      const { rows } =
        await sql`SELECT 1 FROM items WHERE id = ${itemId} FOR NO KEY UPDATE`.execute(transaction);
      if (rows.length === 0) {
        throw new Refusal("missing", "evidence/no-such-item", "no such item");
      }
      return work(transaction);
    }),
  );
}
