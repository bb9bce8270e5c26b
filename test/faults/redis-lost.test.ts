/** The queue is disposable: Redis is emptied and killed while clips come in, and every one is sealed all the same. */
import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import { afterAll, beforeAll, expect, test } from "vitest";
import { clipBytes, ownClip } from "../fixtures/make-media.ts";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { ProcessWorld } from "./process-world.ts";

const CLIPS = 20;
const SENDERS = 4;
const DOWN_MS = 3_000;
/** From the moment Redis is back until every receipt is there, on a machine that does other things too. */
const LOST_LIMIT_MS = 30_000;

let world: ProcessWorld;
let film: Buffer;

beforeAll(async () => {
  film = await clipBytes("h264-aac-faststart");
  world = await ProcessWorld.running();
}, 120_000);
afterAll(() => world.close(), 60_000);

test("FLUSHALL and kill -9 in the middle of twenty clips cost seconds, and no clip", async () => {
  const client = new GoodClient(world.url, world.deviceToken);
  const sent = { count: 0 };
  const evidence: Evidence[] = [];
  const receipts: Promise<unknown>[] = [];
  const waiting = Array.from({ length: CLIPS }, (_, at) =>
    // Some play; of the others nothing can be made, which must end as well.
    at % 4 === 0 ? ownClip(film) : randomBytes(100_000 + at),
  );
  const sender = async (): Promise<void> => {
    for (let bytes = waiting.pop(); bytes !== undefined; bytes = waiting.pop()) {
      const upload = await client.send(bytes, 40_000);
      sent.count += 1;
      receipts.push(
        client.receipt(upload.id).then((receipt) => evidence.push({ upload, receipt })),
      );
    }
  };
  const whenSent = async (count: number): Promise<void> => {
    while (sent.count < count) await new Promise((resolve) => setTimeout(resolve, 10));
  };
  const fault = async (): Promise<number> => {
    const stranger = new Redis(world.redis.url);
    for (const count of [3, 5, 7]) {
      await whenSent(count);
      await stranger.flushall();
    }
    stranger.disconnect();
    await whenSent(9);
    await world.redis.crash(DOWN_MS);
    return Date.now();
  };
  const [backAt] = await Promise.all([fault(), ...Array.from({ length: SENDERS }, sender)]);
  await Promise.all(receipts);
  expect(Date.now() - backAt).toBeLessThan(LOST_LIMIT_MS);
  expect(evidence).toHaveLength(CLIPS);
  await checkInvariants(world, evidence);
  expect(world.ended).toEqual([]);
}, 240_000);
