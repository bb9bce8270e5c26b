/** A package that is signed twice: the verifier and openssl 3.0 say the same of its SM2 signatures, sound and changed. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { SECOND_ROOT, itemPaths } from "../../services/packages/package-layout.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { type World, filesOf, makeWorld } from "../fixtures/small-package.ts";
import { SignerHouse } from "../fixtures/signer.ts";

const run = promisify(execFile);
let world: World;
let folder: string;
let files: Map<string, Buffer>;
let one: ItemId;
let secondRootPem: string;
const bag = () => join(folder, "bag");

beforeAll(async () => {
  // openssl judges by today's clock, so the certificates must be of today.
  world = await makeWorld(utcInstant(new Date()), true);
  folder = await mkdtemp(join(tmpdir(), "holdfast-second-"));
  one = await world.sealedItem(Buffer.from("first clip"), { copy: Buffer.from("copy") });
  const { id } = await world.prepare(one);
  files = await filesOf(world.deps, await world.deps.packages.contents(id));
  secondRootPem = files.get(SECOND_ROOT)!.toString();
  for (const [path, bytes] of files) await write(path, bytes);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

async function write(path: string, bytes: Buffer): Promise<void> {
  await mkdir(join(bag(), dirname(path)), { recursive: true });
  await writeFile(join(bag(), path), bytes);
}

/** What verify.sh says of each check: its text, and whether it passed. */
async function recipe(gmRoot = ""): Promise<Map<string, boolean>> {
  const env = { PATH: process.env["PATH"] ?? "", GM_ROOT: gmRoot };
  const outcome = await run("sh", ["verify/verify.sh"], { cwd: bag(), env }).catch(
    (error: unknown) => error as { stdout: string },
  );
  const lines = [...outcome.stdout.matchAll(/^(PASSED|FAILED) +(.*)$/gm)];
  return new Map(lines.map(([, verdict, what = ""]) => [what, verdict === "PASSED"]));
}
const about = (said: Map<string, boolean>, what: string) =>
  [...said].filter(([line]) => line.includes(what)).map(([, passed]) => passed);

const NOT_TOLD = "packages/key-not-told";
const findings = async (changes: [string, Buffer][] = [], root: string | null = secondRootPem) => {
  const pins = { ...world.pins, secondRootPem: root };
  const changed = new MemoryPackage(new Map([...files, ...changes]));
  return await verifyPackage(world.deps, changed, pins);
};
const second = async (...given: Parameters<typeof findings>) =>
  (await findings(...given)).findings
    .filter(({ check, reason }) => check === "second-signature" && reason !== NOT_TOLD)
    .map(({ verdict }) => verdict);

describe("a package that is signed twice", () => {
  it("passes with the verifier under pinned keys, and is told apart where the second root is the package's own", async () => {
    const report = await findings();
    expect(report.findings.filter(({ verdict }) => verdict === "FAILED")).toEqual([]);
    expect(report.verdict).toBe("PASSED");
    expect(await second()).toEqual(["PASSED", "PASSED"]);
    // This ledger tells of no key: said of each signature, beside it.
    const untold = report.findings.filter(
      ({ check, reason }) => check === "second-signature" && reason === NOT_TOLD,
    );
    expect(untold.map(({ verdict }) => verdict)).toEqual(["INDETERMINATE", "INDETERMINATE"]);
    const digests = report.findings.filter(({ facts }) => "sm3" in facts || "sha512" in facts);
    expect(digests.map(({ check, verdict }) => [check, verdict])).toEqual([
      ["media", "PASSED"],
      ["media", "PASSED"],
    ]);
    const unpinned = await findings([], null);
    expect(await second([], null)).toEqual(["INDETERMINATE", "INDETERMINATE"]);
    expect(unpinned.verdict).toBe("PASSED");
    expect(unpinned.levels.find(({ level }) => level === "L1")?.verdict).toBe("PASSED");
  });

  it("passes with openssl alone, under its own SM2 root and under a pinned one", async () => {
    const said = await recipe();
    expect([...said].filter(([, passed]) => !passed)).toEqual([]);
    // Under the package's own root they stay open, as with the verifier.
    expect(about(said, "second signature (SM2)")).toEqual([]);
    expect(about(said, "has the signed s")).toEqual([true, true]);
    await writeFile(join(folder, "gm-root.pem"), secondRootPem);
    expect(about(await recipe(join(folder, "gm-root.pem")), "second signature")).toEqual([
      true,
      true,
    ]);
  });

  it("fails with both under another SM2 root", async () => {
    const other = await SignerHouse.make();
    const root = await other.addGm();
    await other.remove();
    await writeFile(join(folder, "other.pem"), root);
    const said = await recipe(join(folder, "other.pem"));
    expect(about(said, "second signature (SM2)")).toEqual([false, false]);
    expect(about(said, "manifest is signed")).toEqual([true, true]);
    expect(await second([], root)).toEqual(["FAILED", "FAILED"]);
  });

  it("fails with both when certificate, attributes or signature are changed", async () => {
    const path = itemPaths(one, "original").second;
    const good = files.get(path)!;
    // The last 72 bytes are the signature; before them stand the signed attributes, and first the certificate.
    for (const at of [120, 300, 500, -30, -60, -100, -150, -220]) {
      const changed = Buffer.from(good);
      const place = (at + good.byteLength) % good.byteLength;
      changed[place] = (changed[place] ?? 0) ^ 0x04;
      expect(await second([[path, changed]]), `byte ${at}`).toContain("FAILED");
      await write(path, changed);
      expect(about(await recipe(), "second signature (SM2)"), `byte ${at}`).toContain(false);
    }
    await write(path, good);
  });

  it("fails with both when the manifest is another one, or the original's other digest is", async () => {
    const { manifest, second: path } = itemPaths(one, "original");
    const good = files.get(manifest)!;
    const other = Buffer.from(
      good.toString().replace(/"sm3":"(.)/, (_, digit) => `"sm3":"${digit === "0" ? "1" : "0"}`),
    );
    await write(manifest, other);
    const said = await recipe();
    expect(about(said, "second signature (SM2)")).toContain(false);
    expect(about(said, "has the signed sm3")).toEqual([false]);
    await write(manifest, good);
    expect(await second([[manifest, Buffer.from(`${good.toString()} `)]])).toContain("FAILED");
    const swapped = files.get(itemPaths(one, "viewing").second)!;
    expect(await second([[path, swapped]])).toContain("FAILED");
  });

  it("fails with both where the SM2 root is pinned and a second signature is missing", async () => {
    const { second: path } = itemPaths(one, "original");
    const without = new Map(files);
    without.delete(path);
    const pins = { ...world.pins, secondRootPem };
    const report = await verifyPackage(world.deps, new MemoryPackage(without), pins);
    const said = report.findings.filter(({ check }) => check === "second-signature");
    expect(said.map(({ reason }) => reason)).toEqual([
      "packages/file-missing",
      ...["packages/signed", NOT_TOLD],
    ]);
    await rm(join(bag(), path));
    await writeFile(join(folder, "gm-root.pem"), secondRootPem);
    const lines = about(await recipe(join(folder, "gm-root.pem")), "second signature (SM2)");
    expect(lines.toSorted()).toEqual([false, true]);
    await write(path, files.get(path)!);
  });
});
