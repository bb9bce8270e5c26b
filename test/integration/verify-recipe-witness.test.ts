/** verify.sh and the verifier say the same of the witnesses of the same package, under the same policies. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { type World, filesOf, makeWorld } from "../fixtures/small-package.ts";
import { policyOf, vouch } from "../fixtures/vouching.ts";
import { AT, cosignerCalled, logOf } from "../fixtures/witnessed-log.ts";

const run = promisify(execFile);
const NOW = utcInstant(new Date());
const LOG = `haikou/${NOW.slice(0, 4)}`;
const [court, auditor, press] = ["court.a", "auditor.b", "press.c"].map(cosignerCalled) as [
  ReturnType<typeof cosignerCalled>,
  ReturnType<typeof cosignerCalled>,
  ReturnType<typeof cosignerCalled>,
];
let world: World;
let folder: string;
let files: Map<string, Buffer>;
let item: ItemId;
const bag = (path = "") => join(folder, "bag", path);

beforeAll(async () => {
  world = await makeWorld(NOW);
  folder = await mkdtemp(join(tmpdir(), "holdfast-recipe-"));
  for (let more = 0; more < 3; more += 1) await world.sealedItem(Buffer.from(`clip ${more}`));
  item = await world.sealedItem(Buffer.from("clip"));
  await vouch(world, LOG, policyOf(2, court, auditor, press), court, press);
  const { id } = await world.prepare(item);
  files = await filesOf(world.deps, await world.deps.packages.contents(id));
  for (const [path, bytes] of files) {
    await mkdir(dirname(bag(path)), { recursive: true });
    await writeFile(bag(path), bytes);
  }
  await writeFile(join(folder, "root.pem"), world.pins.rootCertificatePem);
  await writeFile(join(folder, "ledger.vkey"), `${world.pins.ledgerKeys}\n`);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

/** What the script prints of the witnesses: PASSED, OPEN or FAILED; "" for nothing. */
async function byScript(policy: string | null): Promise<string> {
  const pinned = join(folder, "policy.txt");
  if (policy !== null) await writeFile(pinned, policy);
  const args = [join(folder, "root.pem"), join(folder, "ledger.vkey")];
  const given = ["verify/verify.sh", ...args, ...(policy === null ? [] : [pinned])];
  const outcome: unknown = await run("sh", given, { cwd: bag() }).catch((error: unknown) => error);
  const { stdout } = outcome as { stdout: string };
  return /^(\w+) +L4 witnesses cosigned/m.exec(stdout)?.[1] ?? "";
}

async function byVerifier(policy: string | null): Promise<string> {
  const pins = { ...world.pins, witnessPolicy: policy };
  const read = new MemoryPackage(
    new Map(
      await Promise.all(
        [...files.keys()].map(async (path) => [path, await readFile(bag(path))] as const),
      ),
    ),
  );
  const { findings } = await verifyPackage(world.deps, read, pins);
  const verdict = findings.find(({ check }) => check === "witness")?.verdict ?? "";
  return verdict === "INDETERMINATE" ? "OPEN" : verdict;
}

const own = cosignerCalled("press.c");
const CASES: readonly (readonly [string, string | null, string])[] = [
  ["its own policy", null, "PASSED"],
  ["two of three", policyOf(2, court, auditor, press), "PASSED"],
  ["one of one", policyOf(1, press), "PASSED"],
  ["all of three", policyOf(3, court, auditor, press), "FAILED"],
  ["who did not", policyOf(1, auditor), "FAILED"],
  ["another key under the same name", policyOf(1, own), "FAILED"],
  ["nobody", "quorum none\n", "OPEN"],
  ["another log", `log ${logOf(1).vkey}\n${policyOf(1, press)}`, "FAILED"],
  [
    "groups of groups",
    `# two houses\nwitness c ${court.vkey}\n\twitness a ${auditor.vkey}\nwitness p ${press.vkey} https://p/\ngroup g all c a\ngroup h any p\ngroup both 1 g h\nquorum both\n`,
    "PASSED",
  ],
  [
    "both groups",
    `witness c ${court.vkey}\nwitness a ${auditor.vkey}\nwitness p ${press.vkey}\ngroup g all c a\ngroup h any p\ngroup both all g h\nquorum both\n`,
    "FAILED",
  ],
];

it.each(CASES)(
  "%s",
  async (_, policy, verdict) => {
    expect(await byVerifier(policy)).toBe(verdict);
    expect(await byScript(policy)).toBe(verdict);
  },
  60_000,
);

it("a line that was changed, taken out or put in", async () => {
  const path = bag(`proofs/${item}/manifest.tlog-proof`);
  const sound = await readFile(path, "utf8");
  const text = `${LOG}\n`;
  const lie = court.cosign(text, AT);
  const changes: readonly (readonly [string, string | null, string])[] = [
    [
      sound.replace(
        /(— press\.c \S{30})(.)/,
        (_, a: string, b: string) => `${a}${b === "A" ? "B" : "A"}`,
      ),
      null,
      "FAILED",
    ],
    [sound.replace(/— press\.c \S+\n/, ""), null, "OPEN"],
    [sound.replace(/— press\.c \S+\n/, ""), policyOf(1, press), "FAILED"],
    [`${sound}${lie}`, null, "FAILED"],
    [`${sound}${cosignerCalled("stranger").cosign(text, AT)}`, null, "PASSED"],
  ];
  for (const [changed, policy, verdict] of changes) {
    await writeFile(path, changed);
    expect([await byVerifier(policy), await byScript(policy)]).toEqual([verdict, verdict]);
  }
  await writeFile(path, sound);
}, 120_000);
