/** Which tokens a renewal lists, and when it is made: nothing that was stamped is left out of all of them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renewLogs } from "../../../services/anchors/renew-logs.ts";
import { type UtcInstant, utcInstant } from "../../../services/kernel/clock.ts";
import { renewAt, renewing, yearsAfter } from "../../fixtures/renewals.ts";
import { type World, makeWorld } from "../../fixtures/small-package.ts";
import { NOON, type OwnAuthority, ownAuthority, stamp } from "../../fixtures/timestamps.ts";

const LOG = "haikou/2026";
const START = utcInstant(NOON);
const at = (years: number): UtcInstant => yearsAfter(START, years);
const { signal } = new AbortController();
let court: OwnAuthority;
beforeAll(async () => {
  court = await ownAuthority();
});
afterAll(() => court.remove());

async function stampedWorld(): Promise<World> {
  const world = await makeWorld(START);
  await world.sealedItem(Buffer.from("clip"));
  await stamp(world, LOG, { court: await court.reopen() });
  return world;
}
const numbers = async (world: World, moment: UtcInstant) =>
  (await renewLogs(renewing(world, moment), signal)).map(({ number }) => number);

describe("a renewal that is asked for", () => {
  it("waits until the one before is stamped: another would leave out what that one lists", async () => {
    const world = await stampedWorld();
    const { renewals } = world.deps;
    expect(await numbers(world, at(1))).toEqual([1]);
    await world.sealedItem(Buffer.from("more"));
    await stamp(world, LOG, { court: await court.reopen() });
    await renewals.ask(LOG);
    expect(await numbers(world, at(1.1))).toEqual([]);
    expect(await renewals.asked()).toEqual([LOG]);
    await renewAt(world, at(1.2), { court: await court.reopen() });
    expect(await numbers(world, at(1.3))).toEqual([2]);
    expect(await renewals.asked()).toEqual([]);
    await world.close();
  });
});
