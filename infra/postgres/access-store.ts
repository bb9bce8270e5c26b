/** People, sessions, tokens and the devices' register in PostgreSQL. */
import { type Transaction, sql } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import type { ActionOf } from "../../services/actions/action-store.ts";
import type {
  AccessStore,
  Account,
  ApiToken,
  LoginFailures,
  LoginTried,
  NewToken,
  OpenedBy,
  Person,
  RegisteredDevice,
  RetirableDevice,
  Session,
  TokenHolder,
  TokenUse,
  WhichSessions,
} from "../../services/access/access-store.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { DeviceId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { accountOf, personOf, sessionOf } from "./access-rows.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { insertDevice, markRetired } from "./device-register.ts";
import { isLastLocalAdmin } from "./local-admins.ts";
import { addToken, revokeToken, tokenHolder, tokenUsed, tokensOf } from "./api-tokens.ts";
import { addSession, endSessions, sessionsAmong, sessionsOf } from "./log-ins.ts";
import type { Tables } from "./tables.ts";
import { insertUser, nameTaken } from "./user-rows.ts";

export class PostgresAccessStore implements AccessStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async addUser(
    account: Account,
    action: NewAction,
    staffNumber: string | null = null,
  ): Promise<void> {
    await ask(() =>
      this.#told(action, (transaction) => insertUser(transaction, account, action, staffNumber)),
    );
  }

  async accountByName(name: string): Promise<Account | null> {
    const query = this.#db.selectFrom("users").selectAll().where("name", "=", name);
    const row = await ask(() => query.executeTakeFirst());
    return row === undefined ? null : accountOf(row);
  }

  disableUser(id: UserId, at: UtcInstant, actionOf: ActionOf<Account>): Promise<Account> {
    return ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        if (await isLastLocalAdmin(transaction, id)) {
          throw new Refusal("conflict", "access/last-admin", "this is the only administrator", {
            fix: "Make another administrator first.",
          });
        }
        const user = transaction.selectFrom("users").selectAll().where("id", "=", id);
        const row = await user.forUpdate().executeTakeFirst();
        if (row === undefined) throw new Refusal("missing", "access/no-such-user", "no such user");
        const before = accountOf(row);
        const disabled = { ...before, disabledAt: before.disabledAt ?? at };
        await transaction
          .updateTable("users")
          .set({ disabled_at: disabled.disabledAt })
          .where("id", "=", id)
          .execute();
        await transaction.deleteFrom("sessions").where("user_id", "=", id).execute();
        await transaction
          .updateTable("api_tokens")
          .set({ revoked_at: at })
          .where("user_id", "=", id)
          .where("revoked_at", "is", null)
          .execute();
        await appendAction(transaction, actionOf(before));
        return disabled;
      }),
    );
  }

  addSession(session: Session, action: NewAction, openedBy: OpenedBy): Promise<boolean> {
    return addSession(this.#db, session, action, openedBy);
  }

  sessions(userId: UserId): Promise<readonly Session[]> {
    return sessionsOf(this.#db, userId);
  }

  sessionsAmong(tokenSha256s: readonly Sha256[]): Promise<readonly Session[]> {
    return sessionsAmong(this.#db, tokenSha256s);
  }

  endSessions(
    userId: UserId,
    which: WhichSessions,
    actionOf: ActionOf<readonly Session[]>,
  ): Promise<readonly Session[]> {
    return endSessions(this.#db, userId, which, actionOf);
  }

  async session(tokenSha256: Sha256): Promise<{ session: Session; person: Person } | null> {
    const query = this.#db
      .selectFrom("sessions")
      .innerJoin("users", "users.id", "sessions.user_id")
      .selectAll("sessions")
      .select(["users.id", "name", "display_name", "role"])
      .where("token_sha256", "=", tokenSha256)
      .where("disabled_at", "is", null);
    const row = await ask(() => query.executeTakeFirst());
    return row === undefined ? null : { session: sessionOf(row), person: personOf(row) };
  }

  async seen(tokenSha256: Sha256, at: UtcInstant): Promise<void> {
    const query = this.#db
      .updateTable("sessions")
      .set({ last_seen_at: sql<string>`greatest(last_seen_at, ${at})` })
      .where("token_sha256", "=", tokenSha256);
    await ask(() => query.execute());
  }

  confirm(tokenSha256: Sha256, at: UtcInstant, action: NewAction): Promise<boolean> {
    return ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        const { rows } = await sql`
          WITH s AS (UPDATE sessions SET confirmed_at = greatest(confirmed_at, ${at})
                      WHERE token_sha256 = ${tokenSha256} RETURNING 1),
               t AS (UPDATE api_tokens SET confirmed_at = greatest(confirmed_at, ${at})
                      WHERE token_sha256 = ${tokenSha256} AND revoked_at IS NULL RETURNING 1)
          SELECT FROM s UNION ALL SELECT FROM t`.execute(transaction);
        if (rows.length > 0) await appendAction(transaction, action);
        return rows.length > 0;
      }),
    );
  }

  async endSession(tokenSha256: Sha256, actionOf: ActionOf<Session>): Promise<void> {
    await ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        const row = await transaction
          .deleteFrom("sessions")
          .where("token_sha256", "=", tokenSha256)
          .returningAll()
          .executeTakeFirst();
        if (row === undefined) return;
        await appendAction(transaction, actionOf(sessionOf(row)));
      }),
    );
  }

  addToken(token: NewToken, action: NewAction): Promise<void> {
    return addToken(this.#db, token, action);
  }

  tokenHolder(tokenSha256: Sha256): Promise<TokenHolder | null> {
    return tokenHolder(this.#db, tokenSha256);
  }

  tokenUsed(tokenSha256: Sha256, use: TokenUse): Promise<void> {
    return tokenUsed(this.#db, tokenSha256, use);
  }

  tokens(userId: UserId): Promise<readonly ApiToken[]> {
    return tokensOf(this.#db, userId);
  }

  revokeToken(...[name, owner, ending, actionOf]: Parameters<AccessStore["revokeToken"]>) {
    return revokeToken(this.#db, name, owner, ending, actionOf);
  }

  async loginFailures({ name, source }: LoginTried): Promise<LoginFailures | null> {
    const rows = this.#db.selectFrom("login_failures").selectAll();
    const query = rows.where("name", "=", name).where("source", "=", source);
    const row = await ask(() => query.executeTakeFirst());
    return row === undefined ? null : { failures: row.failures, lastAt: utcInstant(row.last_at) };
  }

  async addLoginFailure(
    { name, source }: LoginTried,
    at: UtcInstant,
    forgetBefore: UtcInstant,
  ): Promise<void> {
    await ask(() =>
      sql`INSERT INTO login_failures (name, source, failures, last_at)
          VALUES (${name}, ${source}, 1, ${at})
          ON CONFLICT (name, source) DO UPDATE SET last_at = excluded.last_at, failures =
            CASE WHEN login_failures.last_at < ${forgetBefore} THEN 1
                 ELSE least(login_failures.failures + 1, 1000) END`.execute(this.#db),
    );
    // Names nobody has are counted too; they must not pile up.
    const stale = this.#db
      .deleteFrom("login_failures")
      .where("last_at", "<", sql<Date>`${forgetBefore}`);
    await ask(() => stale.execute());
  }

  async clearLoginFailures({ name, source }: LoginTried): Promise<void> {
    const rows = this.#db.deleteFrom("login_failures");
    const query = rows.where("name", "=", name).where("source", "=", source);
    await ask(() => query.execute());
  }

  async addDevice(device: RegisteredDevice, tokenSha256: Sha256, action: NewAction): Promise<void> {
    await nameTaken(() =>
      this.#told(action, (transaction) => insertDevice(transaction, device, tokenSha256)),
    );
  }

  retireDevice(
    id: DeviceId,
    by: UserId,
    at: UtcInstant,
    actionOf: ActionOf<RetirableDevice>,
  ): Promise<void> {
    return ask(() =>
      this.#db.transaction().execute(async (transaction) => {
        const before = await markRetired(transaction, id, by, at);
        await appendAction(transaction, actionOf(before));
      }),
    );
  }

  #told(
    action: NewAction,
    change: (transaction: Transaction<Tables>) => Promise<unknown>,
  ): Promise<void> {
    return this.#db.transaction().execute(async (transaction) => {
      await change(transaction);
      await appendAction(transaction, action);
    });
  }
}
