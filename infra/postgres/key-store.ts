/** The register of the house's keys in PostgreSQL; changes to it stand behind one another. */
import { type Selectable, type Transaction, sql } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type {
  HouseKey,
  KeyCertificate,
  RegisteredKey,
  RevocableRole,
  Revocation,
} from "../../services/keys/key.ts";
import { type KeyStore, LAST_LOOK_MS, type LeavesOf } from "../../services/keys/key-store.ts";
import type { KeyRole } from "../../services/ledger/key-words.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import type { Tables } from "./tables.ts";

type Row = Selectable<Tables["house_keys"]> & {
  readonly is_entered: boolean;
  readonly is_revocation_entered: boolean;
};

export function createKeyStore(db: Database): KeyStore {
  return {
    use: async (key, at, leavesOf) => {
      // Nearly always it is in use already: then nobody waits for a lock.
      const now = await readKey(db, key);
      if (now?.used_until === null) return keyOf(now);
      return ask(() =>
        db.transaction().execute((transaction) => use(transaction, key, at, leavesOf)),
      );
    },

    find: async (key) => {
      const row = await readKey(db, key);
      return row === undefined ? null : keyOf(row);
    },

    keys: async () => (await ask(() => keysIn(db).orderBy("k.id").execute())).map(keyOf),

    askRotation: (role, at, actionOf) =>
      ask(() => db.transaction().execute((tx) => askRotation(tx, role, at, actionOf))),

    revoke: (spkiSha256, roles, revocation, told) =>
      ask(() => db.transaction().execute((tx) => revoke(tx, spkiSha256, roles, revocation, told))),

    due: (now, limit) =>
      ask(() =>
        entriesIn(db)
          .where("is_entered", "=", false)
          .where(sql<boolean>`(e.kind <> 'revoke' OR NOT (${isStillAtWork(now)}))`)
          .orderBy("e.id")
          .limit(limit)
          .execute(),
      ),

    async entered(id) {
      const update = db.updateTable("key_entries").set({ is_entered: true }).where("id", "=", id);
      await ask(() => update.execute());
    },

    async told(spkiSha256) {
      if (spkiSha256.length === 0) return [];
      const told = entriesIn(db)
        .innerJoin("house_keys as k", "k.id", "e.key_id")
        .where("is_entered", "=", true)
        .where("k.spki_sha256", "in", spkiSha256);
      return await ask(() => told.orderBy("e.id").execute());
    },
  };
}

const LAST_LOOK = sql`${LAST_LOOK_MS} * interval '1 millisecond'`;

const entriesIn = (db: Database) =>
  db.selectFrom("key_entries as e").select(["e.id", "e.kind", "e.leaf"]);

/**
 * Whether the key of revocation `e` may sign at `now`, or may have signed a manifest whose item is on its way to its seal:
 * that signature is made before the ledger has its place, and must not come to stand behind the revocation. No look at
 * the register from before the revocation counts for as long as LAST_LOOK_MS, nor is there one on items received later.
 */
const isStillAtWork = (now: UtcInstant) => sql`EXISTS (
  SELECT 1 FROM house_keys w JOIN house_keys k ON k.role = w.role AND k.spki_sha256 = w.spki_sha256
  WHERE w.id = e.key_id AND (k.used_until IS NULL AND k.revoked_at + ${LAST_LOOK} > ${now} OR EXISTS (
    SELECT 1 FROM items i JOIN seals s ON s.item_id = i.id
      CROSS JOIN LATERAL (SELECT CASE k.role WHEN 'second-signer' THEN s.second_signature
                                 ELSE s.signature END AS cms) c
    WHERE (i.stage = 'verified' OR i.viewing_stage = 'made' OR i.overview_stage = 'made')
      AND i.received_at < least(k.used_until, k.revoked_at) + ${LAST_LOOK}
      AND (c.cms IS NULL OR position(k.certificate IN c.cms) > 0))))`;

const keysIn = (db: Database | Transaction<Tables>) =>
  db
    .selectFrom("house_keys as k")
    .selectAll("k")
    .select([
      sql<boolean>`NOT EXISTS (SELECT 1 FROM key_entries
        WHERE key_id = k.id AND kind = 'add' AND NOT is_entered)`.as("is_entered"),
      sql<boolean>`EXISTS (SELECT 1 FROM key_entries JOIN house_keys o ON o.id = key_id
        WHERE o.role = k.role AND o.spki_sha256 = k.spki_sha256 AND kind = 'revoke' AND is_entered)`.as(
        "is_revocation_entered",
      ),
    ]);

const readKey = (
  db: Database | Transaction<Tables>,
  { role, spkiSha256, certificate }: HouseKey,
): Promise<Row | undefined> =>
  ask(() =>
    keysIn(db)
      .where("k.role", "=", role)
      .where("k.spki_sha256", "=", spkiSha256)
      .where("k.certificate_sha256", "=", certificate?.sha256 ?? "")
      .executeTakeFirst(),
  );

/** Whoever changes the register waits for whoever changes it now. */
const lock = (transaction: Transaction<Tables>) =>
  sql`SELECT pg_advisory_xact_lock(hashtextextended('house keys', 0))`.execute(transaction);

async function askRotation(
  transaction: Transaction<Tables>,
  role: RevocableRole,
  at: UtcInstant,
  actionOf: (key: HouseKey) => NewAction,
): Promise<RegisteredKey | null> {
  await lock(transaction);
  const row = await keysIn(transaction)
    .where("k.role", "=", role)
    .where("k.used_until", "is", null)
    .executeTakeFirst();
  if (row === undefined) return null;
  const key = keyOf(row);
  if (key.rotationAskedAt !== null) return key;
  const update = transaction.updateTable("house_keys").set({ rotation_asked_at: at });
  await update.where("id", "=", row.id).execute();
  await appendAction(transaction, actionOf(key));
  return { ...key, rotationAskedAt: at };
}

async function revoke(
  transaction: Transaction<Tables>,
  spkiSha256: Sha256,
  roles: readonly RevocableRole[],
  revocation: Revocation,
  { leafOf, actionOf }: Parameters<KeyStore["revoke"]>[3],
): Promise<RegisteredKey | null> {
  await lock(transaction);
  const rows = await keysIn(transaction)
    .where("k.spki_sha256", "=", spkiSha256)
    .where("k.role", "in", roles)
    .orderBy("k.id")
    .execute();
  const last = rows.at(-1);
  if (last === undefined) return null;
  const key = keyOf(last);
  if (key.revocation !== null) return key;
  await transaction
    .updateTable("house_keys")
    .set(revokedColumns(revocation))
    .where("spki_sha256", "=", spkiSha256)
    .where("role", "=", key.role)
    .execute();
  const entry = { key_id: last.id, kind: "revoke" as const, leaf: leafOf(key) };
  await transaction.insertInto("key_entries").values(entry).execute();
  await appendAction(transaction, actionOf(key));
  return { ...key, revocation };
}

async function use(
  transaction: Transaction<Tables>,
  key: HouseKey,
  at: string,
  leavesOf: LeavesOf,
): Promise<RegisteredKey> {
  await lock(transaction);
  const known = await readKey(transaction, key);
  if (known?.used_until === null) return keyOf(known);
  const previous = await keysIn(transaction)
    .where("k.role", "=", key.role)
    .where("k.used_until", "is", null)
    .executeTakeFirst();
  if (previous !== undefined) {
    await transaction
      .updateTable("house_keys")
      .set({ used_until: at })
      .where("id", "=", previous.id)
      .execute();
  }
  const keyId = known === undefined ? await insert(transaction, key, at) : known.id;
  if (known !== undefined) {
    await transaction
      .updateTable("house_keys")
      .set({ used_until: null, rotation_asked_at: null })
      .where("id", "=", keyId)
      .execute();
  }
  const leaves = leavesOf(known !== undefined, previous === undefined ? null : keyOf(previous));
  if (leaves.length > 0) {
    await transaction
      .insertInto("key_entries")
      .values(leaves.map((leaf) => ({ key_id: keyId, ...leaf })))
      .execute();
  }
  const now = await readKey(transaction, key);
  if (now === undefined) throw new Error("broken invariant: a key that was kept is there");
  return keyOf(now);
}

async function insert(
  transaction: Transaction<Tables>,
  { role, suite, spkiSha256, certificate }: HouseKey,
  at: string,
): Promise<number> {
  const { id } = await transaction
    .insertInto("house_keys")
    .values({
      ...{ role, suite, spki_sha256: spkiSha256, added_at: at },
      certificate_sha256: certificate?.sha256 ?? "",
      certificate: certificate === null ? null : Buffer.from(certificate.der),
      not_before: certificate?.notBefore ?? null,
      not_after: certificate?.notAfter ?? null,
      ...revokedColumns(await revocationOf(transaction, role, spkiSha256)),
    })
    .returning("id")
    .executeTakeFirstOrThrow();
  return id;
}

/** Of the key under another certificate. */
async function revocationOf(
  transaction: Transaction<Tables>,
  role: KeyRole,
  spkiSha256: Sha256,
): Promise<Revocation | null> {
  const row = await keysIn(transaction)
    .where("k.role", "=", role)
    .where("k.spki_sha256", "=", spkiSha256)
    .where("k.revoked_at", "is not", null)
    .executeTakeFirst();
  return row === undefined ? null : keyOf(row).revocation;
}

const revokedColumns = (revocation: Revocation | null) => ({
  revoked_at: revocation?.at ?? null,
  revoked_since: revocation?.since ?? null,
  revoked_reason: revocation?.reason ?? null,
});

function keyOf(row: Row): RegisteredKey {
  const [at, since] = [maybeInstant(row.revoked_at), maybeInstant(row.revoked_since)];
  const reason = row.revoked_reason;
  return {
    ...{ role: row.role, suite: row.suite, spkiSha256: row.spki_sha256 },
    certificate: certificateOf(row),
    addedAt: utcInstant(row.added_at),
    usedUntil: maybeInstant(row.used_until),
    revocation: at === null || since === null || reason === null ? null : { at, since, reason },
    isEntered: row.is_entered,
    rotationAskedAt: maybeInstant(row.rotation_asked_at),
    isRevocationEntered: row.is_revocation_entered,
  };
}

function certificateOf({
  certificate_sha256: sha256,
  certificate: der,
  not_before: from,
  not_after: until,
}: Row): KeyCertificate | null {
  const [notBefore, notAfter] = [maybeInstant(from), maybeInstant(until)];
  if (sha256 === "" || der === null || notBefore === null || notAfter === null) return null;
  return { sha256, der, notBefore, notAfter };
}
