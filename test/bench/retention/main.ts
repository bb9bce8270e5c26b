/**
 * Retention benchmark, on a real PostgreSQL with synthetic rows: decisions a second in memory, and passes over all items:
 * the first under no pack, one that changes nothing, a dry run of a pack, and the one after it was applied (each saved and told).
 * `node test/bench/retention/main.ts [--items 1000000] [--told 20000] [--dry-run-only]`; with the last one, that many are decided
 * and the decisions of all others copied from them by the database, which takes minutes and not half an hour.
 */
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { createRetentionStore } from "../../../infra/postgres/retention-store.ts";
import { SHIPPED_TABLES } from "../../../services/calendar/shipped-tables.ts";
import { workingDays } from "../../../services/calendar/working-days.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import { requirePack } from "../../../services/policy/read-pack.ts";
import { decide } from "../../../services/retention/decide.ts";
import { decider } from "../../../services/retention/decider.ts";
import { type DryRunStep, dryRun } from "../../../services/retention/dry-run.ts";
import { type Basis, evaluateRound, factsOf } from "../../../services/retention/evaluate.ts";
import { type RetentionRules, retentionRules } from "../../../services/retention/rules.ts";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "1000000" },
    /** Items of the pass that saves and tells. */
    told: { type: "string", default: "20000" },
    "dry-run-only": { type: "boolean", default: false },
  },
});
const [count, told] = [Number(values.items), Number(values.told)];

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const clock = () => utcInstant(new Date());
const root = await mkdtemp(join(tmpdir(), "holdfast-bench-"));
await chmod(root, 0o711);
const cluster = await startCluster({ folder: join(root, "pg"), port: await freePort() });
const { pool, db } = connect({ HOLDFAST_DATABASE_URL: cluster.url, HOLDFAST_DATABASE_POOL: 8 });
// The cluster's process does not keep this one alive while it is stopped.
const alive = setInterval(() => undefined, 1_000);

const pack = new URL("../../../services/policy/packs/cn-hainan-2019.json", import.meta.url);
const file = requirePack(await readFile(pack));
const hainan = retentionRules(file.pack, file.sha256);
const shared = { calendar: workingDays(SHIPPED_TABLES), zone: zoneDays("Asia/Shanghai") };
const basisOf = (rules: RetentionRules | null): Basis => ({ ...shared, rules, houseFloor: "P6M" });
const store = createRetentionStore(db);

/** Every tenth belongs to a case, every hundredth is CCTV. */
async function fill(items: number): Promise<void> {
  await pool.query(
    `INSERT INTO devices (id, name, kind, token_sha256, created_at)
     SELECT gen_random_uuid(), 'd' || n, CASE WHEN n = 1 THEN 'cctv' ELSE 'body_camera' END, 't' || n, now()
       FROM generate_series(1, 100) n`,
  );
  await pool.query(
    `INSERT INTO items (id, device_id, filename, media_type, recorded_at, other_metadata, size_bytes, received_at,
                        stage, viewing_stage, version)
     SELECT gen_random_uuid(), d.id, 'f', 'video/mp4', now() - n * interval '1 minute', '{}', 1,
            now() - n * interval '1 minute', 'sealed', 'ready', 1
       FROM generate_series(1, $1::int) n JOIN devices d ON d.name = 'd' || (1 + n % 100)`,
    [items],
  );
  await pool.query(
    `INSERT INTO cases (id, number, title, created_at, created_by, closed_on, outcome, archive_term)
     SELECT gen_random_uuid(), 'n' || n, 't', now(), 'user:x', CASE WHEN n % 2 = 0 THEN date '2026-03-01' END,
            CASE WHEN n % 2 = 0 THEN 'evidence-used' END, CASE WHEN n % 2 = 0 THEN 'P10Y' END
       FROM generate_series(1, 1000) n`,
  );
  await pool.query(
    `INSERT INTO case_links (case_id, item_id, linked_at, linked_by)
     SELECT c.id, i.id, now(), 'user:x' FROM items i JOIN cases c ON c.number = 'n' || (1 + (i.position / 10) % 1000)
      WHERE i.position % 10 = 0`,
  );
  await pool.query("TRUNCATE retention_marks");
  await pool.query("ANALYZE");
}

async function timed(name: string, items: number, work: () => Promise<unknown>): Promise<void> {
  const [began, cpu] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  const seconds = (performance.now() - began) / 1_000;
  const rate = Math.round(items / seconds);
  const load = loadavg()[0]?.toFixed(1) ?? "";
  const million = (1_000_000 / rate).toFixed(0);
  say(
    `${name}: ${items} items in ${seconds.toFixed(1)} s, ${rate}/s, a million in ${million} s (${((user + system) / 1e6).toFixed(1)} CPU s here, load ${load})`,
  );
}

async function pass(rules: RetentionRules | null): Promise<void> {
  const deps = { retention: store, basis: async () => basisOf(rules), clock };
  const signal = new AbortController().signal;
  for (;;) {
    await evaluateRound(deps, signal);
    const stood = await store.pass();
    if (stood?.endedAt != null) return;
  }
}

async function timedDryRun(): Promise<void> {
  const memory = process.memoryUsage().rss;
  let end: DryRunStep | undefined;
  await timed("dry run", count, async () => {
    for await (const step of dryRun({ ...shared, retention: store }, hainan)) end = step;
  });
  const grown = Math.round((process.memoryUsage().rss - memory) / (1 << 20));
  say(`  memory grew by ${grown} MiB; ${JSON.stringify(end)}`);
}

/** As far from its day of receipt as in the decision that it is copied from. */
const COPY = `
  WITH made AS (SELECT r.*, i.received_at, row_number() OVER () - 1 AS place FROM retention r JOIN items i ON i.id = r.item_id)
  INSERT INTO retention (item_id, number, floor_until, is_open, ceiling_until, conflict, restricted_from, unknown_activity, class, pack,
                         decision, decision_sha256, outcome_sha256, decided_at)
  SELECT i.id, m.number, m.floor_until + (i.received_at::date - m.received_at::date), m.is_open, m.ceiling_until, m.conflict,
         m.restricted_from, m.unknown_activity, m.class, m.pack, m.decision, m.decision_sha256, m.outcome_sha256, m.decided_at
    FROM items i JOIN made m ON m.place = i.position % (SELECT count(*) FROM made)
   WHERE NOT EXISTS (SELECT FROM retention r WHERE r.item_id = i.id)`;

async function dryRunOnly(): Promise<void> {
  await onlyFirst(told);
  await timed("first pass, no pack (each saved)", told, () => pass(null));
  await pool.query("UPDATE items SET stage = 'sealed'");
  await pool.query(COPY);
  await pool.query("TRUNCATE retention_marks");
  await pool.query("VACUUM ANALYZE");
  for (let round = 0; round < 3; round += 1) await timedDryRun();
}

/** All others are not sealed yet. */
async function onlyFirst(items: number): Promise<void> {
  const last = await pool.query<{ position: number }>(
    "SELECT position FROM items ORDER BY position OFFSET $1 LIMIT 1",
    [Math.min(items, count - 1)],
  );
  const position = last.rows[0]?.position ?? 0;
  await pool.query("UPDATE items SET stage = 'received' WHERE position > $1", [position]);
}

async function allPasses(): Promise<void> {
  const sample = (await store.page(0, 20_000)).map((stored) => {
    const facts = factsOf(shared.zone, stored);
    return { ...facts, sealedUntil: facts.receivedOn };
  });
  await timed("decisions in memory", 10 * sample.length, async () => {
    for (let round = 0; round < 10; round += 1) {
      for (const facts of sample) decide(facts, hainan, shared.calendar);
    }
  });
  await timed("decisions in memory, what is alike once", 10 * sample.length, async () => {
    const decideFor = decider(hainan, shared.calendar);
    for (let round = 0; round < 10; round += 1) for (const facts of sample) decideFor(facts);
  });
  await timed("first pass, no pack (each saved)", count, () => pass(null));
  await pool.query("UPDATE retention_pass SET began_at = began_at - interval '2 days'");
  await timed("pass that changes nothing", count, () => pass(null));
  await timedDryRun();
  await onlyFirst(told);
  await timed("pass of a new pack (each saved, told)", Math.min(told, count), () => pass(hainan));
}

try {
  await migrate(pool);
  await fill(count);
  await (values["dry-run-only"] ? dryRunOnly() : allPasses());
} finally {
  await pool.end();
  await cluster.stop();
  clearInterval(alive);
  await rm(root, { recursive: true, force: true });
}
