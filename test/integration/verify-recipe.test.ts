/** verify/: what a person does with sha256sum and openssl agrees with the verifier, and refuses what was changed. */
import { execFile } from "node:child_process";
import { generateKeyPairSync } from "node:crypto";
import { cp, mkdir, mkdtemp, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { utcInstant } from "../../services/kernel/clock.ts";
import type { ItemId } from "../../services/kernel/ids.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { parseVerifierKey, verifierKey } from "../../services/ledger/note.ts";
import { payloadManifest, tagManifest } from "../../services/packages/bag.ts";
import { verifyPackage } from "../../services/packages/verify-package.ts";
import { MemoryPackage } from "../fakes/package-reader.ts";
import { onvifFile } from "../fixtures/onvif-recordings.ts";
import { type World, filesOf, makeWorld } from "../fixtures/small-package.ts";

const run = promisify(execFile);
let world: World;
let folder: string;
let files: Map<string, Buffer>;
let [one, two]: ItemId[] = [];
const bag = () => join(folder, "bag");

beforeAll(async () => {
  // openssl judges by today's clock, so the certificates must be of today.
  world = await makeWorld(utcInstant(new Date()));
  folder = await mkdtemp(join(tmpdir(), "holdfast-recipe-"));
  one = await world.sealedItem(onvifFile("to-the-end.mp4"), {
    ...{ copy: Buffer.from("copy"), lookedAt: true },
  });
  for (let more = 0; more < 5; more += 1) await world.sealedItem(Buffer.from(`clip ${more}`));
  two = await world.sealedItem(Buffer.alloc(70_000, 7), { filename: "-rf $(id) 'x'\n.mp4" });
  const { id } = await world.prepare(one, two);
  files = await filesOf(world.deps, await world.deps.packages.contents(id));
  for (const [path, bytes] of files) {
    await mkdir(join(bag(), dirname(path)), { recursive: true });
    await writeFile(join(bag(), path), bytes);
  }
  await writeFile(join(folder, "root.pem"), world.pins.rootCertificatePem);
  await writeFile(join(folder, "ledger.vkey"), `${world.pins.ledgerKeys}\n`);
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}
async function attempt(command: string, given: readonly string[], cwd = bag()): Promise<Outcome> {
  try {
    return { code: 0, ...(await run(command, given, { cwd })) };
  } catch (error) {
    return error as Outcome;
  }
}
const recipe = (...given: string[]) => attempt("sh", ["verify/verify.sh", ...given]);
const failedLines = ({ stdout }: Outcome) => stdout.match(/^FAILED {2}L\d .*$/gm) ?? [];

/** Runs `work` on the bag and puts everything back. */
async function changed<T>(change: () => Promise<unknown>, work: () => Promise<T>): Promise<T> {
  await cp(bag(), join(folder, "kept"), { recursive: true });
  try {
    await change();
    return await work();
  } finally {
    await rm(bag(), { recursive: true });
    await rename(join(folder, "kept"), bag());
  }
}

/** Writes the bag's lists anew, as a forger would. */
async function rebag(): Promise<void> {
  const { stdout } = await run("find", [".", "-type", "f"], { cwd: bag() });
  const paths = stdout
    .trimEnd()
    .split("\n")
    .map((line) => line.slice(2));
  const list = async () =>
    Promise.all(
      paths.map(async (path) => {
        const bytes = await readFile(join(bag(), path));
        return { path, sizeBytes: bytes.byteLength, sha256: sha256(bytes) };
      }),
    );
  await writeFile(join(bag(), "manifest-sha256.txt"), payloadManifest(await list()));
  await writeFile(join(bag(), "tagmanifest-sha256.txt"), tagManifest(await list()));
}

describe("verify.sh", () => {
  it("passes a sound package with its own keys, with pinned keys, from any folder, in dash and bash", async () => {
    for (const given of [[], [join(folder, "root.pem"), join(folder, "ledger.vkey")]]) {
      const outcome = await recipe(...given);
      expect(failedLines(outcome)).toEqual([]);
      expect(outcome.code).toBe(0);
      expect(outcome.stdout.match(/^PASSED {2}L\d /gm)).toHaveLength(6 + 2 * 6 + 4 + 2);
    }
    for (const shell of ["dash", "bash"]) {
      const outcome = await attempt(
        shell,
        [join(bag(), "verify/verify.sh"), "root.pem", "ledger.vkey"],
        folder,
      );
      expect(outcome.code).toBe(0);
    }
  });

  it("prints the fingerprint that is to be compared", async () => {
    const { stdout } = await recipe();
    expect(stdout).toMatch(/sha256 Fingerprint=([0-9A-F]{2}:){31}[0-9A-F]{2}/);
  });

  it("passes years after the certificate is over", async () => {
    const outcome = await attempt("faketime", ["2031-01-01 00:00:00", "sh", "verify/verify.sh"]);
    expect(failedLines(outcome)).toEqual([]);
    expect(outcome.code).toBe(0);
  });

  it("fails under another root and another ledger key, once for each thing that rests on it", async () => {
    const other = await makeWorld();
    await writeFile(join(folder, "other.pem"), other.pins.rootCertificatePem);
    await writeFile(join(folder, "other.vkey"), `${other.pins.ledgerKeys}\n`);
    await other.close();
    const rooted = await recipe(join(folder, "other.pem"));
    expect(rooted.code).toBe(1 + 3 + 2);
    const keyed = await recipe(join(folder, "root.pem"), join(folder, "other.vkey"));
    expect(failedLines(keyed).every((line) => /in the ledger$|receipt/.test(line))).toBe(true);
    expect(keyed.code).toBe(4 + 2);
  });

  it.each<[string, (log: string) => readonly string[], boolean]>([
    ["of another year of the same agency", (log) => [log.replace(/\d{4}$/, "2001")], true],
    ["whose name ends alike", (log) => [`x${log}`], false],
    ["whose name begins alike", (log) => [`${log}/x`], false],
    ["of another agency, before the one", (log) => [`x${log}`, log], true],
    ["whose number is of another key", (log) => [`${log}+00000000`], false],
  ])("takes or leaves the key of a log %s as the verifier does", async (_, names, isTaken) => {
    const { name, key } = parseVerifierKey(world.pins.ledgerKeys)!;
    const other = generateKeyPairSync("ed25519").publicKey;
    const lines = names(name).map((each, at, all) => {
      const [called = "", number] = each.split("+");
      const line = verifierKey(called, at === all.length - 1 ? key : other);
      return number === undefined ? line : line.replace(/[+][0-9a-f]{8}[+]/, `+${number}+`);
    });
    const ledgerKeys = `${lines.join("\n")}\n`;
    await writeFile(join(folder, "year.vkey"), ledgerKeys);
    const said = await recipe(join(folder, "root.pem"), join(folder, "year.vkey"));
    expect(said.stdout.match(/^FAILED .* in the ledger$/gm) ?? []).toHaveLength(isTaken ? 0 : 4);
    const pins = { ...world.pins, ledgerKeys };
    const { levels } = await verifyPackage(world.deps, new MemoryPackage(files), pins);
    expect(levels[2]?.verdict).toBe(isTaken ? "PASSED" : "FAILED");
    expect(said.stdout).toMatch(new RegExp(`^${isTaken ? "PASSED" : "FAILED"} +L2 logged`, "m"));
  });

  it.each([0, 1, 2, 3, 4])(
    "stops where a file that was named is not there: argument %i",
    async (nth) => {
      const given = ["", "", "", ""].map((none, at) => (at === nth ? "/no/such.pem" : none));
      const before = nth < 4 ? [] : ["GM_ROOT=/no/such.pem"];
      const outcome = await attempt("env", [...before, "sh", "verify/verify.sh", ...given]);
      expect(outcome).toMatchObject({ code: 125, stdout: "" });
      expect(outcome.stderr).toContain("/no/such.pem");
    },
  );

  it.each([
    ["a file and its lines are removed", () => rm(join(bag(), `metadata/${one}/custody.jsonl`))],
    [
      "an item and its lines are removed",
      () => rm(join(bag(), `data/original/${two}`), { recursive: true }),
    ],
    ["a file is added with its line", () => writeFile(join(bag(), "metadata/new.txt"), "x")],
    ["media is added with its line", () => writeFile(join(bag(), "data/new.mp4"), "x")],
    [
      "a file is renamed",
      () => rename(join(bag(), `proofs/${one}/receipt.p7s`), join(bag(), `proofs/${one}/r.p7s`)),
    ],
    ["a digest in a list is written in capitals", async () => undefined],
    ["a link is added", () => symlink("/etc/passwd", join(bag(), "metadata/link"))],
  ])("fails when %s", async (what, change) => {
    const outcome = await changed(async () => {
      await change();
      await rebag();
      if (!what.includes("capitals")) return;
      const path = join(bag(), "tagmanifest-sha256.txt");
      const list = await readFile(path, "utf8");
      await writeFile(
        path,
        list.replace(/[a-f]/, (letter) => letter.toUpperCase()),
      );
    }, recipe);
    expect(outcome.code).toBeGreaterThan(0);
  });

  it("fails after one bit of any file was changed, wherever in it", async () => {
    // One place a file; every byte of every file is changed in test/faults/package-flips.test.ts.
    const missed: string[] = [];
    for (const [nth, [path, bytes]] of [...files].entries()) {
      if (path === "verify/verify.sh" || path.includes(`/${two}/`)) continue;
      const at = Math.floor(bytes.byteLength * ((nth * 0.618) % 1));
      await writeFile(join(bag(), path), bytes.with(at, bytes[at]! ^ 1));
      if ((await recipe()).code === 0) missed.push(`${path}@${at}`);
      await writeFile(join(bag(), path), bytes);
    }
    expect(missed).toEqual([]);
  }, 600_000);
});

describe("VERIFY.txt", () => {
  const lines = async () =>
    (await readFile(join(bag(), "verify/VERIFY.txt"), "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("    "))
      .map((line) => line.slice(4));

  it("has lines that can be pasted, and each says yes to a sound package", async () => {
    const all = await lines();
    expect(all).toHaveLength(12);
    for (const line of all) {
      for (const shell of ["sh", "bash"]) {
        expect({ line, ...(await attempt(shell, ["-c", line])) }).toMatchObject({ line, code: 0 });
      }
    }
  });

  it("says no by some line's exit status after a change", async () => {
    const says = async () => {
      const codes = [];
      for (const line of (await lines()).slice(2))
        codes.push((await attempt("sh", ["-c", line])).code);
      return codes.some((code) => code !== 0);
    };
    for (const path of [
      `metadata/${one}/manifest.json`,
      `metadata/${two}/manifest.json.p7s`,
      `data/original/${two}/rf_id_x_.mp4`,
      "metadata/package.json",
      `proofs/${one}/receipt.json`,
    ]) {
      const bytes = files.get(path)!;
      const middle = Math.floor(bytes.byteLength / 2);
      const flip = () => writeFile(join(bag(), path), bytes.with(middle, bytes[middle]! ^ 1));
      expect({ path, no: await changed(flip, says) }).toEqual({ path, no: true });
    }
    const remove = async () => {
      await rm(join(bag(), `metadata/${one}/item.json`));
      await rebag();
    };
    expect(await changed(remove, says)).toBe(true);
    const add = () => writeFile(join(bag(), "metadata/added.txt"), "x");
    expect(await changed(add, says)).toBe(true);
  });
});
