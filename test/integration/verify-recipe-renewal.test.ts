/** verify.sh says the same as the verifier of time stamps that are over, and of the renewals that hold them. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { utcInstant } from "../../services/kernel/clock.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { asked, renewAt, yearsAfter } from "../fixtures/renewals.ts";
import { type World, makeWorld, packageOf } from "../fixtures/small-package.ts";
import { type OwnAuthority, execute, ownAuthority, stamp } from "../fixtures/timestamps.ts";

const NOW = utcInstant(new Date());
const at = (years: number) => yearsAfter(NOW, years);
let world: World;
let authorities: OwnAuthority[];
let folder: string;
let files: Map<string, Buffer>;
const bag = (path = "") => join(folder, "bag", path);

beforeAll(async () => {
  world = await makeWorld(NOW);
  folder = await mkdtemp(join(tmpdir(), "holdfast-renewals-"));
  authorities = await Promise.all([0, 9, 18].map((years) => ownAuthority(new Date(at(years)))));
  const [court, archive, cloud] = authorities as [OwnAuthority, OwnAuthority, OwnAuthority];
  const item = await world.sealedItem(Buffer.from("clip"));
  await stamp(world, `haikou/${NOW.slice(0, 4)}`, { court });
  await renewAt(world, at(9), { archive });
  await renewAt(world, at(18), { cloud });
  files = await packageOf(world, item);
  for (const [path, bytes] of files) {
    await mkdir(dirname(bag(path)), { recursive: true });
    await writeFile(bag(path), bytes);
  }
  await writeFile(join(folder, "root.pem"), world.pins.rootCertificatePem);
  await writeFile(join(folder, "ledger.vkey"), `${world.pins.ledgerKeys}\n`);
  for (const count of [1, 2, 3]) await writeFile(join(folder, `${count}.pem`), rootsOf(count));
}, 60_000);
afterAll(async () => {
  await Promise.all([world.close(), ...authorities.map((each) => each.remove())]);
  await rm(folder, { recursive: true });
});

/** Roots of the first so many authorities. */
const rootsOf = (count: number): string =>
  authorities
    .slice(0, count)
    .map(({ rootCertificatePem }) => rootCertificatePem)
    .join("");

/** Of the checkpoint, and of the renewals where they do not hold: the verdict, by both. */
async function both(years: number, roots: number): Promise<{ verdict: string; line: string }> {
  const days = `+${Math.round(years * 365.25)} days`;
  const given = [
    join(folder, "root.pem"),
    join(folder, "ledger.vkey"),
    "",
    join(folder, `${roots}.pem`),
  ];
  const args = [days, "sh", "verify/verify.sh", ...given];
  const outcome: unknown = await execute("faketime", args, { cwd: bag() }).catch((e: unknown) => e);
  const { stdout } = outcome as { stdout: string };
  const lines = stdout.split("\n").filter((each) => /L3 proofs|renewals/.test(each));
  const now = new Map<string, Buffer>();
  for (const path of files.keys()) {
    if (existsSync(bag(path))) now.set(path, await readFile(bag(path)));
  }
  const judges = { ...world.deps, clock: () => at(years) };
  const pins = { ...world.pins, timestampRoots: rootsOf(roots) };
  const { findings } = await verifyPackage(judges, new MemoryPackage(now), pins);
  const said = findings.filter(
    ({ check, file }) => check === "timestamp" || /renewals/.test(file ?? ""),
  );
  expect(
    lines.map((line) => line.split(" ", 1)[0]!.replace("OPEN", "INDETERMINATE")).sort(),
  ).toEqual(
    said
      .filter(({ check }) => check !== "contents")
      .map(({ verdict }) => verdict as string)
      .sort(),
  );
  const { verdict, reason } = said.find(({ check }) => check === "timestamp")!;
  return { verdict: `${verdict} ${reason}`, line: lines.join("\n") };
}

it("holds while the first certificates do, then by one renewal, then by two", async () => {
  expect(await both(5, 1)).toMatchObject({ verdict: "PASSED packages/stamped" });
  const { verdict, line } = await both(12, 2);
  expect(verdict).toBe("PASSED packages/stamp-renewed");
  expect(line).toMatch(
    /^PASSED {2}L3 .* by court at .* GMT, stamped anew .* GMT; court: not checked for revocation$/m,
  );
  expect(line.match(/^PASSED {2}L2 proofs\/renewals\/\S+ is in the ledger$/gm)).toHaveLength(2);
  expect((await both(21, 3)).verdict).toBe("PASSED packages/stamp-renewed");
}, 30_000);

it("stays open where the last one is over, or one of the authorities is not known", async () => {
  expect((await both(40, 3)).verdict).toBe("INDETERMINATE packages/stamp-over");
  expect((await both(12, 1)).verdict).toBe("INDETERMINATE packages/authority-not-pinned");
}, 30_000);

it.each([
  ["the list", /-1\.txt$/, 300],
  ["the list of tokens", /part$/, 20],
  ["a stamp over it", /-1\.archive\.tsr$/, 400],
  ["the proof of its entry", /-2\.proof$/, 40],
])(
  "fails for both after a byte of %s was changed",
  async (_, which, place) => {
    const path = [...files.keys()].find((each) => which.test(each))!;
    const bytes = Buffer.from(files.get(path)!);
    bytes[place]! ^= 1;
    await writeFile(bag(path), bytes);
    expect((await both(12, 2)).line).toMatch(/^FAILED/m);
    await writeFile(bag(path), files.get(path)!);
  },
  30_000,
);

const OTHER = `${"f".repeat(128)}  proofs/checkpoints/2026-99.note\n`;

it.each([
  ["no head", (text: string) => text.replace(/^renewal \d+\n/m, "")],
  ["a moment that is none", (text: string) => text.replace(/^made \d{4}-\d\d/m, "made 2026-13")],
  ["a line that is none", (text: string) => `${text}# all is well\n`],
  ["a file named twice", (text: string) => text + text.slice(-text.split("\n").at(-2)!.length - 1)],
  ["no end of its last line", (text: string) => text.trimEnd()],
  ["nothing of what is here", (text: string) => `${text.split("\n\n", 1)[0]!}\n\n${OTHER}`],
])(
  "judges a list with %s, stamped as it is, as the verifier does",
  async (what, change) => {
    const list = [...files.keys()].find((each) => /renewals\/\d{4}-1\.txt$/.test(each))!;
    const [token, part] = [list.replace("txt", "archive.tsr"), list.replace("txt", "0.part")];
    const text = change(files.get(list)!.toString());
    const archive = authorities[1]!;
    archive.setClock(new Date(at(9)));
    const { response } = await asked("archive", archive).stamp(Buffer.from(text), "sha512");
    await writeFile(bag(list), text);
    await writeFile(bag(token), response);
    const isOfOthers = what.startsWith("nothing");
    if (isOfOthers) await rm(bag(part));
    // Its entry and the renewal after it are of the list as it was: only what is said of this one counts.
    for (const path of [list.replace("txt", "proof"), list.replace("1.txt", "2.txt")])
      await rm(bag(path));
    const { line } = await both(9.5, 2);
    expect(line.includes(`${list} is a renewal`)).toBe(!isOfOthers);
    for (const [path, bytes] of files) await writeFile(bag(path), bytes);
  },
  30_000,
);
