/** AssignmentStore on PostgreSQL. */
import { sql } from "kysely";
import type { NewAction } from "../../services/actions/action.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { DeviceId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Assignment } from "../../services/access/assignment.ts";
import type { AssignmentStore, NamedAssignment } from "../../services/access/assignment-store.ts";
import { appendAction } from "./action-store.ts";
import { cameraNamed } from "./camera-named.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";
import { requireDevice } from "./require-device.ts";
import { isUniqueViolation } from "./unique-violation.ts";

export class PostgresAssignmentStore implements AssignmentStore {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  async addAssignment(entry: Assignment, action: NewAction): Promise<void> {
    await requireDevice(this.#db, entry.deviceId);
    // One statement: the entry that is corrected must be of this device, and rows are never changed.
    const query = sql`
      INSERT INTO device_assignments
        (id, device_id, user_id, from_at, to_at, entered_at, entered_by, replaces, reason)
      SELECT ${entry.id}, ${entry.deviceId}, ${entry.userId}::uuid, ${entry.from}::timestamptz,
        ${entry.to}::timestamptz, ${entry.enteredAt}::timestamptz, ${entry.enteredBy},
        ${entry.replaces}::uuid, ${entry.reason}::text
      WHERE ${entry.replaces}::uuid IS NULL OR EXISTS (
        SELECT FROM device_assignments WHERE id = ${entry.replaces}::uuid AND device_id = ${entry.deviceId})`;
    let added: bigint | undefined;
    try {
      added = await ask(() =>
        this.#db.transaction().execute(async (transaction) => {
          const { numAffectedRows } = await query.execute(transaction);
          if (numAffectedRows === 1n) await appendAction(transaction, action);
          return numAffectedRows;
        }),
      );
    } catch (cause) {
      if (!isUniqueViolation(cause)) throw cause;
      throw new Refusal(
        "conflict",
        "access/already-corrected",
        "that entry was corrected already",
        {
          fix: "Look at the calendar again, and correct the newer entry.",
          cause,
        },
      );
    }
    if (added === 1n) return;
    throw new Refusal("missing", "access/no-such-assignment", "this device has no such entry");
  }

  async assignments(deviceId: DeviceId): Promise<readonly NamedAssignment[]> {
    const rows = await ask(() =>
      this.#db
        .selectFrom("device_assignments as a")
        .leftJoin("users as officer", "officer.id", "a.user_id")
        .innerJoin("users as clerk", "clerk.id", "a.entered_by")
        .selectAll("a")
        .select(["officer.display_name as officer", "clerk.display_name as clerk"])
        .where("a.device_id", "=", deviceId)
        .orderBy("a.position")
        .execute(),
    );
    if (rows.length === 0) await requireDevice(this.#db, deviceId);
    return rows.map((row) => ({
      id: row.id,
      deviceId,
      userId: row.user_id,
      from: utcInstant(row.from_at),
      to: maybeInstant(row.to_at),
      enteredAt: utcInstant(row.entered_at),
      enteredBy: row.entered_by,
      replaces: row.replaces,
      reason: row.reason,
      officer: row.officer,
      enteredByName: row.clerk,
    }));
  }

  async deviceNamed(name: string, sender: DeviceId): Promise<DeviceId | null> {
    const row = await ask(() =>
      this.#db
        .selectFrom("devices as sender")
        .select(cameraNamed(name).as("id"))
        .where("sender.id", "=", sender)
        .where("sender.kind", "=", "dock")
        .executeTakeFirst(),
    );
    return row?.id ?? null;
  }
}
