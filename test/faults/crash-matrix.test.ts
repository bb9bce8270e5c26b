/**
 * kill -9 at the round trips to the database, each in two ways: before the database heard (failed), and
 * after it did the work and before the process heard (failed but persisted).
 *
 * A clean run counts each process's round trips for one clip; then clips are sent with a crash at one of
 * them. `HOLDFAST_TORTURE=N` takes every Nth point, 1 all of them; otherwise an even spread of a few.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CrashMode } from "../fixtures/crash-proxy.ts";
import { clipBytes, ownClip } from "../fixtures/make-media.ts";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { PROCESSES, type Served, ProcessWorld } from "./process-world.ts";

const stride = Number(process.env["HOLDFAST_TORTURE"] ?? 0);
/** Points a process and mode in the everyday run. */
const POINTS = 4;
const MODES: readonly CrashMode[] = ["failed", "failed-but-persisted"];
const PIECE_BYTES = 60_000;
/** On a busy machine the clean run polls more often than a later one does until its receipt. */
const MEET_MS = 60_000;
const LIMIT_MS = stride > 0 ? 3_600_000 : 240_000;

let world: ProcessWorld;
let client: GoodClient;
let film: Buffer;
let roundTrips: Readonly<Record<Served, number>>;
const evidence: Evidence[] = [];

/** Round trips of the API until the last byte was acknowledged; asking for the receipt makes more. */
async function sendOne(): Promise<number> {
  const upload = await client.send(ownClip(film), PIECE_BYTES);
  const apiTrips = world.proxies.api.roundTrips;
  evidence.push({ upload, receipt: await client.receipt(upload.id) });
  return apiTrips;
}

beforeAll(async () => {
  film = await clipBytes("h264-aac-faststart");
  world = await ProcessWorld.build();
  client = new GoodClient(world.url, world.deviceToken);
  await world.start(...PROCESSES);
  for (const proxy of Object.values(world.proxies)) proxy.arm(null);
  const api = await sendOne();
  await checkInvariants(world, evidence);
  const { custody, media } = world.proxies;
  roundTrips = { api, custody: custody.roundTrips, media: media.roundTrips };
}, 120_000);

afterAll(() => world.close(), 60_000);

/** Sends a clip while `name` crashes at its round trip `at`, and starts the process again. */
async function crashAt(name: Served, at: number, mode: CrashMode): Promise<void> {
  const { promise: crashed, resolve } = Promise.withResolvers<undefined>();
  const point = { isMet: false as boolean };
  world.proxies[name].arm({
    at,
    mode,
    crash: () => {
      world.kill(name);
      point.isMet = true;
      resolve(undefined);
    },
  });
  const restarted = crashed.then(async () => {
    await world.gone(name);
    await world.start(name);
  });
  await sendOne();
  // A process that polls reaches its point later; one that works only for clips gets another.
  for (const end = Date.now() + MEET_MS; !point.isMet && Date.now() < end;) await sendOne();
  expect(point.isMet, `the crash at round trip ${at} was met`).toBe(true);
  await restarted;
}

test.each(PROCESSES.flatMap((name) => MODES.map((mode) => ({ name, mode }))))(
  "$name may crash at any round trip ($mode): nothing is lost, nothing is doubled",
  async ({ name, mode }) => {
    const count = roundTrips[name];
    expect(count).toBeGreaterThan(POINTS);
    const step = stride > 0 ? Math.min(stride, count) : count / POINTS;
    for (let at = step / 2; at < count; at += step) {
      await crashAt(name, Math.floor(at) + 1, mode);
    }
    await checkInvariants(world, evidence);
  },
  LIMIT_MS,
);
