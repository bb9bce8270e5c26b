/** Under which stamped checkpoint a package's proof stands, as the certificates behind stamps run out. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { outsideProof } from "../../../services/anchors/outside-proof.ts";
import { checkpointIn } from "../../../services/anchors/proof-paths.ts";
import { type UtcInstant, plusMs, utcInstant } from "../../../services/kernel/clock.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { type World, makeWorld, packageOf } from "../../fixtures/small-package.ts";
import { NOON } from "../../fixtures/timestamps.ts";

const LOG = "haikou/2026";
const START = utcInstant(NOON);
const day = (count: number): UtcInstant => plusMs(START, count * 86_400_000);
let world: World;
let item: ItemId;
let today: UtcInstant;
/** Sizes of the first and the second stamped head; both cover the item. */
let first: number;
let second: number;

/** Anchors the newest head and keeps a token over it from day `from` to day `until`. */
async function stamped(from: number, until: number | null): Promise<number> {
  const { vouching, heads } = world.deps;
  const { anchors, tokens } = vouching;
  const { size } = (await heads.head(LOG))!;
  await anchors.choose(LOG, size, (await anchors.newest(LOG))?.size ?? null, day(from));
  await tokens.configure([{ name: "court", rootsPem: "roots" }], day(0));
  await tokens.keep({ origin: LOG, size }, "court", token(from, until), day(from));
  return size;
}
const token = (from: number, until: number | null) => ({
  ...{ response: Buffer.from(`${from}`), genTime: day(from) },
  validUntil: (until === null ? null : day(until)) as UtcInstant,
});

/** A renewal of the whole log, made on day `at`; stamped then, for so long, or not. */
async function renewed(number: number, at: number, until: number | null): Promise<void> {
  const key = { origin: LOG, number };
  const { renewals } = world.deps;
  await renewals.save({ ...key, size: second, madeAt: day(at), text: `${number}\n`, files: [] });
  if (until !== null) await renewals.keep(key, "court", token(at, until), day(at));
}

async function under(count: number): Promise<number> {
  today = day(count);
  const paths = [...(await packageOf(world, item)).keys()].map(checkpointIn);
  return Number(paths.find((name) => name !== null)?.split("-")[1]);
}

beforeEach(async () => {
  world = await makeWorld(START);
  const { vouching } = world.deps;
  world.deps.outside = (entered) => outsideProof({ ...vouching, clock: () => today }, entered);
  item = await world.sealedItem(Buffer.from("clip"));
  first = await stamped(1, 10);
  await world.sealedItem(Buffer.from("more"));
  second = await stamped(2, 100);
});
afterEach(() => world.close());

describe("a proof stands under the earliest stamped checkpoint that holds", () => {
  it("by its own certificates; where none holds, under the earliest", async () => {
    expect([await under(10), await under(11), await under(100)]).toEqual([first, second, second]);
    expect(await under(101)).toBe(first);
  });

  it("by a renewal from before they were over, and by one over that, in time too", async () => {
    await renewed(1, 9, 120);
    expect([await under(11), await under(110), await under(120)]).toEqual([first, first, first]);
    await renewed(2, 119, 300);
    expect(await under(200)).toBe(first);
  });

  it("not by one that came too late, is not stamped, or was made before the token came", async () => {
    await renewed(1, 0, 300);
    expect(await under(11)).toBe(second);
    await renewed(2, 20, 300);
    expect([await under(11), await under(200)]).toEqual([second, second]);
    await renewed(3, 290, null);
    expect([await under(250), await under(301)]).toEqual([second, first]);
  });

  it("whose end is not known is taken to hold", async () => {
    const { tokens } = world.deps.vouching;
    await tokens.configure([{ name: "cloud", rootsPem: "" }], day(0));
    await tokens.keep({ origin: LOG, size: first }, "cloud", token(3, null), day(3));
    expect(await under(50)).toBe(first);
  });
});
