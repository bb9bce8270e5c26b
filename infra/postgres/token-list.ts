/** TokenList on PostgreSQL, which shows rows of tokens to an administrator alone, and their digests to nobody (0167). */
import { sql } from "kysely";
import type { Person } from "../../services/access/access-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ListedToken, TokenList } from "../../services/review/token-list.ts";
import { useOf } from "./access-rows.ts";
import { askAs } from "./ask-as.ts";
import type { Database } from "./connection.ts";
import { maybeInstant } from "./instant.ts";

interface Row {
  readonly position: number;
  readonly id: string;
  readonly label: string;
  readonly owner: Person;
  readonly created_at: Date;
  readonly revoked_at: Date | null;
  readonly ended_by: Person | null;
  readonly revoke_reason: string | null;
  readonly used_at: Date | null;
  readonly used_from: string | null;
}

const person = (of: "owner" | "ender") => {
  const column = (name: string) => sql.ref(`${of}.${name}`);
  return sql<Person>`json_build_object('id', ${column("id")}, 'name', ${column("name")},
    'displayName', ${column("display_name")}, 'role', ${column("role")})`;
};

export const createTokenList = (db: Database): TokenList => ({
  page: async (sight, { before, limit, isLive }) => {
    const { rows } = await askAs(db, sight, (as) =>
      sql<Row>`
        SELECT t.position, t.name AS id, t.label, t.created_at, t.revoked_at, t.revoke_reason, t.used_at, t.used_from,
               ${person("owner")} AS owner, CASE WHEN ender.id IS NOT NULL THEN ${person("ender")} END AS ended_by
          FROM api_tokens t JOIN users owner ON owner.id = t.user_id LEFT JOIN users ender ON ender.id = t.revoked_by
         WHERE (${before}::bigint IS NULL OR t.position < ${before}) AND NOT (${isLive} AND t.revoked_at IS NOT NULL)
         ORDER BY t.position DESC LIMIT ${limit}`.execute(as),
    );
    return rows.map(listedOf);
  },
});

const listedOf = (row: Row): ListedToken => ({
  ...{ position: row.position, id: row.id, label: row.label, owner: row.owner },
  ...{ createdAt: utcInstant(row.created_at), revokedAt: maybeInstant(row.revoked_at) },
  ...{ revokedBy: row.ended_by, revokeReason: row.revoke_reason, used: useOf(row) },
});
