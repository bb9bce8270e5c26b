/** `demo tamper`: every change is caught by each verifier, the untouched package passes, and nothing is left behind. */
import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, it } from "vitest";
import { utcInstant } from "../../services/kernel/clock.ts";
import { type World, filesOf, makeWorld } from "../fixtures/small-package.ts";

const run = promisify(execFile);
const SCRIPT = new URL("../../services/command/tamper/main.ts", import.meta.url).pathname;
let world: World;
let folder: string;
const bag = () => join(folder, "bag");

beforeAll(async () => {
  world = await makeWorld(utcInstant(new Date()));
  folder = await mkdtemp(join(tmpdir(), "holdfast-demo-tamper-"));
  const item = await world.sealedItem(Buffer.from("a clip of the demo"), {
    copy: Buffer.from("copy"),
  });
  const { id } = await world.prepare(item);
  for (const [path, bytes] of await filesOf(world.deps, await world.deps.packages.contents(id))) {
    await mkdir(join(bag(), dirname(path)), { recursive: true });
    await writeFile(join(bag(), path), bytes);
  }
});
afterAll(async () => {
  await world.close();
  await rm(folder, { recursive: true });
});

const demo = async (...args: string[]) => {
  const env = { ...process.env, TMPDIR: folder, LANG: "C.UTF-8", NO_COLOR: "1" };
  return run(process.execPath, [SCRIPT, bag(), ...args], { env }).then(
    ({ stdout }) => ({ code: 0, stdout }),
    (error: unknown) => error as { code: number; stdout: string },
  );
};

it("says of each change which verifier caught it, and passes the package as it is", async () => {
  const { code, stdout } = await demo("--json");
  const { ok, cases } = JSON.parse(stdout) as {
    ok: boolean;
    cases: { case: string; verifiers: { verifier: string; passed: boolean; lines: string[] }[] }[];
  };
  const outcome = cases.map((each) => [each.case, each.verifiers.map(({ passed }) => passed)]);
  expect(Object.fromEntries(outcome)).toEqual({
    untouched: [true, true],
    media: [false, false],
    mended: [false, false],
    manifest: [false, false],
    proof: [false, false],
    custody: [false, false],
    removed: [false, false],
  });
  expect(
    cases.slice(1).every(({ verifiers }) => verifiers.every(({ lines }) => lines.length > 0)),
  ).toBe(true);
  expect({ code, ok }).toEqual({ code: 0, ok: true });
  expect(await readdir(folder)).toEqual(["bag"]);
});

it("does not end well where a change was missed", async () => {
  const script = join(bag(), "verify/verify.sh");
  const kept = await readFile(script);
  await writeFile(script, "exit 0\n"); // the script belongs to the package: it may lie
  const { code, stdout } = await demo("--lang", "zh-CN");
  await writeFile(script, kept);
  expect(stdout).toContain("没有发现");
  expect(code).toBe(1);
});
