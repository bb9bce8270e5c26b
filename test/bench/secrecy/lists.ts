/**
 * What hiding costs: the first page of a reviewer, and the mask that stands before each request which names ids, on a real
 * PostgreSQL with synthetic items of which none, half or nearly all are hidden from the reviewer. `node test/bench/secrecy/lists.ts [--items 100000] [--rounds 20]`.
 */
import { randomUUID } from "node:crypto";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { PostgresReviewStore } from "../../../infra/postgres/review-store.ts";
import { PostgresSecrecyStore } from "../../../infra/postgres/secrecy-store.ts";
import type { CalendarDate } from "../../../services/calendar/calendar-date.ts";
import type { UserId } from "../../../services/kernel/ids.ts";
import { sightOf } from "../../../services/secrecy/sight.ts";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "100000" },
    rounds: { type: "string", default: "20" },
  },
});
const [items, rounds] = [Number(values.items), Number(values.rounds)];
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const root = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
await chmod(root, 0o711);
const cluster = await startCluster({ folder: join(root, "pg"), port: await freePort() });
const { pool, db } = connect({ HOLDFAST_DATABASE_URL: cluster.url, HOLDFAST_DATABASE_POOL: 4 });
// The cluster's process does not keep this one alive while it is stopped.
const alive = setInterval(() => undefined, 1_000);
const [reviews, secrecy] = [new PostgresReviewStore(db), new PostgresSecrecyStore(db)];
const reviewer = {
  id: "3f0a1c9e-58b2-4a51-9b6e-0d6f2f3a7c11" as UserId,
  role: "reviewer",
} as const;
const sight = sightOf(reviewer, null, "2026-11-26" as CalendarDate);

async function fill(): Promise<void> {
  await pool.query(
    `INSERT INTO devices (id, name, kind, token_sha256, created_at)
     VALUES (gen_random_uuid(), 'd', 'body_camera', 't', now())`,
  );
  await pool.query(
    `INSERT INTO items (id, device_id, filename, media_type, recorded_at, other_metadata, size_bytes, received_at,
                        stage, viewing_stage, version)
     SELECT gen_random_uuid(), d.id, 'f', 'video/mp4', now(), '{}', 1, now(), 'sealed', 'ready', 1
       FROM generate_series(1, $1::int) n, devices d`,
    [items],
  );
}

/** Of a hundred items as many are hidden, of those that were not yet. */
async function hide(percent: number): Promise<void> {
  await pool.query(
    `INSERT INTO secrecy_labels (id, item_id, kind, status, issued_on, basis, set_at, set_by)
     SELECT gen_random_uuid(), id, 'informant', 'confirmed', current_date, 'bench', now(), 'user:x'
       FROM items i WHERE position % 100 < $1
                      AND NOT EXISTS (SELECT FROM secrecy_labels l WHERE l.item_id = i.id)`,
    [percent],
  );
  await pool.query("ANALYZE");
}

async function medianMs(work: () => Promise<unknown>): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    await work();
    took.push(performance.now() - began);
  }
  return took.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? NaN;
}

try {
  await migrate(pool);
  await fill();
  for (const percent of [0, 50, 98]) {
    await hide(percent);
    const page = await medianMs(() => reviews.items({ after: null, limit: 50 }, { sight }));
    const everything = await medianMs(() => reviews.items({ after: null, limit: 50 }, {}));
    const mask = await medianMs(() => secrecy.hidden(sight, [randomUUID()]));
    say(
      `${percent} of 100 hidden, ${items} items: a page of 50 ${page.toFixed(1)} ms; without walls ${everything.toFixed(1)} ms; the mask of one id ${mask.toFixed(1)} ms (load ${loadavg()[0]?.toFixed(1) ?? ""})`,
    );
  }
} finally {
  await pool.end();
  await cluster.stop();
  clearInterval(alive);
  await rm(root, { recursive: true, force: true });
}
