/** verify.sh and the verifier say the same of the time stamps of the same package, under the same roots, also when authorities are over. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { RECIPE_TEXT } from "../../services/packages/package-layout.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { type World, filesOf, makeWorld } from "../fixtures/small-package.ts";
import { encode, parse, partsOf, sequence, Type } from "../../infra/keys/asn1.ts";
import { freshNonce, timestampRequest } from "../../infra/keys/timestamp-client.ts";
import { listOf } from "../../infra/keys/revocation-list.ts";
import { listCases } from "../fixtures/revocation-lists.ts";
import {
  execute,
  type OpensslAuthority,
  opensslAuthority,
  type OwnAuthority,
  ownAuthority,
  stamp,
} from "../fixtures/timestamps.ts";

const NOW = utcInstant(new Date());
const LOG = `haikou/${NOW.slice(0, 4)}`;
let world: World;
let court: OwnAuthority;
let cloud: OpensslAuthority;
let folder: string;
let files: Map<string, Buffer>;
let items: ItemId[];
const bag = (path = "") => join(folder, "bag", path);

beforeAll(async () => {
  world = await makeWorld(NOW);
  folder = await mkdtemp(join(tmpdir(), "holdfast-recipe-"));
  [court, cloud] = await Promise.all([
    ownAuthority(new Date()),
    opensslAuthority({ newkey: ["rsa:2048"], signerDigest: "sha512" }),
  ]);
  const first = await world.sealedItem(Buffer.from("clip 1"), { copy: Buffer.from("copy") });
  await stamp(world, LOG, { court, cloud });
  const [[, , , der]] = await listCases(court);
  const list = listOf(der, court.rootCertificatePem)!;
  await world.deps.vouching.tokens.keepList("court", 0, list);
  const second = await world.sealedItem(Buffer.from("clip 2"));
  items = [first, second];
  const { id } = await world.prepare(...items);
  files = await filesOf(world.deps, await world.deps.packages.contents(id));
  for (const [path, bytes] of files) {
    await mkdir(dirname(bag(path)), { recursive: true });
    await writeFile(bag(path), bytes);
  }
  await writeFile(join(folder, "root.pem"), world.pins.rootCertificatePem);
  await writeFile(join(folder, "ledger.vkey"), `${world.pins.ledgerKeys}\n`);
  await writeFile(join(folder, "court.pem"), court.rootCertificatePem);
  await writeFile(join(folder, "cloud.pem"), cloud.rootPem);
}, 60_000);
afterAll(async () => {
  await Promise.all([world.close(), court.remove(), cloud.remove()]);
  await rm(folder, { recursive: true });
});

/** What the script says of time: verdict and words of each line, and of the level. */
async function byScript(root: string | null, before: readonly string[] = []): Promise<string[]> {
  const args = [join(folder, "root.pem"), join(folder, "ledger.vkey"), ""];
  const all = ["sh", "verify/verify.sh", ...args, root === null ? "" : join(folder, root)];
  const [tool = "", ...rest] = [...before, ...all];
  const outcome: unknown = await execute(tool, rest, { cwd: bag() }).catch((e: unknown) => e);
  const { stdout } = outcome as { stdout: string };
  return stdout.split("\n").filter((line) => /\bL3 /.test(line));
}
async function byVerifier(roots: string | null): Promise<string[]> {
  const now = new Map<string, Buffer>();
  for (const path of files.keys()) now.set(path, await readFile(bag(path)));
  const pins = { ...world.pins, timestampRoots: roots };
  const { findings } = await verifyPackage(world.deps, new MemoryPackage(now), pins);
  return findings
    .filter(({ check }) => check === "timestamp")
    .map(({ verdict, reason }) => `${verdict} ${reason}`);
}

it("carries the checkpoint once, with the tokens of each authority, its certificates and its list of revoked ones", () => {
  const paths = [...files.keys()].filter((path) => /checkpoints|authorities/.test(path));
  const [note] = paths.filter((path) => path.endsWith(".note"));
  const at = note?.slice(0, -".note".length) ?? "";
  expect(paths.sort()).toEqual(
    [
      ...["cloud.pem", "court.crl", "court.pem"].map((name) => `proofs/authorities/${name}`),
      ...[`${at}.cloud.tsr`, note, `${at}.court.tsr`],
    ].sort(),
  );
  const [first = ""] = items;
  for (const name of ["manifest", "viewing.manifest"]) {
    const proof = files.get(`proofs/${first}/${name}.tlog-proof`)!.toString();
    expect(proof.endsWith(files.get(note!)!.toString())).toBe(true);
  }
});

it("stays open under the package's own roots, and says of what is not stamped yet that it is not", async () => {
  const time = String.raw`\w{3} .*? GMT`;
  expect(await byScript(null)).toEqual([
    expect.stringMatching(
      new RegExp(
        String.raw`^OPEN    L3 \S+.note was stamped, by cloud at ${time} \(root from the package\), by court at ${time} \(root`,
      ),
    ),
    expect.stringMatching(/^OPEN {4}L3 \S+ leads to no stamped checkpoint yet$/),
    expect.stringMatching(/^INDETERMINATE +L3 timestamped/),
  ]);
  expect(await byVerifier(null)).toEqual([
    "INDETERMINATE packages/authority-not-pinned",
    "INDETERMINATE packages/not-stamped-yet",
  ]);
});

it.each(["court", "cloud"])("passes once the root of one authority is given: %s", async (name) => {
  const [line] = await byScript(`${name}.pem`);
  expect(line).toMatch(/^PASSED {2}L3/);
  expect(line).toMatch(new RegExp(String.raw`by ${name} at [^(]*(,|$)`));
  const root = await readFile(join(folder, `${name}.pem`), "utf8");
  expect(line).toMatch(/; cloud: not checked for revocation; court: not revoked by the list of /);
  expect((await byVerifier(root))[0]).toBe("PASSED packages/stamped");
});

it("holds after the agency's certificates are over, and stays open once the authority's are", async () => {
  const [agencyOver] = await byScript("court.pem", ["faketime", "+9 years"]);
  expect(agencyOver).toMatch(/^PASSED .*by court/);
  const [line] = await byScript("court.pem", ["faketime", "+40 years"]);
  expect(line).toMatch(
    /^OPEN .*by court at [^(]+ \(over, and no renewal under this root holds it\)/,
  );
});

it("can be checked by the lines of VERIFY.txt", async () => {
  const text = files.get(RECIPE_TEXT)!.toString();
  const line = text.split("\n").find((each) => each.includes("openssl ts -verify"))!;
  const { stdout } = await execute("sh", ["-c", line], { cwd: bag() });
  expect(stdout.match(/Verification: OK/g) ?? []).toHaveLength(2);
});

it.each<[string, (path: string) => boolean, number]>([
  ["a token", (path) => path.endsWith("court.tsr"), 600],
  ["the checkpoint", (path) => path.endsWith(".note"), 14],
])("fails for both after a byte of %s was changed", async (_, which, at) => {
  const path = [...files.keys()].find(which)!;
  const bytes = Buffer.from(files.get(path)!);
  bytes[at]! ^= 1;
  await writeFile(bag(path), bytes);
  const lines = await byScript("court.pem");
  expect(lines.some((line) => line.startsWith("FAILED"))).toBe(true);
  expect((await byVerifier(court.rootCertificatePem))[0]).toMatch(/^FAILED/);
  await writeFile(bag(path), files.get(path)!);
});

/** Runs `work` while these bytes stand in the bag instead. */
async function instead(changes: ReadonlyMap<string, Buffer>, work: () => Promise<unknown>) {
  for (const [path, bytes] of changes) await writeFile(bag(path), bytes);
  await work();
  for (const path of changes.keys()) await writeFile(bag(path), files.get(path)!);
}
const stampedBy = async (authority: OpensslAuthority | OwnAuthority, bytes: Buffer) =>
  Buffer.from(await authority.answer(timestampRequest(bytes, freshNonce())));

it.each<[string, (note: string) => string]>([
  ["the log's name, known before any entry", () => `${LOG}\n`],
  ["the checkpoint without its signature", (note) => note.slice(0, note.indexOf("\n\n") + 1)],
  ["the checkpoint with a signature of nothing", (note) => note.replace(/ \S+\n$/, " AAAAAAAA\n")],
  ["nothing", () => ""],
])("fails for both where what was stamped is not a signed checkpoint: %s", async (_, change) => {
  const path = [...files.keys()].find((each) => each.endsWith(".note"))!;
  const note = Buffer.from(change(files.get(path)!.toString()));
  const token = (name: string) => path.replace(/note$/, `${name}.tsr`);
  const changes = new Map([
    [path, note],
    [token("court"), await stampedBy(court, note)],
    [token("cloud"), await stampedBy(cloud, note)],
  ]);
  await instead(changes, async () => {
    expect((await byScript("court.pem"))[0]).toMatch(/^FAILED .* is the checkpoint of a proof/);
    expect((await byVerifier(court.rootCertificatePem))[0]).toBe(
      "FAILED packages/checkpoint-of-no-proof",
    );
  });
});

it("is judged by both alike beside lists of revoked certificates", async () => {
  for (const [name, holds, words, list] of await listCases(court)) {
    await instead(new Map([["proofs/authorities/court.crl", list]]), async () => {
      const [line] = await byScript("court.pem");
      const [found] = await byVerifier(court.rootCertificatePem);
      const said = [line?.slice(0, 6), found?.slice(0, 6)];
      const verdict = holds ? "PASSED" : "FAILED";
      expect({ name, said }).toEqual({ name, said: [verdict, verdict] });
      expect(line).toContain(`; court: ${words}`);
    });
  }
});

/** A reply with a text of the sender's choice (PKIFreeText) beside its status, which nobody signs. */
function withText(reply: Buffer, text: string): Buffer {
  const [info, token] = partsOf(parse(reply), Type.SEQUENCE);
  const words = Buffer.from(text);
  const free = sequence(parse(Buffer.concat([Buffer.of(0x0c, words.byteLength), words])));
  return encode(sequence(sequence(...partsOf(info, Type.SEQUENCE), free), token!));
}

it("shows the time that was signed, whatever text stands around it", async () => {
  const path = [...files.keys()].find((each) => each.endsWith("court.tsr"))!;
  const [sound] = await byScript("court.pem");
  const plain = withText(files.get(path)!, "Operation Okay");
  const lying = withText(files.get(path)!, "ok\nTime stamp: Jan  2 00:00:00 2021 GMT (");
  await instead(new Map([[path, plain]]), async () => {
    expect((await byScript("court.pem"))[0]).toBe(sound);
    expect((await byVerifier(court.rootCertificatePem))[0]).toBe("PASSED packages/stamped");
  });
  await instead(new Map([[path, lying]]), async () => {
    expect((await byScript("court.pem"))[0]).toBe(sound);
    const line = files.get(RECIPE_TEXT)!.toString().split("\n");
    const { stdout } = await execute(
      "sh",
      ["-c", line.find((each) => each.includes("ts -verify"))!],
      {
        cwd: bag(),
      },
    );
    expect(stdout).not.toContain("2021");
    expect((await byVerifier(court.rootCertificatePem))[0]).toMatch(/^FAILED/);
  });
});
