/** The administrators who need no identity provider, each row locked: two of them cannot leave at once. */
import type { Transaction } from "kysely";
import type { UserId } from "../../services/kernel/ids.ts";
import type { Tables } from "./tables.ts";

/** True if `id` is the only one that is left. */
export async function isLastLocalAdmin(
  transaction: Transaction<Tables>,
  id: UserId,
): Promise<boolean> {
  const admins = await transaction
    .selectFrom("users")
    .select("id")
    .where("role", "=", "admin")
    .where("disabled_at", "is", null)
    .where("sign_on_name", "is", null)
    .orderBy("id")
    .forUpdate()
    .execute();
  return admins.length === 1 && admins[0]?.id === id;
}
