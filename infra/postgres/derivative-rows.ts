/** A file made from an original as a row: the first of a kind stays. */
import type { Transaction } from "kysely";
import type { Derivative } from "../../services/evidence/derivative.ts";
import type { Database } from "./connection.ts";
import type { Tables } from "./tables.ts";

export async function keepDerivative(
  db: Database | Transaction<Tables>,
  { itemId, kind, mediaType, sizeBytes, sha256, object, madeBy, encrypted, numbers }: Derivative,
): Promise<void> {
  await db
    .insertInto("derivatives")
    .values({
      ...{ item_id: itemId, kind, media_type: mediaType, size_bytes: sizeBytes, sha256 },
      ...{ object: JSON.stringify(object), made_by: JSON.stringify(madeBy) },
      encrypted: encrypted === undefined ? null : JSON.stringify(encrypted),
      numbers: numbers === undefined ? null : JSON.stringify(numbers),
    })
    .onConflict((conflict) => conflict.columns(["item_id", "kind"]).doNothing())
    .execute();
}
