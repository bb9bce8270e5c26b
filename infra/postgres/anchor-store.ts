/** Anchors in PostgreSQL: heads of the ledger that were chosen, one after the other for each log. */
import { sql } from "kysely";
import type { Anchor, AnchorStore } from "../../services/anchors/anchor-store.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type Database, ask } from "./connection.ts";
import { maybeInstant } from "./instant.ts";

export function createAnchorStore(db: Database): AnchorStore {
  return {
    async logs() {
      const { rows } = await ask(() =>
        sql<{ origin: string; head: number; size: number | null; chosen_at: Date | null }>`
          SELECT w.origin, h.size AS head, a.size, a.chosen_at
          FROM ledger_writers w
          CROSS JOIN LATERAL (SELECT size FROM ledger_heads WHERE origin = w.origin
                              ORDER BY size DESC LIMIT 1) h
          LEFT JOIN LATERAL (SELECT size, chosen_at FROM ledger_anchors WHERE origin = w.origin
                             ORDER BY size DESC LIMIT 1) a ON true
          ORDER BY w.origin`.execute(db),
      );
      return rows.map(({ origin, head, size, chosen_at: at }) => {
        const chosenAt = maybeInstant(at);
        const anchor = size === null || chosenAt === null ? null : { size, chosenAt };
        return { origin, headSize: head, anchor };
      });
    },

    choose: (origin, size, after, at) =>
      ask(() =>
        db.transaction().execute(async (tx) => {
          // Two that looked at the same moment would both see that nothing is chosen yet.
          await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`anchor ${origin}`}, 0))`.execute(
            tx,
          );
          const { numAffectedRows } = await sql`
            INSERT INTO ledger_anchors (origin, size, chosen_at)
            SELECT origin, size, ${at} FROM ledger_heads
            WHERE origin = ${origin} AND size = ${size} AND ${size} > ${after ?? -1}::bigint
              AND ${after ?? -1}::bigint = COALESCE(
                (SELECT max(size) FROM ledger_anchors WHERE origin = ${origin}), -1)`.execute(tx);
          return numAffectedRows === 1n;
        }),
      ),

    async anchor(origin, size) {
      const [found] = await readAnchors(
        anchorsOf(db, origin).where("ledger_anchors.size", "=", size),
      );
      return found ?? null;
    },

    async newest(origin) {
      const newest = anchorsOf(db, origin).orderBy("ledger_anchors.size", "desc").limit(1);
      return (await readAnchors(newest))[0] ?? null;
    },

    covering: (origin, index, limit) =>
      readAnchors(
        anchorsOf(db, origin)
          .where("ledger_anchors.size", ">", index)
          .orderBy("ledger_anchors.size")
          .limit(limit),
      ),
  };
}

export const anchorsOf = (db: Database, origin: string) =>
  db
    .selectFrom("ledger_anchors")
    .innerJoin("ledger_heads", (join) =>
      join
        .onRef("ledger_heads.origin", "=", "ledger_anchors.origin")
        .onRef("ledger_heads.size", "=", "ledger_anchors.size"),
    )
    .select(["ledger_anchors.origin", "ledger_anchors.size", "root_sha256", "note", "chosen_at"])
    .where("ledger_anchors.origin", "=", origin);

/** Anchors of a query that `anchorsOf` began. */
export async function readAnchors(query: ReturnType<typeof anchorsOf>): Promise<readonly Anchor[]> {
  const rows = await ask(() => query.execute());
  return rows.map(({ root_sha256: rootSha256, chosen_at: chosenAt, ...anchor }) => ({
    ...anchor,
    rootSha256,
    chosenAt: utcInstant(chosenAt),
  }));
}
