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
  const page = (after: number) => {
    const items = factsWhere(snapshot, sql`i.position > ${after}`, PAGE);
    items.catch(() => undefined); // whoever awaits it hears of it
    return items;
  };
  let ahead: ReturnType<typeof page> | null = null;
  try {
    const { rows } = await ask(() =>
      sql<{ of: number }>`SELECT count(*) AS of FROM items WHERE stage = 'sealed'`.execute(
        snapshot,
      ),
    );
    const of = rows[0]?.of ?? 0;
    ahead = page(0);
    for (;;) {
      const items = await ahead;
      const last = items.at(-1);
      if (last === undefined) break;
      ahead = page(last.position); // the database works while the reader does
      yield { of, items };
    }
  } finally {
    await ahead?.catch(() => undefined);
    // Also where the reader stopped; a connection that broke holds nothing any more.
    await snapshot.rollback().execute();
  }
}
