/** What `doctor` looks at in the database: settings that decide whether the record survives a power cut. */
import { type KeksDeps, lostKeks } from "../../services/encryption/known-keks.ts";
import { createItemKeyStore } from "./item-key-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { ZoneDays } from "../../services/calendar/zone-days.ts";
import { sql } from "kysely";
import type { Pool } from "pg";
import type { AuthorityState } from "../../services/anchors/token-store.ts";
import type { WitnessStanding } from "../../services/anchors/witness-store.ts";
import type { FixitySummary } from "../../services/fixity/fixity-store.ts";
import { type HoldCounts, countHolds } from "../../services/holds/hold-store.ts";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { contestedYears, countingTables } from "../../services/policy/house-days.ts";
import type { StoreId } from "../../services/kernel/ids.ts";
import { type StoreLooks, lookAtStore } from "../../services/objects/recognise-store.ts";
import type { Database } from "./connection.ts";
import { createExportStore } from "./export-store.ts";
import { PostgresFixityStore } from "./fixity-store.ts";
import { createHoldStore } from "./hold-store.ts";
import { createRenewalStore } from "./renewal-store.ts";
import { createStoreIdentity } from "./store-identity.ts";
import { createPolicyStore } from "./policy-store.ts";
import { createTokenStore } from "./token-store.ts";
import { createWitnessStore } from "./witness-store.ts";

export { silentDevices } from "./device-heard.ts";
export { silentWorkers } from "./heartbeat.ts";
export { disposalStalls } from "./disposal-stalls.ts";
export { ledgerStop } from "./ledger-stop.ts";
export { liveStanding } from "./live-standing.ts";
export { workDue } from "./work-due.ts";

const SETTINGS = ["fsync", "full_page_writes", "synchronous_commit", "server_encoding"] as const;

export async function databaseSettings(pool: Pool): Promise<Readonly<Record<string, string>>> {
  const { rows } = await pool.query<{ name: string; setting: string }>(
    `SELECT name, setting FROM pg_settings WHERE name = ANY($1)
     UNION ALL SELECT 'lc_ctype', datctype FROM pg_database WHERE datname = current_database()`,
    [SETTINGS],
  );
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

/** How long the oldest original waits for its seal; null if none does. */
export async function oldestUnsealedSeconds(pool: Pool): Promise<number | null> {
  const { rows } = await pool.query<{ seconds: number | null }>(
    `SELECT floor(extract(epoch FROM now() - min(received_at)))::float8 AS seconds
     FROM items WHERE stage IN ('received', 'verified')`,
  );
  return rows[0]?.seconds ?? null;
}

/** Devices in use whose newest certificate is in the last fifth of its life: they should have renewed it before. */
export async function devicesNotRenewing(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `SELECT count(*) AS count FROM (
       SELECT max(not_after) AS ends, max(not_after - not_before) AS life
       FROM device_certificates JOIN devices ON devices.id = device_id
       WHERE retired_at IS NULL AND revoked_at IS NULL AND not_after > now()
       GROUP BY device_id) AS newest
     WHERE ends - now() < life / 5`,
  );
  return rows[0]?.count ?? 0;
}

/** How the authorities for time stamps fare. */
export const authorityStates = (db: Database): Promise<readonly AuthorityState[]> =>
  createTokenStore(db).states();

/** When the oldest renewal was made that waits for its first stamp; null: none does. */
export const renewalSince = (db: Database): Promise<UtcInstant | null> =>
  createRenewalStore(db).waitingSince();

/** How the ledger's witnesses stand. */
export const witnessStandings = (db: Database): Promise<readonly WitnessStanding[]> =>
  createWitnessStore(db).standings();

/** How the continuous audit stands. */
export const fixitySummary = (db: Database): Promise<FixitySummary> =>
  new PostgresFixityStore(db).summary();

/**
 * The id that the store should have, where what lies in its place is none; null: it is as it should be.
 * @throws Refusal if `objects` are not those of this database (`isOtherStore`).
 */
export async function damagedStoreId(
  db: Database,
  objects: StoreLooks["objects"],
): Promise<StoreId | null> {
  const { kept, found } = await lookAtStore({ objects, identity: createStoreIdentity(db) });
  return kept?.isStored === true && found === null ? kept.id : null;
}

export { countOverdueReviews } from "./label-reviews.ts";

/** What stands under each key-encryption key, and which of them does not open it. */
export async function encryptionState(db: Database, house: Omit<KeksDeps, "keys">) {
  const keys = createItemKeyStore(db);
  return { uses: await keys.uses(), lost: await lostKeks({ keys, ...house }) };
}

export const exportsOverdue = (db: Database, today: CalendarDate): Promise<number> =>
  createExportStore(db).overdue(today);

export const holdCounts = (db: Database, at: UtcInstant, days: ZoneDays): Promise<HoldCounts> =>
  countHolds(createHoldStore(db), at, days.dayOf(at));

interface PolicyState {
  readonly inForce: string | null;
  /** Proposals. */
  readonly waiting: number;
  /** Items past their longest term that only a floor keeps. */
  readonly onlyStored: number;
  readonly contestedYears: readonly number[];
  /** Applied texts that custody has not signed. */
  readonly unsigned: number;
}

/** Which policy pack is in force at `at`, and what it leaves waiting. */
export async function policyState(
  db: Database,
  at: UtcInstant,
  days: ZoneDays,
): Promise<PolicyState> {
  const store = createPolicyStore(db);
  const [force, entries] = [await store.inForce(at, days.dayOf(at)), await store.entries()];
  const waiting = entries.filter(({ decision }) => decision === null).length;
  const { count } = await db
    .selectFrom("retention")
    .innerJoin("items", "items.id", "retention.item_id")
    .where("restricted_from", "<=", days.dayOf(at))
    .where("items.stage", "!=", "disposed")
    .select(sql<string>`count(*)`.as("count"))
    .executeTakeFirstOrThrow();
  const { unsigned } = await db
    .selectFrom("policy_packs")
    .where("act", "=", "applied")
    .where("signature", "is", null)
    .select(sql<string>`count(*)`.as("unsigned"))
    .executeTakeFirstOrThrow();
  return {
    inForce: force === null ? null : `${force.entry.code} v${force.entry.version}`,
    ...{ waiting, onlyStored: Number(count), unsigned: Number(unsigned) },
    contestedYears: contestedYears(await countingTables(createPolicyStore(db, "calendar"))),
  };
}
