/** An account as a row: the one place that makes one. */
import type { Transaction } from "kysely";
import type { Account } from "../../services/access/access-store.ts";
import type { NewAction } from "../../services/actions/action.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { ask } from "./connection.ts";
import { doorColumns } from "./people-store.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";

/** @throws Refusal conflict "access/name-taken". */
export async function nameTaken(insert: () => Promise<unknown>): Promise<void> {
  try {
    await ask(insert);
  } catch (cause) {
    if (!isUniqueViolation(cause)) throw cause;
    throw new Refusal("conflict", "access/name-taken", "this name is taken", {
      fix: "Choose another name.",
      cause,
    });
  }
}

/** @throws Refusal conflict "access/name-taken". */
export async function insertUser(
  transaction: Transaction<Tables>,
  account: Account,
  action: NewAction,
  staffNumber: string | null,
): Promise<void> {
  const values = {
    id: account.id,
    name: account.name,
    display_name: account.displayName,
    role: account.role,
    password_hash: account.passwordHash,
    created_at: account.createdAt,
    disabled_at: account.disabledAt,
    ends_at: account.endsAt ?? null,
    staff_number: staffNumber,
    ...doorColumns(action),
  };
  await nameTaken(() => transaction.insertInto("users").values(values).execute());
}
