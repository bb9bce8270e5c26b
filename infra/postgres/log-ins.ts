/** Sessions of people as rows: begun, listed and ended. */
import { type Transaction, sql } from "kysely";
import type { AccessStore, OpenedBy, Session } from "../../services/access/access-store.ts";
import type { NewAction } from "../../services/actions/action.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { sessionOf } from "./access-rows.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import type { Tables } from "./tables.ts";

export async function addSession(
  db: Database,
  session: Session,
  action: NewAction,
  openedBy: OpenedBy,
): Promise<boolean> {
  // Nobody comes back to most of them, and where they came from must not pile up.
  const over = db
    .deleteFrom("sessions")
    .where("expires_at", "<", sql<Date>`${session.createdAt}::timestamptz`);
  await ask(() => over.execute());
  return ask(() =>
    db.transaction().execute(async (transaction) => {
      if (!(await isOpenedBy(transaction, session.userId, openedBy))) return false;
      const values = {
        token_sha256: session.tokenSha256,
        user_id: session.userId,
        created_at: session.createdAt,
        last_seen_at: session.lastSeenAt,
        expires_at: session.expiresAt,
        confirmed_at: session.confirmedAt,
        address: session.from?.address ?? null,
        user_agent: session.from?.userAgent ?? null,
      };
      await transaction.insertInto("sessions").values(values).execute();
      await appendAction(transaction, action);
      return true;
    }),
  );
}

/** The account's row is held: whoever changes its door meanwhile waits, and then finds this session and ends it. */
async function isOpenedBy(
  transaction: Transaction<Tables>,
  userId: UserId,
  openedBy: OpenedBy,
): Promise<boolean> {
  const account = transaction
    .selectFrom("users")
    .select("id")
    .where("id", "=", userId)
    .where("disabled_at", "is", null);
  const opened =
    "passwordHash" in openedBy
      ? account.where("password_hash", "=", openedBy.passwordHash)
      : account
          .where("sign_on_name", "=", openedBy.signOnName)
          .where("sign_on_subject", "=", openedBy.subject);
  return (await opened.forShare().executeTakeFirst()) !== undefined;
}

export const sessionsOf: (db: Database, userId: UserId) => ReturnType<AccessStore["sessions"]> = (
  db,
  userId,
) =>
  ask(async () => {
    const user = db.selectFrom("users").select("id").where("id", "=", userId);
    if ((await user.executeTakeFirst()) === undefined) {
      throw new Refusal("missing", "access/no-such-user", "no such user");
    }
    const rows = await db
      .selectFrom("sessions")
      .selectAll()
      .where("user_id", "=", userId)
      .orderBy("last_seen_at", "desc")
      .orderBy("token_sha256")
      .execute();
    return rows.map(sessionOf);
  });

export const sessionsAmong = (
  db: Database,
  tokenSha256s: readonly Sha256[],
): ReturnType<AccessStore["sessionsAmong"]> =>
  ask(async () => {
    if (tokenSha256s.length === 0) return [];
    const found = db.selectFrom("sessions").selectAll();
    return (await found.where("token_sha256", "in", [...tokenSha256s]).execute()).map(sessionOf);
  });

export const endSessions = (
  db: Database,
  ...[userId, which, actionOf]: Parameters<AccessStore["endSessions"]>
): ReturnType<AccessStore["endSessions"]> =>
  ask(() =>
    db.transaction().execute(async (transaction) => {
      const all = transaction.deleteFrom("sessions").where("user_id", "=", userId);
      const [sign, key] =
        "only" in which ? (["=", which.only] as const) : (["<>", which.allBut] as const);
      const chosen = key === null ? all : all.where("token_sha256", sign, key);
      const ended = (await chosen.returningAll().execute()).map(sessionOf);
      await appendAction(transaction, actionOf(ended));
      return ended;
    }),
  );
