/** What waits for each step, is tried now, and failed last; and how much came in: read for the page of system health. */
import { sql } from "kysely";
import type { UtcInstant } from "../../services/kernel/clock.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { PIPELINE, type Track } from "../../services/evidence/pipeline.ts";
import type { HouseHealthBody } from "../../services/review/health-schema.ts";
import { type Database, ask } from "./connection.ts";

/** Nobody counts on. */
const MOST = 1_000;
const STAGES: Readonly<Record<Track, string>> = {
  original: "stage",
  viewing: "viewing_stage",
  overview: "overview_stage",
  study: "study_stage",
};
/** As `stepsDue` has it: a copy is made once the original is verified, the others once the copy is ready. */
const VERIFIED = sql`stage IN ('verified', 'sealed')`;
const WATCHED = sql`${VERIFIED} AND viewing_stage = 'ready'`;
const ONCE: Readonly<Record<Track, ReturnType<typeof sql>>> = {
  original: sql`true`,
  viewing: VERIFIED,
  overview: WATCHED,
  study: WATCHED,
};

type Queue = HouseHealthBody["queues"][number];

export async function stepQueues(db: Database): Promise<Queue[]> {
  const queues: Queue[] = [];
  for (const { track, from, step, by } of PIPELINE) {
    if (by === "api") continue;
    const query = sql<Omit<Queue, "oldestAt" | "step"> & { oldest: Date | null }>`
      SELECT (SELECT count(*) FROM (${due(track, from)} LIMIT ${MOST}) w) AS waiting,
             (SELECT min(received_at) FROM (${due(track, from)} ORDER BY received_at LIMIT 1) o) AS oldest,
             (SELECT count(*) FROM (SELECT FROM step_runs WHERE step = ${step} AND not_before IS NULL LIMIT ${MOST}) t) AS tried,
             (SELECT count(*) FROM (SELECT FROM step_runs WHERE step = ${step} AND not_before IS NOT NULL LIMIT ${MOST}) f) AS failed`;
    const { rows } = await ask(() => query.execute(db));
    const [row] = rows;
    if (row === undefined) throw new Error("broken invariant: counts are one row");
    const { oldest, waiting, tried, failed } = row;
    queues.push({
      ...{ step, waiting, tried, failed },
      oldestAt: oldest === null ? null : utcInstant(oldest),
    });
  }
  return queues;
}

const due = (track: Track, from: string) =>
  sql`SELECT received_at FROM items WHERE ${sql.ref(STAGES[track])} = ${from} AND ${ONCE[track]}`;

/** Originals that came since then, and what was made of them. */
export async function receivedBytes(db: Database, since: UtcInstant): Promise<number> {
  const query = sql<{ bytes: number }>`
    SELECT (coalesce(sum(i.size_bytes), 0) + coalesce(sum(c.bytes), 0))::float8 AS bytes
      FROM items i LEFT JOIN LATERAL
           (SELECT sum(d.size_bytes) AS bytes FROM derivatives d WHERE d.item_id = i.id) c ON true
     WHERE i.received_at >= ${since}::timestamptz`;
  const { rows } = await ask(() => query.execute(db));
  return rows[0]?.bytes ?? 0;
}
