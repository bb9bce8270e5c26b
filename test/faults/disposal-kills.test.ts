/**
 * kill -9 of custody while it destroys: at the round trips to the database that a disposal makes, each in two ways, and at the
 * changes that are seen in the folder of the item. What was approved ends once, and nothing else.
 *
 * Custody that is begun again ends what it was killed over, before or after it comes to the next batch and the next point.
 * `HOLDFAST_TORTURE=N` takes every Nth point, 1 all of them, until a batch is over before its point comes; otherwise a
 * clean run counts them and one of each kind is taken by a seed that is printed (`HOLDFAST_SEED` gives it again).
 */
import { watch } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { CrashMode } from "../fixtures/crash-proxy.ts";
import { type DueBatch, DisposalWorld } from "./disposal-world.ts";
import { checkHouse } from "./invariants.ts";

const stride = Number(process.env["HOLDFAST_TORTURE"] ?? 0);
const seed = Number(process.env["HOLDFAST_SEED"] ?? Date.now() % 10_000);
/** No disposal of one item has made as many round trips, nor changed the store as often. */
const [MOST_TRIPS, MOST_CHANGES] = [110, 20];
/** Of the points that the clean run counted, with what other rounds did meanwhile: a later run has made a quarter less. */
const SURE = 0.6;
const LIMIT_MS = stride > 0 ? 3 * 3_600_000 : 180_000;
const BATCHES = stride > 0 ? Math.ceil((2 * MOST_TRIPS + MOST_CHANGES) / stride) + 4 : 7;

let house: DisposalWorld | null = null;
const counted = { trips: 0, changes: 0 };
const violations: unknown[] = [];
let pointsMet = 0;
/** Custody was killed over them. */
let open: readonly DueBatch[] = [];

const say = (text: string): void => void process.stdout.write(`disposal kills: ${text}\n`);

beforeAll(async () => {
  house = await DisposalWorld.build(2 * BATCHES);
  const { custody } = house.world.proxies;
  const batch = await house.due();
  custody.arm(null, new RegExp(batch.id));
  const seen = watchItem(house, batch, () => undefined);
  await house.start();
  await house.untilFinished(batch);
  counted.trips = custody.roundTrips;
  counted.changes = seen.close();
  await house.end();
  await house.check(batch);
  say(`seed ${seed}, ${counted.trips} round trips, ${counted.changes} changes of the store`);
}, LIMIT_MS);

afterAll(async () => {
  say(`${pointsMet} points met, ${violations.length} violations`);
  await house?.close();
}, 60_000);

/** Calls `onChange` with the number of each change in the folder of what ends. */
function watchItem({ world }: DisposalWorld, { ends }: DueBatch, onChange: (at: number) => void) {
  let count = 0;
  const watcher = watch(world.objectsFolder, { recursive: true }, (_, name) => {
    if (name?.includes(ends) !== true) return;
    count += 1;
    onChange(count);
  });
  return {
    close: (): number => {
      watcher.close();
      return count;
    },
  };
}

type Arm = (here: DisposalWorld, batch: DueBatch, since: RegExp, crash: () => void) => () => void;

/** Whether custody died over a new batch as `arm` has it; it is gone either way. */
async function die(here: DisposalWorld, arm: Arm): Promise<boolean> {
  const batch = await here.due();
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const disarm = arm(here, batch, new RegExp(batch.id), () => {
    here.world.kill("custody");
    resolve(true);
  });
  // Dead before it said that it is ready is dead all the same.
  const started = here.start().catch(() => undefined);
  const over = here.untilFinished(batch, promise).then(() => false);
  const isDead = await Promise.race([promise, over]);
  disarm();
  await here.end();
  await started;
  open = [...open, batch];
  await checkOver(here);
  return isDead;
}

/** What is over must be right, whatever is still to come. */
async function checkOver(here: DisposalWorld): Promise<void> {
  const left: DueBatch[] = [];
  for (const batch of open) {
    if (!(await here.finished(batch))) left.push(batch);
    else await here.check(batch).catch((error: unknown) => violations.push(error));
  }
  open = left;
}

/** Each point, then the end of what is left. */
async function meet(most: number, salt: number, armAt: (at: number) => Arm): Promise<void> {
  const here = house!;
  const chance = (((seed + salt) * 7_919 + 104_729) % 1_000) / 1_000;
  let at = stride > 0 ? 1 : 1 + Math.floor(chance * most * SURE);
  let met = 0;
  for (;;) {
    if (!(await die(here, armAt(at)))) {
      if (stride > 0 || at === 1) break;
      at = Math.ceil(at / 2);
      continue;
    }
    met += 1;
    pointsMet += 1;
    if (stride === 0) break;
    if (met % 10 === 0) say(`kind ${salt}: ${met} points met so far`);
    at += stride;
  }
  say(`kind ${salt}: ${met} points met, the last tried ${at}`);
  expect(violations).toEqual([]);
  expect(met).toBeGreaterThanOrEqual(stride > 0 ? Math.floor((most * SURE) / stride) : 1);
}

const MODES: readonly CrashMode[] = ["failed", "failed-but-persisted"];

test.each(MODES)(
  "custody may die at any round trip of a disposal (%s)",
  async (mode) => {
    await meet(counted.trips, MODES.indexOf(mode), (at) => (here, _, since, crash) => {
      here.world.proxies.custody.arm({ at, mode, crash }, since);
      return () => here.world.proxies.custody.arm(null);
    });
  },
  LIMIT_MS,
);

test(
  "custody may die at any change of the store",
  async () => {
    await meet(counted.changes, MODES.length, (at) => (here, batch, _, crash) => {
      here.world.proxies.custody.arm(null);
      const seen = watchItem(here, batch, (count) => {
        if (count === at) crash();
      });
      return () => void seen.close();
    });
  },
  LIMIT_MS,
);

test(
  "custody that is begun once more ends what is left, and nothing else was touched",
  async () => {
    const here = house!;
    if (open.length > 0) {
      await here.start();
      for (const batch of open) await here.untilFinished(batch);
      await here.end();
    }
    await checkOver(here);
    expect(violations).toEqual([]);
    expect(open).toEqual([]);
    await here.checkOthers();
    await checkHouse(here.world, false);
  },
  LIMIT_MS,
);
