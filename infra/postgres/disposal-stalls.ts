/** Batches that custody cannot go on with, in PostgreSQL. */
import { sql } from "kysely";
import type { DisposalStore } from "../../services/disposal/disposal-store.ts";
import type { Stall } from "../../services/disposal/stall.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type Database, ask } from "./connection.ts";

export const stallsIn = (db: Database): Pick<DisposalStore, "keepStall" | "stalls"> => ({
  async keepStall(id, at, reason) {
    if (reason === null) {
      await ask(() => db.deleteFrom("disposal_stalls").where("disposal_id", "=", id).execute());
      return;
    }
    const { code, against } = { ...reason, against: [...reason.against] };
    await ask(() =>
      db
        .insertInto("disposal_stalls")
        .values({ disposal_id: id, since: at, code, against })
        .onConflict((on) => on.column("disposal_id").doUpdateSet({ code, against }))
        .execute(),
    );
  },

  stalls: () => disposalStalls(db),
});

export const disposalStalls = (db: Database): Promise<readonly Stall[]> =>
  ask(async () => {
    const rows = await db
      .selectFrom("disposal_stalls as s")
      .selectAll("s")
      .where(
        sql<boolean>`EXISTS (SELECT FROM disposals d WHERE d.id = s.disposal_id AND d.finished_at IS NULL)`,
      )
      .orderBy("s.since")
      .execute();
    return rows.map(({ disposal_id: disposalId, since, code, against }) => ({
      ...{ disposalId, since: utcInstant(since), code, against },
    }));
  });
