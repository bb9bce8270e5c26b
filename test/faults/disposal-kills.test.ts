/**
 * kill -9 of custody while it destroys: at each round trip to the database that a disposal makes, in two ways, and as each file
 * of the item goes. What was approved ends once, and nothing else does; what was held, or has still to wait, stays as it was.
 */
import { afterAll, beforeAll, expect, test } from "vitest";
import { type DueBatch, DisposalWorld } from "./disposal-world.ts";
import { checkHouse } from "./invariants.ts";
import { KillRun, chosen, inTwoWays, isTorture } from "./kill-run.ts";

/** Two items a batch: of the clean run, and one for each point with a few to spare. */
const ITEMS = isTorture ? 360 : 24;
const LIMIT_MS = isTorture ? 3 * 3_600_000 : 180_000;

let house: DisposalWorld | null = null;
beforeAll(async () => {
  house = await DisposalWorld.build(ITEMS);
}, LIMIT_MS);
afterAll(() => house?.close(), 60_000);

test(
  "custody may die at any line of a disposal: what was approved ends once, and nothing else",
  async () => {
    const here = house!;
    const waiting = await here.waiting();
    const run = new KillRun<DueBatch>(here, "disposal kills");
    const { trips, files } = await run.points();
    expect([trips.length > 30, files.length > 3]).toEqual([true, true]);
    await run.meet(chosen([...inTwoWays(trips), files.map((filesLeft) => ({ filesLeft }))]));
    await run.finish();
    await here.checkUntouched([waiting]);
    await checkHouse(here.world, false);
  },
  LIMIT_MS,
);
