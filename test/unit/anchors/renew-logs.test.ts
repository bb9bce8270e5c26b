/** Which tokens a renewal lists, and when it is made: nothing that was stamped is left out of all of them. */
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { tokenPath } from "../../../services/anchors/proof-paths.ts";
import { isTimeToRenew } from "../../../services/anchors/renewal.ts";
import { renewLogs } from "../../../services/anchors/renew-logs.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import { renewAt, renewing, yearsAfter } from "../../fixtures/renewals.ts";
import { type World, makeWorld } from "../../fixtures/small-package.ts";
import { NOON, type OwnAuthority, ownAuthority, stamp } from "../../fixtures/timestamps.ts";

const LOG = "haikou/2026";
const START = utcInstant(NOON);
const at = (years: number): UtcInstant => yearsAfter(START, years);
const { signal } = new AbortController();
let court: OwnAuthority;
let archive: OwnAuthority;
beforeAll(async () => {
  [court, archive] = await Promise.all([ownAuthority(), ownAuthority(new Date(at(1)))]);
});
afterAll(() => Promise.all([court.remove(), archive.remove()]));

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
    await renewAt(world, at(1.2), { archive: await archive.reopen() });
    expect(await numbers(world, at(1.3))).toEqual([2]);
    expect(await renewals.asked()).toEqual([]);
    await world.close();
  });
});

/** What the parts of a renewal name. */
async function listed(world: World, number: number): Promise<string> {
  const renewal = (await world.deps.renewals.of(LOG)).find((each) => each.number === number);
  const parts = renewal!.files.filter(({ path }) => path.endsWith(".part"));
  const texts = parts.map(async ({ object }) => {
    return text(await world.deps.objects.read(object));
  });
  return (await Promise.all(texts)).join("");
}

describe("a token that came late", () => {
  it("over a head that is listed already is in the next renewal, and heads of long ago are not again", async () => {
    const world = await stampedWorld();
    const { tokens } = world.deps.vouching;
    await world.sealedItem(Buffer.from("more"));
    await stamp(world, LOG, { court: await court.reopen() });
    expect(await numbers(world, at(1))).toEqual([1]);
    const [first, last] = await tokens.stampedAfter(LOG, 0, 9);
    await renewAt(world, at(1.2), { archive: await archive.reopen() });
    const late = { response: Buffer.from("late"), genTime: at(1.5), validUntil: at(9) };
    await tokens.configure([{ name: "cloud", rootsPem: "" }], at(1.5));
    await tokens.keep(last!.anchor, "cloud", late, at(1.5));
    expect(await numbers(world, at(2.1))).toEqual([2]);
    expect(await listed(world, 1)).not.toContain(tokenPath(last!.anchor, "cloud"));
    expect(await listed(world, 2)).toContain(tokenPath(last!.anchor, "cloud"));
    expect(await listed(world, 2)).not.toContain(tokenPath(first!.anchor, "court"));
    expect(await world.deps.renewals.of(LOG)).toMatchObject([
      { size: last!.anchor.size },
      { size: last!.anchor.size },
    ]);
    await world.close();
  });
});

describe("a log is renewed by itself", () => {
  const DAY_MS = 86_400_000;
  const log = { origin: LOG, isStamped: true, renewedAt: null, firstEnd: null };
  const now = "2026-06-01T00:00:00.000Z" as UtcInstant;
  const days = (count: number): UtcInstant => plusMs(now, count * DAY_MS);

  it.each([
    ["nothing ends", {}, false],
    ["the first end is sixty days away", { firstEnd: days(60) }, false],
    ["it is nearer", { firstEnd: days(59.9) }, true],
    [
      "it is nearer, and the newest head not stamped",
      { firstEnd: days(9), isStamped: false },
      true,
    ],
    [
      "the last renewal is as long ago as it is away",
      { firstEnd: days(30), renewedAt: days(-30) },
      true,
    ],
    ["that is less long ago", { firstEnd: days(30), renewedAt: days(-29) }, false],
    ["it was renewed a day ago", { firstEnd: days(0.1), renewedAt: days(-1) }, true],
    ["it was renewed today", { firstEnd: days(0.1), renewedAt: days(-0.9) }, false],
  ])("within its year: %s", (_, facts, is) => {
    expect(isTimeToRenew({ ...log, ...facts }, now)).toBe(is);
  });

  it("a few times as certificates run out that nobody replaces, and not after that", async () => {
    const world = await stampedWorld();
    const { vouching, renewals } = world.deps;
    const [head] = await vouching.tokens.stampedAfter(LOG, 0, 1);
    const start = "2026-12-01T00:00:00.000Z" as UtcInstant;
    const day = (count: number): UtcInstant => plusMs(start, count * DAY_MS);
    await vouching.tokens.configure([{ name: "brief", rootsPem: "" }], start);
    const brief = { response: Buffer.from("brief"), genTime: start, validUntil: day(30) };
    await vouching.tokens.keep(head!.anchor, "brief", brief, start);
    const made: number[] = [];
    for (let count = -31; count < 40; count += 1) {
      for (const number of await numbers(world, day(count))) {
        made.push(count);
        await renewals.keep({ origin: LOG, number }, "brief", brief, day(count));
      }
    }
    expect(made).toEqual([-29, 1, 16, 23, 27, 29]);
    await world.close();
  });
});
