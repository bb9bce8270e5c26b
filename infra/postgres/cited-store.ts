/** Moments that were cited, and their pictures, in PostgreSQL. */
import { sql } from "kysely";
import type {
  CitedMoment,
  CitedOutcome,
  CitedPicture,
  KeptCitation,
} from "../../services/derived/cited/cited-picture.ts";
import type { CitedKey, CitedStore } from "../../services/derived/cited/cited-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { ItemId, UserId } from "../../services/kernel/ids.ts";
import { Refusal } from "../../services/kernel/refusal.ts";
import type { Purpose } from "../../services/secrecy/purpose.ts";
import { appendAction } from "./action-store.ts";
import { type Database, ask } from "./connection.ts";
import { isForeignKeyViolation } from "./unique-violation.ts";

interface Row {
  readonly item_id: ItemId;
  readonly pts_ms: string;
  readonly sha256: Sha256;
  readonly purpose_kind: Purpose;
  readonly purpose: string;
  readonly asked_by: UserId;
  readonly asked_at: Date;
  readonly state: "waiting" | CitedOutcome["state"];
  readonly reason: string | null;
  readonly tries: number;
  readonly picture: CitedPicture | null;
}

export const createCitedStore = (db: Database): CitedStore => ({
  ask: (moment, action) => keep(db, moment, action),
  find: (key) => find(db, key),

  take: (now, until) =>
    ask(async () => {
      const { rows } = await sql<Row>`
        UPDATE cited_pictures SET taken_until = ${until}, tries = tries + 1
         WHERE position = (SELECT position FROM cited_pictures
                            WHERE state = 'waiting' AND (taken_until IS NULL OR taken_until <= ${now})
                            ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
        RETURNING *`.execute(db);
      return rows[0] === undefined ? null : keptOf(rows[0]);
    }),

  report: ({ itemId, ptsMs }, until) =>
    ask(async () => {
      await sql`UPDATE cited_pictures SET taken_until = ${until}
                 WHERE item_id = ${itemId} AND pts_ms = ${ptsMs} AND state = 'waiting'`.execute(db);
    }),

  end: ({ itemId, ptsMs }, outcome) =>
    ask(async () => {
      const picture = outcome.state === "made" ? JSON.stringify(outcome.picture) : null;
      const reason = outcome.state === "made" ? null : outcome.reason;
      const { rows } = await sql`
        UPDATE cited_pictures SET state = ${outcome.state}, reason = ${reason}, picture = ${picture}::jsonb, taken_until = NULL
         WHERE item_id = ${itemId} AND pts_ms = ${ptsMs} AND state = 'waiting' RETURNING position`.execute(
        db,
      );
      return rows.length > 0;
    }),
});

const find = (db: Database, { itemId, ptsMs }: CitedKey): Promise<KeptCitation | null> =>
  ask(async () => {
    const { rows } = await sql<Row>`
      SELECT * FROM cited_pictures WHERE item_id = ${itemId} AND pts_ms = ${ptsMs}`.execute(db);
    return rows[0] === undefined ? null : keptOf(rows[0]);
  });

async function keep(
  db: Database,
  ...[moment, action]: Parameters<CitedStore["ask"]>
): Promise<KeptCitation> {
  const { itemId, ptsMs, sha256, purposeKind, purpose, askedBy, askedAt } = moment;
  try {
    const changed = await ask(() =>
      db.transaction().execute(async (transaction) => {
        const { rows } = await sql<Row>`
          INSERT INTO cited_pictures AS c (item_id, pts_ms, sha256, purpose_kind, purpose, asked_by, asked_at)
          VALUES (${itemId}, ${ptsMs}, ${sha256}, ${purposeKind}, ${purpose}, ${askedBy}, ${askedAt})
          ON CONFLICT (item_id, pts_ms) DO UPDATE SET state = 'waiting', reason = NULL, tries = 0
                 WHERE c.state = 'failed'
          RETURNING *`.execute(transaction);
        if (rows[0] === undefined) return null;
        await appendAction(transaction, action);
        return keptOf(rows[0]);
      }),
    );
    const kept = changed ?? (await find(db, moment));
    if (kept === null) throw new Error("broken invariant: what was cited stays");
    return kept;
  } catch (cause) {
    if (!isForeignKeyViolation(cause)) throw cause;
    throw new Refusal("missing", "evidence/no-such-item", "there is no such item", { cause });
  }
}

const keptOf = (row: Row): KeptCitation => ({
  ...momentOf(row),
  tries: row.tries,
  outcome: outcomeOf(row),
});

const momentOf = (row: Row): CitedMoment => ({
  ...{ itemId: row.item_id, ptsMs: Number(row.pts_ms), sha256: row.sha256 },
  ...{ purposeKind: row.purpose_kind, purpose: row.purpose, askedBy: row.asked_by },
  askedAt: utcInstant(row.asked_at),
});

/** What stands there `end` wrote, and the checks of the table hold it together. */
function outcomeOf({ state, reason, picture }: Row): CitedOutcome | null {
  if (state === "waiting") return null;
  if (state === "made" && picture !== null) return { state, picture };
  if (state !== "made" && reason !== null) return { state, reason };
  throw new Error("broken invariant: what ended says how");
}
