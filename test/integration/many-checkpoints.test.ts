/** A year of stamped checkpoints renewed at once: a package takes the part of the list that names its own, whole and within every limit. */
import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renewLogs } from "../../services/anchors/renew-logs.ts";
import { utcInstant } from "../../services/kernel/clock.ts";
import { MAX_RENEWAL_BYTES } from "../../services/packages/check-renewal.ts";
import { RECIPE_SCRIPT } from "../../services/packages/package-layout.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { renewAt, renewing, yearsAfter } from "../fixtures/renewals.ts";
import { type World, makeWorld, packageOf } from "../fixtures/small-package.ts";
import { type OwnAuthority, ownAuthority, stamp } from "../fixtures/timestamps.ts";
import { lettersOf, levelsIn, scriptOutput, trustedBy } from "../fixtures/verify-script.ts";

/** One a minute, over two weeks. */
const MORE = 20_000;
const A_YEAR = 366 * 24 * 60;
/** As a name of an authority may be at most, about. */
const AUTHORITIES = ["court", "a".repeat(60), "b".repeat(60)];
const START = utcInstant(new Date());
const LOG = `haikou/${START.slice(0, 4)}`;
const { signal } = new AbortController();
let world: World;
let [court, archive] = [{} as OwnAuthority, {} as OwnAuthority];
beforeAll(async () => {
  world = await makeWorld(START);
  court = await ownAuthority(new Date(START));
  archive = await ownAuthority(new Date(yearsAfter(START, 1.1)));
});
afterAll(() => Promise.all([world.close(), court.remove(), archive.remove()]));

/** The tokens of `world`, and those of `MORE` later checkpoints, each with a note and tokens of any bytes. */
function crowded() {
  const deps = renewing(world, yearsAfter(START, 1.1));
  const { tokens } = deps;
  const stampedAfter: typeof tokens.stampedAfter = async (origin, after, limit, listed) => {
    const page = [...(await tokens.stampedAfter(origin, after, limit, listed))];
    const [real] = await tokens.stampedAfter(origin, 0, 1);
    const [token] = real!.tokens;
    const first = real!.anchor.size;
    for (let size = Math.max(after, first) + 1; page.length < limit; size += 1) {
      if (size > first + MORE) break;
      const made = AUTHORITIES.map((authority) => ({
        ...{ ...token!, authority, response: randomBytes(64) },
      }));
      page.push({ anchor: { ...real!.anchor, size, note: `${size}\n` }, tokens: made });
    }
    return page;
  };
  const bound = { tokens: tokens.tokens.bind(tokens), firstEnd: tokens.firstEnd.bind(tokens) };
  return { ...deps, tokens: { ...bound, stampedAfter } };
}

it("holds a stamp of long ago by one part of many, in a package that all verifiers take", async () => {
  const item = await world.sealedItem(Buffer.from("clip"));
  await stamp(world, LOG, { court });
  const deps = crowded();
  await deps.renewals.ask(LOG);
  const [renewal] = await renewLogs(deps, signal);
  const parts = renewal!.files.filter(({ path }) => path.endsWith(".part"));
  expect(parts.length).toBe(Math.ceil((MORE + 1) / 500));
  // What names every part of a whole year is a file of a package, too.
  const bytesAPart = Buffer.byteLength(renewal!.text) / parts.length;
  expect(bytesAPart * (A_YEAR / 500)).toBeLessThan(MAX_RENEWAL_BYTES);
  await renewAt(world, yearsAfter(START, 1.1), { archive });

  const files = await packageOf(world, item);
  const carried = [...files].filter(([path]) => path.endsWith(".part"));
  expect(carried.map(([path]) => path)).toEqual([parts[0]!.path]);
  expect(carried[0]![1].toString().split("\n").length).toBeGreaterThan(1_900);
  for (const [path, { byteLength }] of files) {
    const isWithin = !path.startsWith("proofs/renewals/") || byteLength < MAX_RENEWAL_BYTES / 2;
    expect([path, isWithin]).toEqual([path, true]);
  }
  const timestampRoots = court.rootCertificatePem + archive.rootCertificatePem;
  const pins = { ...world.pins, timestampRoots };
  const later = yearsAfter(START, 10.5);
  const judges = { ...world.deps, clock: () => later };
  const report = await verifyPackage(judges, new MemoryPackage(files), pins);
  expect(lettersOf(report.levels)).toBe("PPPPIII");
  // The script judges by the day it runs on: the stamp's own certificates hold still, and so does the renewal.
  const script = await scriptOutput(files, files.get(RECIPE_SCRIPT)!, trustedBy(pins));
  expect(script).not.toContain("FAILED");
  expect(levelsIn(script)).toBe("PPPPIII");
}, 90_000);
