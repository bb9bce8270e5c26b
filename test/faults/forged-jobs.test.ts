/**
 * Jobs forged straight into Redis, against the real workers: a job is an id and nothing else. What is due is
 * read from the database, so the worst that somebody with the queue's password can do is to wake us.
 */
import { execFileSync } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { constants, existsSync } from "node:fs";
import { mkdtemp, open, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ItemId } from "../../services/kernel/ids.ts";
import { PostgresEvidenceStore } from "../../infra/postgres/evidence-store.ts";
import { PIPELINE, type Step } from "../../services/evidence/pipeline.ts";
import { clipBytes, ownClip } from "../fixtures/make-media.ts";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { PROCESSES, ProcessWorld } from "./process-world.ts";

/** Steps that a worker listens for. */
const STEPS = PIPELINE.map(({ step }) => step).filter((step) => step !== "receive");
const WAIT = { timeout: 30_000, interval: 50 };
const PIECE_BYTES = 60_000;
/** In every forged job; it may turn up nowhere. Short, for a message may quote a few letters only. */
const MARK = "Wzqxjkv";

let folder: string;
/** Whoever opens it to read stands there until we look. */
let trap: string;
let sentinel: string;
let world: ProcessWorld;
let client: GoodClient;
let film: Buffer;
let redis: Redis;
const forgedKeys: string[] = [];
const evidence: Evidence[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-forged-"));
  trap = join(folder, "original");
  sentinel = join(folder, "sentinel");
  execFileSync("mkfifo", [trap]);
  film = await clipBytes("h264-aac-faststart");
  world = await ProcessWorld.build({ HOLDFAST_LOG_LEVEL: "debug" });
  await world.start(...PROCESSES);
  client = new GoodClient(world.url, world.deviceToken);
  redis = new Redis(world.redis.url);
}, 120_000);

afterAll(async () => {
  // Where the world did not begin, that is not there, and what did begin is ended.
  (redis as Redis | undefined)?.disconnect();
  await world.close();
  await rm(folder, { recursive: true, force: true });
}, 120_000);

/** As anyone with the password can put it there: none of it passes through BullMQ. */
async function forge(
  queue: string,
  data: string | Buffer,
  fields: Readonly<Record<string, string>> = {},
  jobId = randomUUID() as string,
): Promise<void> {
  const key = `holdfast:${queue}`;
  const job = { name: queue, opts: "{}", timestamp: "1", delay: "0", priority: "0", ...fields };
  await redis
    .multi()
    .hset(`${key}:${jobId}`, { ...job, data })
    .lpush(`${key}:wait`, jobId)
    .zadd(`${key}:marker`, 0, "0")
    .exec();
  forgedKeys.push(`${key}:${jobId}`);
}

/** Waits until workers have taken every forged job, and none is kept anywhere. */
async function untilTaken(): Promise<void> {
  await vi.waitFor(async () => expect(await redis.exists(...forgedKeys)).toBe(0), WAIT);
  forgedKeys.length = 0;
}

async function sendOne(bytes: Buffer): Promise<Evidence> {
  const upload = await client.send(bytes, PIECE_BYTES);
  const sent = { upload, receipt: await client.receipt(upload.id) };
  evidence.push(sent);
  return sent;
}

const events = async (id: string): Promise<readonly string[]> => {
  const items = new PostgresEvidenceStore(world.database.connection.db);
  return (await items.custody(id as ItemId)).map(({ kind }) => kind);
};

const logs = (): string => PROCESSES.map((name) => world.log(name)).join("\n");
const countOf = (text: string, part: string): number => text.split(part).length - 1;

/** Everything the database knows of these ids, but when the audit took a seal up: its own timer does that, no job. */
async function rowsOf(ids: readonly string[]): Promise<unknown> {
  const { pool } = world.database.connection;
  const tables = ["custody_events", "step_runs", "derivatives", "receipts"];
  const texts = tables.map(
    (table) => `SELECT * FROM ${table} WHERE item_id = ANY($1) ORDER BY 1, 2`,
  );
  texts.push(
    "SELECT to_jsonb(s) - 'enrolled_at' FROM seals s WHERE item_id = ANY($1) ORDER BY item_id, subject",
  );
  texts.push("SELECT * FROM items WHERE id = ANY($1) ORDER BY 1");
  texts.push("SELECT * FROM uploads WHERE id = ANY($1) ORDER BY 1");
  return Promise.all(texts.map(async (text) => (await pool.query<object>(text, [ids])).rows));
}

/** Payloads that name no item, though some try to. */
const foreignPayloads = (victim: string): readonly (string | Buffer)[] => [
  ...[
    { itemId: `../../../../../../../../../..${folder}` },
    { itemId: trap, path: trap, file: trap, key: trap },
    { itemId: `$(touch ${sentinel})`, command: `touch ${sentinel}`, args: [sentinel] },
    { itemId: `'; DROP TABLE items; -- ${MARK}` },
    { itemId: `${victim}/../${MARK}` },
    { itemId: [victim], mark: MARK },
    { itemId: { $gt: "", toString: MARK } },
    { itemId: 17, mark: MARK },
    { itemId: MARK.repeat(1 << 18) },
    [victim, MARK],
    MARK,
    17,
    true,
    null,
  ].map((data) => JSON.stringify(data)),
  `{"__proto__":{"itemId":"${victim}"},"mark":"${MARK}"}`,
  `{"constructor":{"prototype":{"itemId":"${victim}"}},"mark":"${MARK}"}`,
  // No JSON at all.
  `${MARK} is no JSON`,
  `{"itemId":"${victim}","mark":"${MARK}"`,
  Buffer.from([0, 0xff, 0xfe, 0x80]),
];

test("what is not the id of an item is dropped, and honest items flow on", async () => {
  const { upload } = await sendOne(randomBytes(100_000));
  const payloads = foreignPayloads(upload.id);
  const before = await rowsOf([upload.id]);
  const honest = Array.from({ length: 4 }, (_, at) =>
    sendOne(at % 2 === 0 ? ownClip(film) : randomBytes(90_000 + at)),
  );
  for (const queue of STEPS) for (const data of payloads) await forge(queue, data);
  await Promise.all(honest);
  await untilTaken();
  expect(countOf(logs(), "a job that is none of ours was dropped")).toBe(
    STEPS.length * payloads.length,
  );
  expect(await rowsOf([upload.id])).toEqual(before);
  await checkInvariants(world, evidence);
  // Options that are no JSON are past BullMQ's own reading: such a job is taken and dropped by nobody.
  for (const queue of STEPS) await forge(queue, MARK, { opts: `${MARK} is no JSON` });
  forgedKeys.length = 0;
}, 120_000);

test("an id does what is due for it and nothing else, whatever stands beside it", async () => {
  // Quarantined; not yet received; and sealed with nothing to watch.
  const declared = `sha256 ${Buffer.from("0".repeat(64)).toString("base64")}`;
  const wrong = await client.announce(50_000, declared);
  await client.finish(wrong, randomBytes(50_000), PIECE_BYTES);
  const unfinished = await client.announce(1_000_000);
  const { upload: sealed } = await sendOne(randomBytes(80_000));
  const ids = [wrong, unfinished, sealed.id];
  await vi.waitFor(async () => expect(await events(wrong)).toContain("source-checked"), WAIT);
  await checkInvariants(world, evidence);
  const before = await rowsOf(ids);
  for (const queue of STEPS) {
    for (const itemId of [...ids, randomUUID()]) {
      const beside = { sha256: MARK, stage: "verified", original: { object: { key: trap } } };
      await forge(queue, JSON.stringify({ itemId, ...beside, step: "seal", padding: MARK }));
    }
  }
  await untilTaken();
  expect(await rowsOf(ids)).toEqual(before);
}, 120_000);

test("no step runs before the one it follows, however often and early it is woken", async () => {
  world.signal("custody", "SIGSTOP");
  const bytes = ownClip(film);
  const upload = await client.send(bytes, PIECE_BYTES);
  const wakeAll = async (queues: readonly Step[], times: number): Promise<void> => {
    for (const queue of queues) {
      for (let time = 0; time < times; time += 1) {
        await forge(queue, JSON.stringify({ itemId: upload.id, mark: MARK }));
      }
    }
  };
  await wakeAll(["probe", "viewing-copy"], 20);
  await untilTaken();
  expect(await events(upload.id)).toEqual(["received"]);
  await wakeAll(STEPS, 100);
  world.signal("custody", "SIGCONT");
  evidence.push({ upload, receipt: await client.receipt(upload.id) });
  await checkInvariants(world, evidence);
  await untilTaken();
  const order = await events(upload.id);
  const track = (...kinds: string[]) => order.filter((kind) => kinds.includes(kind));
  expect(track("received", "verified", "sealed")).toEqual(["received", "verified", "sealed"]);
  const viewing = ["verified", "source-checked", "probed", "copies-made", "copies-sealed"];
  expect(track(...viewing)).toEqual(viewing);
  expect(order).toHaveLength(7);
}, 120_000);

test("a poisoned job under the very id of a wake-up keeps no item from its seal", async () => {
  const bytes = ownClip(film);
  const id = await client.announce(bytes.length);
  const poison: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    [`${MARK} is no JSON`, {}],
    // Kept when it ends, it would be in the way of every one after it.
    [
      JSON.stringify({ itemId: id, mark: MARK }),
      { opts: JSON.stringify({ removeOnComplete: false, removeOnFail: false, attempts: 9 }) },
    ],
  ];
  for (const [at, queue] of STEPS.entries()) {
    const [data, fields] = poison[at % poison.length]!;
    await forge(queue, data, fields, `${queue}.${id}`);
  }
  const upload = await client.finish(id, bytes, PIECE_BYTES);
  evidence.push({ upload, receipt: await client.receipt(id) });
  await checkInvariants(world, evidence);
  expect(await events(id)).toContain("copies-sealed");
}, 120_000);

test("all that time no worker died, no file was opened, nothing was run, and no log says what the jobs said", async () => {
  expect(world.ended).toEqual([]);
  expect(existsSync(sentinel)).toBe(false);
  // A writer that does not wait is refused where there is no reader.
  await expect(open(trap, constants.O_WRONLY | constants.O_NONBLOCK)).rejects.toThrow(/ENXIO/);
  expect(countOf(logs(), MARK)).toBe(0);
});

test.each([
  ["evicts keys", "maxmemory-policy", "allkeys-lru", /Redis evicts keys/],
  ["asks for no password", "requirepass", "", /Redis answers without a password/],
])(
  "a worker does not start on a Redis that %s, and says why",
  async (_, name, value, fault) => {
    for (const worker of ["custody", "media"] as const) {
      world.kill(worker);
      await world.gone(worker);
    }
    const [, proper = ""] = await redis.config("GET", name);
    await redis.config("SET", name, value);
    try {
      await expect(world.start("custody")).rejects.toThrow(fault);
      await expect(world.start("media")).rejects.toThrow(fault);
    } finally {
      await redis.config("SET", name, proper);
    }
  },
  60_000,
);
