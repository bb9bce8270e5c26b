/** What tells whose an account is, in PostgreSQL. */
import { sql } from "kysely";
import type { NumberSource, PeopleStore } from "../../services/access/people-store.ts";
import type { PersonFacts } from "../../services/access/same-person.ts";
import { doorSetBy } from "../../services/access/two-people.ts";
import type { NewAction } from "../../services/actions/action.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";

const COLUMN = { here: "staff_number", provider: "told_staff_number" } as const satisfies Readonly<
  Record<NumberSource, string>
>;

export const createPeopleStore = (db: Database): PeopleStore => ({
  everyone: () => ask(() => everyone(db)),

  setNumber: (id, source, number, actionOf) =>
    ask(() =>
      db.transaction().execute(async (transaction) => {
        const column = COLUMN[source];
        const row = await transaction
          .selectFrom("users")
          .select(column)
          .where("id", "=", id)
          .forUpdate()
          .executeTakeFirst();
        if (row === undefined) throw new Refusal("missing", "access/no-such-user", "no such user");
        const before = (row as Partial<Record<typeof column, string | null>>)[column] ?? null;
        if (before === number) return;
        const action = actionOf(before);
        const held = action !== null && source === "here" && before !== null;
        await transaction
          .updateTable("users")
          .set({ [column]: number, ...(held ? doorColumns(action) : {}) })
          .where("id", "=", id)
          .execute();
        await appendAction(transaction, action);
      }),
    ),
});

/** The columns of who set a door, as `action` tells it. */
export function doorColumns(action: NewAction): {
  readonly door_set_by: UserId | null;
  readonly door_set_at: string | null;
} {
  const set = doorSetBy(action);
  return { door_set_by: set?.by ?? null, door_set_at: set?.at ?? null };
}

interface Row {
  readonly id: UserId;
  readonly numbers: readonly string[];
  readonly issuer: string | null;
  readonly subject: string | null;
  readonly setBy: UserId | null;
  readonly setAt: Date | null;
}

async function everyone(db: Database): Promise<readonly PersonFacts[]> {
  const { rows } = await sql<Row>`
    SELECT u.id, u.sign_on_issuer AS issuer, u.sign_on_subject AS subject,
           u.door_set_by AS "setBy", u.door_set_at AS "setAt",
           array_remove(ARRAY[u.staff_number, u.told_staff_number], NULL) || ARRAY(
             SELECT e.credential_no FROM officers o JOIN officer_entries e ON e.officer_id = o.id
              WHERE o.user_id = u.id AND NOT EXISTS (SELECT FROM officer_entries r WHERE r.replaces = e.id)
              ORDER BY e.position) AS numbers
      FROM users u`.execute(db);
  return rows.map(({ id, numbers, issuer, subject, setBy, setAt }) => ({
    ...{ id, numbers },
    identity: issuer === null || subject === null ? null : { issuer, subject },
    doorSet: setBy === null || setAt === null ? null : { by: setBy, at: utcInstant(setAt) },
  }));
}
