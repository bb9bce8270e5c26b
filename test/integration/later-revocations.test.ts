/** Packages with a list of revocations made after them: the verifier, the page and the script say the same of each. */
import { rm } from "node:fs/promises";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Verdict } from "../../services/packages/finding.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { laterCases } from "../fixtures/later-end-cases.ts";
import { type World, makeWorld, packageOf } from "../fixtures/small-package.ts";
import { answerCases, answering, withAnswers } from "../fixtures/revocation-answers.ts";
import type { Files } from "../fixtures/package-cases.ts";
import {
  type TieredAuthority,
  listsOfAbove,
  tieredAuthority,
  withLists,
} from "../fixtures/tiered-authority.ts";
import { stamp } from "../fixtures/timestamps.ts";
import { builtVerifierPage, openedOffline, shownOn } from "../fixtures/verifier-page.ts";
import {
  lettersOf,
  levelsIn,
  linesOf,
  scriptOutput,
  trustedBy,
  zipOf,
} from "../fixtures/verify-script.ts";

let world: World;
let browser: Browser;
let page: Page;
const complaints: string[] = [];

beforeAll(async () => {
  world = await makeWorld();
  ({ browser, page } = await openedOffline(await builtVerifierPage(), complaints));
}, 120_000);
afterAll(async () => {
  await rm(dirname(fileURLToPath(page.url())), { recursive: true });
  await browser.close();
  await world.close();
});

const word = (verdict: Verdict) => (verdict === "INDETERMINATE" ? "OPEN" : verdict);

it("are judged alike: revoked before and after the signature, by a list that holds, is older, forged, of another ledger", async () => {
  for (const { name, files, pins, verdict, levels, list } of await laterCases()) {
    const secondRoot = pins.secondRootPem;
    const trusted = { ...trustedBy(pins), ...(secondRoot === undefined ? {} : { secondRoot }) };
    const script = await scriptOutput(files, files.get("verify/verify.sh")!, trusted);
    const report = await verifyPackage(world.deps, new MemoryPackage(files), pins);
    const shown = await shownOn(page, zipOf(files), trusted);
    expect([name, shown.findings.sort()]).toEqual([name, linesOf(report)]);
    expect([name, lettersOf(report.levels), levelsIn(script)]).toEqual([name, levels, levels]);
    const line = /^(\w+) +L1 \S+ manifest was/m.exec(script)?.[1];
    expect([name, line]).toEqual([name, word(verdict)]);
    const found = report.findings.find(({ reason }) => reason === list);
    const ofList = /^(\w+) +L[12] (?:the list of revocations|revoked keys)/m.exec(script)?.[1];
    expect([name, ofList]).toEqual([name, found && word(found.verdict)]);
  }
  expect(complaints).toEqual([]);
}, 120_000);

it("and so are lists of revoked certificates of authorities above, of the package and of renewals", async () => {
  const authority = await tieredAuthority();
  const cases = (await listsOfAbove(authority)).filter(({ byAll }) => byAll);
  const revoked = "; tiers: an authority above: revoked ";
  await areJudgedAlike(authority, cases, withLists, revoked);
}, 240_000);

it("and so are answers about the certificate that stamped, of the package and of renewals", async () => {
  const authority = await answering(await tieredAuthority());
  const cases = (await answerCases(authority)).filter(({ byAll }) => byAll);
  await areJudgedAlike(authority, cases, withAnswers, "not by tiers");
}, 240_000);

interface StampCase {
  readonly name: string;
  readonly holds: boolean;
  readonly words?: string;
  /** Certificates that are pinned too. */
  readonly more?: string;
}

/** Of each case every verifier says the same of a stamp of `authority`; `revoked` stands in the script's line where it says no words. */
async function areJudgedAlike<Case extends StampCase>(
  authority: TieredAuthority,
  cases: readonly Case[],
  withCase: (sound: Files, one: Case, how: { readonly carried: boolean }) => Files,
  revoked: string,
): Promise<void> {
  expect(cases.length).toBeGreaterThan(1);
  const item = await world.sealedItem(Buffer.from(revoked));
  await stamp(world, `haikou/${new Date().getUTCFullYear()}`, { tiers: authority });
  const sound = await packageOf(world, item);
  for (const [index, one] of cases.entries()) {
    const files = withCase(sound, one, { carried: index % 2 === 1 });
    const own = { ...world.pins, timestampRoots: authority.rootPem + (one.more ?? "") };
    const script = scriptOutput(files, sound.get("verify/verify.sh")!, trustedBy(own));
    const report = await verifyPackage(world.deps, new MemoryPackage(files), own);
    const shown = await shownOn(page, zipOf(files), trustedBy(own));
    expect([one.name, shown.findings.sort()]).toEqual([one.name, linesOf(report)]);
    const levels = one.holds ? "FPPPIII" : "FPPFIII";
    const said = [lettersOf(report.levels), levelsIn(await script)];
    expect([one.name, ...said]).toEqual([one.name, levels, levels]);
    const line = /^\w+ +L3 \S+ was stamped.*/m.exec(await script)?.[0];
    expect([one.name, line]).toEqual([one.name, expect.stringContaining(one.words ?? revoked)]);
  }
  await authority.remove();
}
