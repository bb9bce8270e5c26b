/** All sealed items as they stand at one instant, by pages: in one snapshot that writes nothing. */
import { sql } from "kysely";
import type { SurveyPage } from "../../services/retention/retention-store.ts";
import { type Database, ask } from "./connection.ts";
import { factsWhere } from "./retention-facts.ts";

const PAGE = 2_000;

export async function* survey(db: Database): AsyncGenerator<SurveyPage> {
  const snapshot = await ask(() =>
    db.startTransaction().setIsolationLevel("repeatable read").setAccessMode("read only").execute(),
  );
  try {
    const { rows } = await ask(() =>
      sql<{ of: number }>`SELECT count(*) AS of FROM items WHERE stage = 'sealed'`.execute(
        snapshot,
      ),
    );
    const of = rows[0]?.of ?? 0;
    for (let after = 0; ;) {
      const items = await factsWhere(snapshot, sql`i.position > ${after}`, PAGE);
      const last = items.at(-1);
      if (last === undefined) break;
      yield { of, items };
      after = last.position;
    }
  } finally {
    // Also where the reader stopped; a connection that broke holds nothing any more.
    await snapshot.rollback().execute();
  }
}
