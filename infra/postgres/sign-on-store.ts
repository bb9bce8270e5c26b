/** Sign-ons by the identity provider in PostgreSQL. */
import { type Transaction, sql } from "kysely";
import type { Door, SignOn, SignOnStore } from "../../services/access/sign-on-store.ts";
import { guestSetsOwn } from "../../services/access/sign-on.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { personOf } from "./access-rows.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { isLastLocalAdmin } from "./local-admins.ts";
import { doorColumns } from "./people-store.ts";
import type { Tables } from "./tables.ts";
import { isUniqueViolation } from "./unique-violation.ts";

/** More than the people of any house who log in at once; some megabytes. */
const MOST_UNDER_WAY = 20_000;

export const createSignOnStore = (db: Database): SignOnStore => ({
  begin: (signOn, forgetBefore) => ask(() => begin(db, signOn, forgetBefore)),

  take: (stateSha256) =>
    ask(async () => {
      const row = await db
        .deleteFrom("sign_ons")
        .where("state_sha256", "=", stateSha256)
        .returningAll()
        .executeTakeFirst();
      if (row === undefined) return null;
      const { browser_sha256: browserSha256, nonce, verifier, back, confirms } = row;
      const kept = { stateSha256, browserSha256, nonce, verifier, back, confirms };
      return { ...kept, begunAt: utcInstant(row.begun_at) };
    }),

  door: (id) =>
    ask(async () => {
      const user = db.selectFrom("users").select("sign_on_name").where("id", "=", id);
      const row = await user.executeTakeFirst();
      if (row === undefined) throw noSuchUser();
      return { signOnName: row.sign_on_name };
    }),

  account: (signOnName) =>
    ask(async () => {
      const row = await db
        .selectFrom("users")
        .select(["id", "name", "display_name", "role", "sign_on_issuer", "sign_on_subject"])
        .where("sign_on_name", "=", signOnName)
        .where("disabled_at", "is", null)
        .executeTakeFirst();
      if (row === undefined) return null;
      const { sign_on_issuer: issuer, sign_on_subject: subject } = row;
      const identity = issuer === null || subject === null ? null : { issuer, subject };
      return { person: personOf(row), identity };
    }),

  bind: (id, signOnName, { issuer, subject }, action) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable("users")
          .set({ sign_on_issuer: issuer, sign_on_subject: subject })
          .where("id", "=", id)
          .where("sign_on_name", "=", signOnName)
          .where("sign_on_subject", "is", null)
          .where("disabled_at", "is", null)
          .executeTakeFirst();
        if (numUpdatedRows > 0n) await appendAction(transaction, action);
        return numUpdatedRows > 0n;
      }),
    ),

  setDoor: (...given) => nameTaken(() => setDoor(db, ...given)),
});

const setDoor = (
  db: Database,
  ...[id, door, actionOf]: Parameters<SignOnStore["setDoor"]>
): Promise<void> =>
  db.transaction().execute(async (transaction) => {
    const before = await lockDoor(transaction, id, door.signOnName !== null);
    const nobody = { sign_on_issuer: null, sign_on_subject: null, told_staff_number: null };
    const action = actionOf(before);
    const set = { ...nobody, ...(action === null ? {} : doorColumns(action)) };
    await transaction
      .updateTable("users")
      .set({ sign_on_name: door.signOnName, password_hash: door.passwordHash, ...set })
      .where("id", "=", id)
      .execute();
    await transaction.deleteFrom("sessions").where("user_id", "=", id).execute();
    await appendAction(transaction, action);
  });

async function begin(db: Database, signOn: SignOn, forgetBefore: UtcInstant): Promise<void> {
  const { stateSha256, browserSha256, nonce, verifier, back, begunAt, confirms } = signOn;
  const old = sql<Date>`${forgetBefore}::timestamptz`;
  await db.deleteFrom("sign_ons").where("begun_at", "<", old).execute();
  const newest = db
    .selectFrom("sign_ons")
    .select("state_sha256")
    .orderBy("begun_at", "desc")
    .limit(MOST_UNDER_WAY - 1);
  await db.deleteFrom("sign_ons").where("state_sha256", "not in", newest).execute();
  const row = { state_sha256: stateSha256, browser_sha256: browserSha256, nonce, verifier };
  await db
    .insertInto("sign_ons")
    .values({ ...row, back, begun_at: begunAt, confirms })
    .execute();
}

/** The door as it is, held until the transaction ends. `isGiven`: the provider is to open it. */
async function lockDoor(
  transaction: Transaction<Tables>,
  id: UserId,
  isGiven: boolean,
): Promise<Door> {
  const isLast = await isLastLocalAdmin(transaction, id);
  if (isGiven && isLast) throw lastLocal();
  const row = await transaction
    .selectFrom("users")
    .select(["sign_on_name", "role"])
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw noSuchUser();
  if (row.role === "guest") throw guestSetsOwn();
  return { signOnName: row.sign_on_name };
}

async function nameTaken(change: () => Promise<void>): Promise<void> {
  try {
    await ask(change);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    throw new Refusal("conflict", "access/sign-on-name-taken", "another account has this name", {
      fix: "Each name at the identity provider opens one account; look who has it in the list.",
    });
  }
}

const noSuchUser = (): Refusal => new Refusal("missing", "access/no-such-user", "no such user");

const lastLocal = (): Refusal =>
  new Refusal("conflict", "access/last-local-admin", "this administrator alone needs no provider", {
    fix: "Keep one administrator with a password, for the day on which the provider is out.",
  });
