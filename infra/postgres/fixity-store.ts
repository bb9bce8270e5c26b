/** FixityStore on PostgreSQL: who audits an object holds its row's lease, and saves only under it. */
import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Audit } from "../../services/fixity/finding.ts";
import type {
  FixityList,
  FixityStore,
  FixitySummary,
  ItemFixity,
  ListBuilder,
  OpenFinding,
  Taken,
} from "../../services/fixity/fixity-store.ts";
import { type Target, parseTarget, targetName } from "../../services/fixity/target.ts";
import { type UtcInstant, utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { assert } from "../../services/kernel/refusal.ts";
import type { ObjectLock } from "../../services/objects/object-store.ts";
import { type Database, ask } from "./connection.ts";
import { enrolLogs, enrolRenewals, enrolSeals, enrolVisits } from "./fixity-enrol.ts";
import { closeList } from "./fixity-lists.ts";
import { saveAudit } from "./fixity-save.ts";
import { maybeInstant } from "./instant.ts";

export class PostgresFixityStore implements FixityStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  enrol(limit: number): Promise<number> {
    return ask(
      async () =>
        (await enrolSeals(this.#db, limit)) +
        (await enrolLogs(this.#db, limit)) +
        (await enrolRenewals(this.#db, limit)) +
        (await enrolVisits(this.#db, limit)),
    );
  }

  async take(now: UtcInstant, readBefore: UtcInstant, until: UtcInstant): Promise<Taken | null> {
    const lease = randomUUID();
    const { rows } = await ask(() =>
      sql<{
        name: string;
        locked_until: Date | null;
        lock_mode: "compliance" | "governance" | null;
      }>`
        UPDATE fixity_targets t SET lease = ${lease}, lease_until = ${until}::timestamptz
          FROM (SELECT name FROM fixity_targets
                 WHERE last_read_at <= ${readBefore}::timestamptz
                   AND (not_before IS NULL OR not_before <= ${now}::timestamptz)
                   AND (lease_until IS NULL OR lease_until <= ${now}::timestamptz)
                 ORDER BY last_read_at LIMIT 1 FOR UPDATE SKIP LOCKED) due
         WHERE t.name = due.name RETURNING t.name, t.locked_until, t.lock_mode`.execute(this.#db),
    );
    const [row] = rows;
    if (row === undefined) return null;
    const target = parseTarget(row.name);
    assert(target !== null, "only targets are enrolled");
    return { target, lease, seenLock: lockOf(row) };
  }

  async renew(taken: Taken, until: UtcInstant): Promise<boolean> {
    const { numUpdatedRows } = await ask(() =>
      this.#held(taken).set({ lease_until: until }).executeTakeFirst(),
    );
    return numUpdatedRows > 0n;
  }

  save(taken: Taken, audit: Audit, at: UtcInstant): Promise<boolean> {
    return ask(() =>
      this.#db.transaction().execute((transaction) => saveAudit(transaction, taken, audit, at)),
    );
  }

  async putOff(taken: Taken, notBefore: (failures: number) => UtcInstant): Promise<number> {
    const row = await ask(() =>
      this.#held(taken)
        .set({ failures: sql`failures + 1`, lease: null, lease_until: null })
        .returning("failures")
        .executeTakeFirst(),
    );
    const failures = row?.failures ?? 0;
    await ask(() =>
      this.#db
        .updateTable("fixity_targets")
        .set({ not_before: notBefore(failures) })
        .where("name", "=", targetName(taken.target))
        .where("failures", "=", failures)
        .where("failures", ">", 0)
        .execute(),
    );
    return failures;
  }

  closeList(today: string, most: number, build: ListBuilder): Promise<boolean> {
    return ask(() =>
      this.#db.transaction().execute((transaction) => closeList(transaction, today, most, build)),
    );
  }

  async listsToEnter(limit: number): Promise<readonly FixityList[]> {
    return ask(() =>
      this.#db
        .selectFrom("fixity_lists")
        .select(["day", "part", "text", "sha256", "objects", "bytes", "failures"])
        .where("entered_at", "is", null)
        .orderBy("day")
        .orderBy("part")
        .limit(limit)
        .execute(),
    );
  }

  async entered({ day, part }: FixityList, at: UtcInstant): Promise<void> {
    await ask(() =>
      this.#db
        .updateTable("fixity_lists")
        .set({ entered_at: at })
        .where("day", "=", day)
        .where("part", "=", part)
        .where("entered_at", "is", null)
        .execute(),
    );
  }

  async seenLock(target: Target): Promise<ObjectLock | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("fixity_targets")
        .select(["locked_until", "lock_mode"])
        .where("name", "=", targetName(target))
        .executeTakeFirst(),
    );
    return row === undefined ? null : lockOf(row);
  }

  async lockedUntil(itemIds: readonly ItemId[]): Promise<UtcInstant | null> {
    const { rows } = await ask(() =>
      sql<{ until: Date | null }>`
        SELECT max(locked_until) AS until FROM fixity_targets
         WHERE item_id = ANY(${[...itemIds]}::uuid[])`.execute(this.#db),
    );
    return maybeInstant(rows[0]?.until ?? null);
  }

  async summary(): Promise<FixitySummary> {
    const { rows } = await ask(() =>
      sql<{ failing: number; unreadable: number; oldest: Date | null }>`
        SELECT (SELECT count(DISTINCT target) FROM fixity_findings WHERE ended_at IS NULL) AS failing,
               (SELECT count(*) FROM fixity_targets WHERE failures > 0) AS unreadable,
               (SELECT min(CASE WHEN t.last_read_at = 'epoch' THEN i.received_at ELSE t.last_read_at END)
                  FROM (SELECT item_id, last_read_at FROM fixity_targets
                         WHERE last_read_at = 'epoch'
                            OR last_read_at = (SELECT min(last_read_at) FROM fixity_targets
                                                WHERE last_read_at > 'epoch')) t
                  LEFT JOIN items i ON i.id = t.item_id) AS oldest`.execute(this.#db),
    );
    const [row] = rows;
    assert(row !== undefined, "a select of values has a row");
    const { failing, unreadable, oldest } = row;
    return { failing, unreadable, oldestReadAt: oldest === null ? null : utcInstant(oldest) };
  }

  async openFindings(limit: number): Promise<readonly OpenFinding[]> {
    const rows = await ask(() => this.#open().orderBy("id").limit(limit).execute());
    return rows.map(findingOf);
  }

  async ofItem(itemId: ItemId): Promise<ItemFixity> {
    const targets = await ask(() =>
      this.#db
        .selectFrom("fixity_targets")
        .select("audited_at")
        .where("item_id", "=", itemId)
        .orderBy("audited_at")
        .execute(),
    );
    const rows = await ask(() => this.#open().where("item_id", "=", itemId).execute());
    const audited = targets.map(({ audited_at: at }) => at).filter((at) => at !== null);
    const [oldest] = audited;
    const all = oldest !== undefined && audited.length === targets.length;
    return {
      objects: targets.length,
      audited: audited.length,
      auditedAt: all ? utcInstant(oldest) : null,
      open: rows.map(findingOf),
    };
  }

  #held({ target, lease }: Taken) {
    return this.#db
      .updateTable("fixity_targets")
      .where("name", "=", targetName(target))
      .where("lease", "=", lease);
  }

  #open() {
    return this.#db
      .selectFrom("fixity_findings")
      .select(["target", "item_id", "code", "facts", "found_at"])
      .where("ended_at", "is", null);
  }
}

function lockOf({ locked_until: until, lock_mode: mode }: LockRow): ObjectLock | null {
  return until === null || mode === null ? null : { mode, until: utcInstant(until) };
}

interface LockRow {
  readonly locked_until: Date | null;
  readonly lock_mode: ObjectLock["mode"] | null;
}

type FindingRow = {
  readonly target: string;
  readonly item_id: ItemId | null;
  readonly code: OpenFinding["code"];
  readonly facts: OpenFinding["facts"];
  readonly found_at: Date;
};

const findingOf = ({
  target,
  item_id: itemId,
  code,
  facts,
  found_at,
}: FindingRow): OpenFinding => ({
  ...{ target, itemId, code, facts },
  foundAt: utcInstant(found_at),
});
