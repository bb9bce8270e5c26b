/** Labels as rows: where they stand on an item, a case or a recording session, and how a change is written. */
import { type Transaction, sql } from "kysely";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { LabelId, UserId } from "../../services/kernel/ids.ts";
import type { Actor } from "../../services/kernel/actor.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Label } from "../../services/secrecy/label.ts";
import type { Thing } from "../../services/secrecy/secrecy-store.ts";
import type { Tables } from "./tables.ts";

export interface LabelRow {
  readonly id: LabelId;
  readonly kind: Label["kind"];
  readonly status: Label["status"];
  readonly issued_on: CalendarDate;
  readonly until: CalendarDate | null;
  readonly condition: string | null;
  readonly scope: UserId[] | null;
  readonly basis: string;
  readonly report_by: CalendarDate | null;
  readonly set_at: Date;
  readonly set_by: Actor;
  readonly ended_at: Date | null;
  readonly ended_by: Actor | null;
  readonly end_reason: string | null;
  readonly reviewed_on: CalendarDate | null;
  readonly reviewed_by: Actor | null;
  readonly review_by: CalendarDate | null;
  readonly version: number;
}

export const LABELS = sql`SELECT l.id, l.kind, l.status, l.issued_on::text, l.until::text, l.condition, l.scope, l.basis,
  l.report_by::text, l.set_at, l.set_by, l.ended_at, l.ended_by, l.end_reason,
  l.reviewed_on::text, l.reviewed_by, l.review_by::text, l.version FROM secrecy_labels l`;

/** Where each kind of thing stands, and the cases and sessions whose labels count for it. */
export const PLACES = {
  item: {
    ...{ table: "items", column: "item_id" },
    cases: (id: string) =>
      sql`SELECT case_id FROM case_links WHERE item_id = ${id} AND unlinked_at IS NULL`,
    sessions: (
      id: string,
    ) => sql`SELECT session_id FROM session_items WHERE item_id = ${id} AND ended_at IS NULL
      UNION ALL SELECT s.id FROM items i JOIN recording_sessions s ON s.number = i.other_metadata->>'session'
       WHERE i.id = ${id} AND NOT EXISTS (SELECT FROM session_items e WHERE e.item_id = i.id)`,
  },
  case: {
    ...{ table: "cases", column: "case_id" },
    cases: (id: string) => sql`SELECT ${id}::uuid`,
    sessions: () => sql`SELECT NULL::uuid`,
  },
  session: {
    ...{ table: "recording_sessions", column: "session_id" },
    cases: (id: string) => sql`SELECT case_id FROM recording_sessions WHERE id = ${id}`,
    sessions: (id: string) => sql`SELECT ${id}::uuid`,
  },
} as const satisfies Record<Thing["type"], unknown>;

/** The row is the lock on its chain, and on the people of a case. */
export async function lockThing(
  transaction: Transaction<Tables>,
  { type, id }: Thing,
): Promise<void> {
  const { table } = PLACES[type];
  const found = await sql`SELECT FROM ${sql.ref(table)} WHERE id = ${id} FOR NO KEY UPDATE`.execute(
    transaction,
  );
  if (found.rows.length > 0) return;
  throw noSuch(type);
}

export function noSuch(type: Thing["type"]): Refusal {
  if (type === "item") {
    return new Refusal("missing", "evidence/no-such-item", "there is no such item");
  }
  if (type === "session") {
    return new Refusal("missing", "sessions/no-such-session", "no such recording session");
  }
  return new Refusal("missing", "cases/no-such-case", "no such case");
}

/** What later changes of a label write. */
const changingColumns = (after: Label) => ({
  ...{ status: after.status, until: after.until, basis: after.basis, version: after.version },
  ended_at: after.ended?.at ?? null,
  ended_by: after.ended?.by ?? null,
  end_reason: after.ended?.reason ?? null,
  ...{ reviewed_on: after.reviewed?.on ?? null, reviewed_by: after.reviewed?.by ?? null },
  review_by: after.reviewed?.nextOn ?? null,
});

export async function writeLabel(
  transaction: Transaction<Tables>,
  { type, id }: Thing,
  before: Label | null,
  after: Label,
): Promise<void> {
  const changing = changingColumns(after);
  if (before === null) {
    await transaction
      .insertInto("secrecy_labels")
      .values({
        ...{ id: after.id, kind: after.kind, issued_on: after.issuedOn, ...changing },
        ...{ item_id: null, case_id: null, session_id: null, [PLACES[type].column]: id },
        ...{ condition: after.condition, report_by: after.reportBy },
        ...{ scope: after.scope === null ? null : [...after.scope] },
        ...{ set_at: after.setAt, set_by: after.setBy },
      })
      .execute();
    return;
  }
  const { numUpdatedRows } = await transaction
    .updateTable("secrecy_labels")
    .set(changing)
    .where("id", "=", after.id)
    .where("version", "=", before.version)
    .executeTakeFirst();
  if (numUpdatedRows === 1n) return;
  throw new Refusal("conflict", "secrecy/moved", "another person changed this label first", {
    fix: "Look at it again, then decide.",
  });
}

export const labelOf = (row: LabelRow): Label => ({
  ...{ id: row.id, kind: row.kind, status: row.status, issuedOn: row.issued_on },
  ...{ until: row.until, condition: row.condition, scope: row.scope, basis: row.basis },
  ...{ reportBy: row.report_by, setAt: utcInstant(row.set_at), setBy: row.set_by },
  ended:
    row.ended_at === null || row.ended_by === null
      ? null
      : { at: utcInstant(row.ended_at), by: row.ended_by, reason: row.end_reason ?? "" },
  reviewed:
    row.reviewed_on === null || row.reviewed_by === null || row.review_by === null
      ? null
      : { on: row.reviewed_on, by: row.reviewed_by, nextOn: row.review_by },
  version: row.version,
});
