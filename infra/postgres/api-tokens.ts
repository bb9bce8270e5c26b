/** API tokens of people as rows: made, used, ended. */
import { sql } from "kysely";
import type {
  AccessStore,
  ApiToken,
  NewToken,
  TokenHolder,
  TokenUse,
} from "../../services/access/access-store.ts";
import type { NewAction } from "../../services/actions/action.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { personOf, tokenOf, useOf } from "./access-rows.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";

export const addToken = (db: Database, token: NewToken, action: NewAction): Promise<void> =>
  ask(() =>
    db.transaction().execute(async (transaction) => {
      const values = {
        ...{ token_sha256: token.tokenSha256, user_id: token.userId, label: token.label },
        ...{ created_at: token.createdAt, confirmed_at: token.confirmedAt },
      };
      await transaction.insertInto("api_tokens").values(values).execute();
      await appendAction(transaction, action);
    }),
  );

export async function tokenHolder(db: Database, tokenSha256: Sha256): Promise<TokenHolder | null> {
  const query = db
    .selectFrom("api_tokens")
    .innerJoin("users", "users.id", "api_tokens.user_id")
    .select(["users.id", "users.name", "display_name", "role", "confirmed_at"])
    .select(["used_at", "used_from"])
    .where("token_sha256", "=", tokenSha256)
    .where("revoked_at", "is", null)
    .where("disabled_at", "is", null);
  const row = await ask(() => query.executeTakeFirst());
  if (row === undefined) return null;
  const confirmedAt = maybeInstant(row.confirmed_at);
  return { person: personOf(row), confirmedAt, used: useOf(row) };
}

export async function tokenUsed(db: Database, tokenSha256: Sha256, use: TokenUse): Promise<void> {
  const at = sql<Date>`${use.at}::timestamptz`;
  const query = db
    .updateTable("api_tokens")
    .set({ used_at: use.at, used_from: use.from })
    .where("token_sha256", "=", tokenSha256)
    .where((eb) => eb.or([eb("used_at", "is", null), eb("used_at", "<", at)]));
  await ask(() => query.execute());
}

export async function tokensOf(db: Database, userId: UserId): Promise<readonly ApiToken[]> {
  const query = db
    .selectFrom("api_tokens")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("created_at")
    .orderBy("token_sha256");
  return (await ask(() => query.execute())).map(tokenOf);
}

export const revokeToken = (
  db: Database,
  ...[name, owner, { at, by, reason }, actionOf]: Parameters<AccessStore["revokeToken"]>
): Promise<void> =>
  ask(() =>
    db.transaction().execute(async (transaction) => {
      let query = transaction.selectFrom("api_tokens").selectAll().where("name", "=", name);
      if (owner !== null) query = query.where("user_id", "=", owner);
      const row = await query.forUpdate().executeTakeFirst();
      if (row === undefined) throw new Refusal("missing", "access/no-such-token", "no such token");
      await transaction
        .updateTable("api_tokens")
        .set({ revoked_at: at, revoked_by: by, revoke_reason: reason })
        .where("name", "=", name)
        .where("revoked_at", "is", null)
        .execute();
      await appendAction(transaction, actionOf(tokenOf(row)));
    }),
  );
