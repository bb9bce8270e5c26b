/** PostgreSQL dies at once in the middle of uploads and sealing, and comes back: no process ends, no acknowledged byte is lost. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { clipBytes, ownClip } from "../fixtures/make-media.ts";
import { crashCluster } from "../fixtures/private-servers.ts";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { ProcessWorld } from "./process-world.ts";

const CLIPS = 8;
const CRASHES = 2;
const DOWN_MS = 1_500;

let world: ProcessWorld;
let film: Buffer;

beforeAll(async () => {
  film = await clipBytes("h264-aac-faststart");
  world = await ProcessWorld.running();
}, 120_000);
afterAll(() => world.close(), 60_000);

test("an immediate shutdown of the database costs time, and no clip", async () => {
  const client = new GoodClient(world.url, world.deviceToken);
  const evidence: Evidence[] = [];
  const one = async (): Promise<void> => {
    const upload = await client.send(ownClip(film), 20_000);
    evidence.push({ upload, receipt: await client.receipt(upload.id) });
  };
  const crashes = async (): Promise<void> => {
    for (let crash = 0; crash < CRASHES; crash += 1) {
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await crashCluster(DOWN_MS);
    }
  };
  const clips = async (): Promise<void> => {
    for (let at = 0; at < CLIPS / 2; at += 1) await one();
  };
  await Promise.all([crashes(), clips(), clips()]);
  expect(evidence).toHaveLength(CLIPS);
  await checkInvariants(world, evidence);
  expect(world.ended).toEqual([]);
}, 240_000);
