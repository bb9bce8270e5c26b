/**
 * Search benchmark, on a real PostgreSQL: words made by custody's own use case, then what a person waits for, as an administrator and
 * as an officer. `node test/bench/search/main.ts [--items 1000000] [--folder DIR] [--rounds 40] [--plans]`; a folder that is named is
 * kept, and found again with all words in it.
 */
import { access, chmod, mkdir, mkdtemp, rm } from "node:fs/promises";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { sql } from "kysely";
import { freePort } from "../../../infra/host/free-port.ts";
import { startCluster } from "../../../infra/host/postgres-cluster.ts";
import { connect } from "../../../infra/postgres/connection.ts";
import { migrate } from "../../../infra/postgres/migrate.ts";
import { PostgresReviewStore } from "../../../infra/postgres/review-store.ts";
import { createSearchIndex } from "../../../infra/postgres/search-index.ts";
import { createSearchStore } from "../../../infra/postgres/search-store.ts";
import { PostgresSecrecyStore } from "../../../infra/postgres/secrecy-store.ts";
import { zoneDays } from "../../../services/calendar/zone-days.ts";
import { utcInstant } from "../../../services/kernel/clock.ts";
import type { UserId } from "../../../services/kernel/ids.ts";
import { countFound, hintsFor } from "../../../services/search/count-found.ts";
import { findPage } from "../../../services/search/find-items.ts";
import { keepIndex } from "../../../services/search/keep-index.ts";
import type { Scope } from "../../../services/search/narrowing.ts";
import type { SearchFilter } from "../../../services/search/search-store.ts";
import { askedOf } from "../../../services/search/words.ts";
import { seed } from "./seed.ts";

const { values } = parseArgs({
  options: {
    items: { type: "string", default: "1000000" },
    folder: { type: "string" },
    rounds: { type: "string", default: "40" },
  },
});
const [count, rounds] = [Number(values.items), Number(values.rounds)];
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const seconds = (since: number): string => `${((performance.now() - since) / 1_000).toFixed(0)} s`;
const clock = () => utcInstant(new Date());
const days = zoneDays("Asia/Shanghai");

const root = values.folder ?? (await mkdtemp(join(tmpdir(), "holdfast-bench-")));
await mkdir(root, { recursive: true });
await chmod(root, 0o711);
const isThere = await access(join(root, "pg")).then(
  () => true,
  () => false,
);
const cluster = await startCluster({ folder: join(root, "pg"), port: await freePort() });
const { pool, db } = connect({ HOLDFAST_DATABASE_URL: cluster.url, HOLDFAST_DATABASE_POOL: 4 });
const alive = setInterval(() => undefined, 1_000);
const index = createSearchIndex(db);
const search = createSearchStore(db);
const reviews = new PostgresReviewStore(db);

try {
  if (!isThere) await fill();
  await migrate(pool);
  const { waiting } = await index.backlog();
  if (waiting > 0) await makeWords(waiting);
  for (const role of ["admin", "officer"] as const) await measureAs(role);
} finally {
  await pool.end();
  await cluster.stop();
  clearInterval(alive);
  if (values.folder === undefined) await rm(root, { recursive: true, force: true });
}

async function fill(): Promise<void> {
  const began = performance.now();
  await migrate(pool);
  await seed(pool, count);
  await index.markAll();
  say(`${count} items put into the database in ${seconds(began)}`);
}

async function makeWords(waiting: number): Promise<void> {
  const began = performance.now();
  const taken = await keepIndex({ index, days, clock }, new AbortController().signal);
  const rate = Math.round(taken / ((performance.now() - began) / 1_000));
  await pool.query("VACUUM ANALYZE search_items, search_sources, search_marks");
  const { rows } = await sql<{ whole: string; words: string }>`
    SELECT pg_size_pretty(pg_total_relation_size('search_items')) AS whole,
           pg_size_pretty(pg_relation_size('search_items_lexemes')) AS words`.execute(db);
  say(
    `words of ${waiting} made in ${seconds(began)}, ${rate}/s; ${rows[0]?.whole}, of it index ${rows[0]?.words}`,
  );
}

async function measureAs(role: "admin" | "officer"): Promise<void> {
  const { rows } = await sql<{ id: UserId; name: string }>`
    SELECT id, display_name AS name FROM users WHERE role = ${role} ORDER BY name OFFSET 20 * ${role === "officer" ? 1 : 0} LIMIT 1`.execute(
    db,
  );
  const [user] = rows;
  if (user === undefined) throw new Error("nobody has this role");
  const sight = await new PostgresSecrecyStore(db).sight(
    { id: user.id, role },
    days.dayOf(clock()),
  );
  type Narrowed = Readonly<Partial<Record<Scope, string>>>;
  const asked = (q: string, filter: SearchFilter, { officer = "", place = "" }: Narrowed = {}) => ({
    words: [...askedOf(q), ...askedOf(officer, "officer"), ...askedOf(place, "place")],
    filter,
  });
  const page =
    (q: string, filter: SearchFilter = {}, narrowed: Narrowed = {}) =>
    async () => {
      const question = asked(q, filter, narrowed);
      const { found } = await findPage({ search }, question, sight, { after: null, limit: 50 });
      await reviews.itemsOf(
        found.map(({ itemId }) => itemId),
        sight,
      );
      return found.length;
    };
  const counted =
    (q: string, filter: SearchFilter = {}, narrowed: Narrowed = {}) =>
    async () =>
      (await countFound({ search }, asked(q, filter, narrowed), sight)).count;
  const hinted =
    (q: string, filter: SearchFilter = {}, narrowed: Narrowed = {}) =>
    async () =>
      (await hintsFor({ search }, asked(q, filter, narrowed), sight)).length;
  const old = String(Math.max(1, Math.floor(count / 40))).padStart(6, "0");
  const cases: readonly [name: string, work: () => Promise<number>][] = [
    ["first page, no word", page("")],
    [
      "list of items (GET /items)",
      async () => (await reviews.items({ after: null, limit: 50 }, { sight })).entries.length,
    ],
    ["name of two characters", page("张伟")],
    ["initials", page("zw")],
    ["pinyin", page("zhangwei")],
    ["number of an old case", page(`琼综执罚2025 ${old}`)],
    ["year and two characters", page("2026 沈芳")],
    ["one character", page("芳")],
    ["common word", page("海口")],
    ["common word and rare filter", page("海口", { stage: "quarantined" })],
    ["common word, activity, verdict", page("海口", { activity: "HN-03", verdict: "sealed" })],
    ["words of a case and a place", page("占道 天涯 BWC-4100")],
    ["officer by initials", page("", {}, { officer: "zw" })],
    ["common place", page("", {}, { place: "海口" })],
    ["officer, place and a word", page("占道", {}, { officer: "张伟", place: "美兰" })],
    ["facets of a common place", counted("", {}, { place: "海口" })],
    ["hints: officer and place", hinted("", {}, { officer: "无此人", place: "美兰" })],
    ["nothing found", page("并无此词")],
    ["facets of a name", counted("张伟")],
    ["facets of a common word", counted("海口")],
    ["facets without a word", counted("")],
    ["hints: three parts", hinted("海口 并无此词", { stage: "quarantined" })],
  ];
  say(
    `\nas ${role} ${user.name} (load ${loadavg()[0]?.toFixed(1)}): p50, p95 in ms over ${rounds} rounds; what is found`,
  );
  for (const [name, work] of cases) await measure(name, work);
}

async function measure(name: string, work: () => Promise<number>): Promise<void> {
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < rounds; round += 1) {
    const began = performance.now();
    found = await work();
    times.push(performance.now() - began);
  }
  times.sort((a, b) => a - b);
  const at = (share: number) =>
    (times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? 0)
      .toFixed(0)
      .padStart(6);
  say(`${at(0.5)} ${at(0.95)}  ${name}: ${found}`);
}
