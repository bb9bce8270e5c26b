/** Time stamps that are over, and what holds them: renewals in a package, one after the other, and what is none. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renewLogs } from "../../../services/anchors/renew-logs.ts";
import { stampRenewals } from "../../../services/anchors/stamp-renewals.ts";
import { sha512 } from "../../../services/anchors/renewal.ts";
import { type UtcInstant, utcInstant } from "../../../services/kernel/clock.ts";
import type { ItemId } from "../../../services/kernel/ids.ts";
import { verifyPackage } from "../../../services/packages/verify-package.ts";
import { MemoryPackage } from "../../fakes/package-reader.ts";
import { asked, renewAt, renewing, yearsAfter } from "../../fixtures/renewals.ts";
import { type World, makeWorld, packageOf } from "../../fixtures/small-package.ts";
import { NOON, type OwnAuthority, ownAuthority, stamp } from "../../fixtures/timestamps.ts";

type Files = Map<string, Buffer>;
const START = utcInstant(NOON);
const at = (years: number): UtcInstant => yearsAfter(START, years);
const { signal } = new AbortController();
let world: World;
let item: ItemId;
let court: OwnAuthority;
let archive: OwnAuthority;
let cloud: OwnAuthority;
/** Before any renewal, after the first, after the second. */
let packages: Files[];

beforeAll(async () => {
  world = await makeWorld(START);
  [court, archive, cloud] = await Promise.all([
    ownAuthority(),
    ownAuthority(new Date(at(9))),
    ownAuthority(new Date(at(18))),
  ]);
  item = await world.sealedItem(Buffer.from("clip"));
  await stamp(world, "haikou/2026", { court });
  packages = [await packed()];
  await renewAt(world, at(9), { archive });
  packages.push(await packed());
  await renewAt(world, at(18), { cloud });
  packages.push(await packed());
});
afterAll(() => Promise.all([world.close(), court.remove(), archive.remove(), cloud.remove()]));

const packed = (): Promise<Files> => packageOf(world, item);

/** What is said of time under these roots, so many years later. */
const said = (files: Files, years: number, ...roots: OwnAuthority[]): Promise<string[]> =>
  saidOf(world, files, years, roots);

async function saidOf(
  { deps, pins: own }: World,
  files: Files,
  years: number,
  roots: readonly OwnAuthority[],
): Promise<string[]> {
  const timestampRoots = roots.map(({ rootCertificatePem }) => rootCertificatePem).join("");
  const pins = { ...own, timestampRoots: timestampRoots || null };
  const judges = { ...deps, clock: () => at(years) };
  const { findings } = await verifyPackage(judges, new MemoryPackage(files), pins);
  return findings
    .filter(({ check, file }) => check === "timestamp" || /renewals/.test(file ?? ""))
    .map(({ verdict, reason }) => `${verdict} ${reason}`);
}
const LOGGED = "PASSED packages/in-ledger";

describe("a time stamp", () => {
  it("holds as long as its certificates do, and is undecided after that", async () => {
    const [plain] = packages as [Files];
    expect(await said(plain, 9, court)).toEqual(["PASSED packages/stamped"]);
    expect(await said(plain, 11, court)).toEqual(["INDETERMINATE packages/stamp-over"]);
    expect(await said(plain, 11)).toEqual(["INDETERMINATE packages/stamp-over"]);
  });

  it("is held by a renewal from before that, as long as its certificates hold, and by one over that", async () => {
    const [, once, twice] = packages as [Files, Files, Files];
    const held = "PASSED packages/stamp-renewed";
    expect(await said(once, 9, court, archive)).toEqual([LOGGED, "PASSED packages/stamped"]);
    expect(await said(once, 11, court, archive)).toEqual([LOGGED, held]);
    expect(await said(once, 20, court, archive)).toEqual([
      LOGGED,
      "INDETERMINATE packages/stamp-over",
    ]);
    expect(await said(twice, 20, court, archive, cloud)).toEqual([LOGGED, LOGGED, held]);
  });

  it("stays undecided where only one of both authorities is pinned", async () => {
    const [, once] = packages as [Files, Files];
    for (const root of [court, archive]) {
      const [, verdict] = await said(once, 11, root);
      expect(verdict).toBe("INDETERMINATE packages/authority-not-pinned");
    }
  });

  it("is not held by a renewal that came too late", async () => {
    const late = await makeWorld(START);
    const own = await late.sealedItem(Buffer.from("clip"));
    await stamp(late, "haikou/2026", { court: await court.reopen() });
    const authority = await ownAuthority(new Date(at(11)));
    await renewAt(late, at(11), { archive: authority });
    const files = await packageOf(late, own);
    expect(await saidOf(late, files, 12, [court, authority])).toEqual([
      LOGGED,
      "INDETERMINATE packages/stamp-over",
    ]);
    await late.close();
    await authority.remove();
  });
});

describe("a renewal in a package", () => {
  const changed = (change: (files: Files) => void): Files => {
    const files = new Map(packages[1]);
    change(files);
    return files;
  };
  const pathLike = (pattern: RegExp): string =>
    [...packages[1]!.keys()].find((path) => pattern.test(path))!;

  it("names what the package has: its list, the list of tokens, certificates, the stamp, its entry", () => {
    const paths = [...packages[1]!.keys()].filter((path) => path.startsWith("proofs/renewals/"));
    expect(paths.sort()).toEqual(
      ["0.part", "archive.tsr", "court.pem", "proof", "txt"].map(
        (end) => `proofs/renewals/2026-1.${end}`,
      ),
    );
    const part = packages[1]!.get("proofs/renewals/2026-1.0.part")!.toString();
    const token = pathLike(/checkpoints.*tsr$/);
    expect(part).toContain(`${sha512(packages[1]!.get(token)!)}  ${token}\n`);
  });

  it.each([
    ["a byte of its list", /2026-1.txt$/, 40],
    ["a digest in its list", /2026-1.txt$/, 120],
    ["a byte of the list of tokens", /part$/, 3],
    ["a byte of its stamp", /archive.tsr$/, 400],
    ["a byte of the certificates it names", /renewals.*pem$/, 100],
  ])("is none after %s was changed", async (_, which, place) => {
    const path = pathLike(which);
    const files = changed((all) => {
      const bytes = Buffer.from(all.get(path)!);
      bytes[place]! ^= 1;
      all.set(path, bytes);
    });
    const lines = await said(files, 11, court, archive);
    expect(lines).toContain("FAILED packages/renewal-invalid");
    expect(lines).not.toContain("PASSED packages/stamp-renewed");
  });

  it("is none without a stamp, and holds nothing that it does not name", async () => {
    const bare = changed((files) => files.delete(pathLike(/archive.tsr$/)));
    expect(await said(bare, 11, court, archive)).toContain("FAILED packages/renewal-invalid");
    const unnamed = changed((files) => files.delete(pathLike(/part$/)));
    expect(await said(unnamed, 11, court, archive)).toContain("INDETERMINATE packages/stamp-over");
  });

  it("is not in the ledger by the proof of another entry", async () => {
    const files = changed((all) =>
      all.set("proofs/renewals/2026-1.proof", all.get(`proofs/${item}/manifest.tlog-proof`)!),
    );
    expect(await said(files, 9, court, archive)).toContain("FAILED packages/proof-invalid");
  });
});

describe("logs are renewed", () => {
  it("once their year is over and stamped, then a year after each, or when a person asks", async () => {
    const own = await makeWorld(START);
    await own.sealedItem(Buffer.from("clip"));
    const days = (text: string) => renewLogs(renewing(own, text as UtcInstant), signal);
    expect(await days("2027-03-01T00:00:00.000Z")).toEqual([]);
    await stamp(own, "haikou/2026", { court: await court.reopen() });
    expect(await days("2027-01-01T23:59:59.999Z")).toEqual([]);
    expect(await days("2027-01-02T00:00:00.000Z")).toMatchObject([{ number: 1 }]);
    expect(await days("2029-01-02T00:00:00.000Z")).toEqual([]);
    const one = asked("archive", archive);
    archive.setClock(new Date(at(9.2)));
    await own.deps.vouching.tokens.configure([one], START);
    const deps = renewing(own, "2027-01-03T00:00:00.000Z" as UtcInstant);
    await stampRenewals({ ...deps, authority: one }, signal);
    expect(await days("2027-06-03T00:00:00.000Z")).toEqual([]);
    await own.deps.renewals.ask("haikou/2026");
    expect(await days("2027-06-03T00:00:00.000Z")).toMatchObject([{ number: 2, size: 1 }]);
    expect(await own.deps.renewals.asked()).toEqual([]);
    await own.close();
  });

  it("by two processes at once as by one, and after a cut before the entry", async () => {
    const own = await makeWorld(START);
    await own.sealedItem(Buffer.from("clip"));
    await stamp(own, "haikou/2026", { court: await court.reopen() });
    const deps = renewing(own, "2027-02-01T00:00:00.000Z" as UtcInstant);
    const cut = { ...deps, ledger: { enter: () => Promise.reject(new Error("cut")) } };
    const all = await Promise.allSettled([renewLogs(cut, signal), renewLogs(deps, signal)]);
    expect(all.some(({ status }) => status === "fulfilled")).toBe(true);
    await renewLogs(deps, signal);
    const kept = await own.deps.renewals.of("haikou/2026");
    expect(kept).toMatchObject([{ number: 1, isEntered: true }]);
    for (const { object } of kept[0]!.files)
      expect((await own.deps.objects.head(object)).lock).not.toBeNull();
    await own.close();
  });
});
