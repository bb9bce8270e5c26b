/**
 * Uploads for as long as one likes while calls of S3 fail, half of them before they act and half after,
 * and nodes are killed: no acknowledged byte is lost, nothing is doubled or left over, every receipt verifies,
 * and memory is flat.
 *
 * `HOLDFAST_SOAK=MINUTES` has one call in a hundred fail for so long, at the pace of a few docks; otherwise a few
 * dense seconds. The SDK does not try again by itself, so that every failure reaches the process that called.
 */
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { plusMs, utcInstant } from "../../services/kernel/clock.ts";
import type { Fault } from "../fixtures/fault-proxy.ts";
import { checkBucket } from "./bucket-invariants.ts";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { SECOND_API } from "./process-world.ts";
import { type S3World, buildS3World } from "./s3-world.ts";
import { type Pace, sendUntil } from "./soak-sender.ts";

const minutes = Number(process.env["HOLDFAST_SOAK"] ?? 0);
const isLong = minutes > 0;
const LENGTH_MS = isLong ? minutes * 60_000 : 8_000;
const KILL_EVERY_MS = isLong ? 120_000 : 2_500;
const SAMPLE_EVERY_MS = isLong ? 10_000 : 1_000;
const PACE: Pace = isLong
  ? { largestBytes: 64 << 20, pauseMs: 1_000, pauseMsPerMiB: 2_000 }
  : { largestBytes: 20 << 20, pauseMs: 100, pauseMsPerMiB: 100 };
const SENDERS = 4;
/** Of the calls of S3, the share that fails. */
const FAILING = isLong ? 0.01 : 0.02;
const FAULTS: readonly Fault[] = [
  { kind: "status", status: 503 },
  { kind: "fail-reply", status: 500 },
  { kind: "cut-body" },
  { kind: "swallow-reply" },
];
/** Freed memory is given back late; an hour of a leak of one upload in ten would be more. */
const GROWTH_MIB = 96;
/** A receipt may have to wait for a process that was killed, behind others. */
const PATIENCE_MS = isLong ? 600_000 : 90_000;
const LIMIT_MS = 2 * LENGTH_MS + 600_000;

let { ceph, proxy, world } = {} as S3World;
let close = (): Promise<void> => Promise.resolve();
let nodes: readonly string[];
const everything: Evidence[] = [];
const resident: Readonly<Record<string, number>>[] = [];

beforeAll(async () => {
  const settings = { HOLDFAST_S3_ATTEMPTS: 1 };
  ({ ceph, proxy, world, close } = await buildS3World(settings, isLong ? "bluestore" : "memstore"));
  await world.start("api", "custody");
  nodes = [world.url, await world.startSecondApi()];
}, 300_000);

afterAll(() => close(), 60_000);

/** The API's first node all through, custody first and in the first half; the second node lives through it all. */
async function killUntil(isOver: () => boolean, isHalfOver: () => boolean): Promise<number> {
  let kills = 0;
  for (; !isOver(); kills += 1) {
    const name = kills % 2 === 0 && !isHalfOver() ? "custody" : "api";
    world.kill(name);
    await world.gone(name);
    await startAgain(name);
    for (const end = Date.now() + KILL_EVERY_MS; Date.now() < end && !isOver();) await sleep(200);
  }
  return kills;
}

/** A start asks the store what it keeps, and gives up where it does not answer; whoever supervises begins it again. */
async function startAgain(name: "api" | "custody"): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      await world.start(name);
      return;
    } catch (error) {
      if (tries === 10) throw error;
    }
  }
}

async function sampleUntil(isOver: () => boolean): Promise<void> {
  while (!isOver()) {
    resident.push(await world.residentMiB());
    await sleep(SAMPLE_EVERY_MS);
  }
}

/** The middle of what `name` held in a stretch of the time, given in quarters. */
function medianMiB(name: string, from: number, to: number): number {
  const quarter = resident.length / 4;
  const held = resident
    .slice(Math.floor(from * quarter), Math.ceil(to * quarter))
    .map((sample) => sample[name] ?? 0)
    .toSorted((a, b) => a - b);
  return held[held.length >> 1] ?? 0;
}

test(
  "calls of S3 fail and nodes die while many send: all of it is sealed once, and verifies",
  async () => {
    const begin = Date.now();
    const isOver = (): boolean => Date.now() > begin + LENGTH_MS;
    const isHalfOver = (): boolean => Date.now() > begin + LENGTH_MS / 2;
    const isFailing = { now: true };
    for (const [at, fault] of FAULTS.entries()) {
      // Each is asked only about what the ones before it let through.
      const share = FAILING / FAULTS.length / (1 - (FAILING * at) / FAULTS.length);
      proxy.plan(() => isFailing.now && Math.random() < share, fault, { times: Infinity });
    }
    let sent = 0;
    const senders = Array.from({ length: SENDERS }, (_, at) => {
      const order = at % 2 === 0 ? nodes : nodes.toReversed();
      const client = new GoodClient(order, world.deviceToken, 200, PATIENCE_MS);
      return sendUntil(isOver, () => sent++, client, PACE);
    });
    const [kills, , ...received] = await Promise.all([
      sleep(KILL_EVERY_MS / 2).then(() => killUntil(isOver, isHalfOver)),
      sampleUntil(isOver),
      ...senders,
    ]);
    everything.push(...received.flat());
    isFailing.now = false;
    report(kills);
    expect(kills).toBeGreaterThan(0);
    expect(proxy.met()).toBeGreaterThan((proxy.seen.length * FAILING) / 2);
    await checkAll(sent);
  },
  LIMIT_MS,
);

async function checkAll(sent: number): Promise<void> {
  expect(everything).toHaveLength(sent);
  // What an outage left under "incoming/" goes with the next round of expiry; a start begins with one.
  world.signal("custody", "SIGTERM");
  await world.gone("custody");
  await world.start("custody");
  await checkInvariants(world, everything, false);
  const { pool } = world.database.connection;
  const { rows } = await pool.query("SELECT count(*)::integer AS items FROM items");
  expect(rows).toEqual([{ items: sent }]);
  // What is cleared by the day, a day later.
  await world.openStores().incoming.clearStale(plusMs(utcInstant(new Date()), 86_400_000));
  await checkBucket(ceph, world, everything);
  // Processes that have just begun still grow.
  if (!isLong) return;
  expect(medianMiB(SECOND_API, 3, 4) - medianMiB(SECOND_API, 1, 2)).toBeLessThan(GROWTH_MIB);
  expect(medianMiB("custody", 3, 4) - medianMiB("custody", 2, 3)).toBeLessThan(GROWTH_MIB);
}

/** What a person wants to know of a long run; the short one has no numbers worth reading. */
function report(kills: number): void {
  if (!isLong) return;
  const bytes = everything.reduce((total, { upload }) => total + upload.content.sizeBytes, 0);
  const memory = [SECOND_API, "custody"].map((name) => {
    const quarters = [0, 1, 2, 3].map((from) => medianMiB(name, from, from + 1));
    return `${name} ${quarters.join(", ")}`;
  });
  process.stdout.write(
    `soak: ${minutes} min, ${everything.length} recordings, ${(bytes / 2 ** 30).toFixed(2)} GiB, ` +
      `${proxy.seen.length} calls of S3, ${proxy.met()} failed, ${kills} kills; ` +
      `resident MiB by quarters: ${memory.join("; ")}\n`,
  );
}
