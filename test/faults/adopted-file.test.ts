/** A finished file that a store takes over by its name: broken off anywhere, it is whole in the store or not there, and the same again stores it once. */
import { spawn, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFilesystemStores } from "../../infra/filesystem/stores.ts";
import type { ObjectRef } from "../../services/objects/object-store.ts";
import { adoptedKey } from "../fixtures/adopted-key.ts";
import { mayNotMount, mountPowerCut, type PowerCutMount } from "../fixtures/mounts.ts";
import { bytesOf } from "../fixtures/store-outcomes.ts";
import { type Said, parseSaid, runContent } from "../fixtures/store-says.ts";

const child = new URL("../fixtures/adopting-child.ts", import.meta.url).pathname;
const FILE_BYTES = 300_000;
/** Node's own cache of what it compiled is renamed and linked, too. */
const { NODE_COMPILE_CACHE: _, ...env } = process.env;

const argumentsFor = (dir: string, files: number): string[] => [
  ...[child, join(dir, "store"), join(dir, "made"), String(files), String(FILE_BYTES)],
];

/** What is under the key, which is whole; null: nothing. */
async function stored(dir: string, index: number): Promise<ObjectRef | null> {
  const { objects } = createFilesystemStores({
    HOLDFAST_FILESYSTEM_DIR: join(dir, "store"),
    HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
  });
  const ref = await objects.find(adoptedKey(index));
  if (ref !== null) {
    const bytes = await bytesOf(await objects.read(ref));
    expect(bytes.equals(runContent(index, FILE_BYTES)), `file ${index}`).toBe(true);
  }
  return ref;
}

const isObject = (said: Said) => said.kind === "object";

/** To its end, unhindered: each file is stored, and what was is the same version. */
async function expectDoneAgain(dir: string, before: readonly (ObjectRef | null)[]): Promise<void> {
  const { stdout, status } = spawnSync(process.execPath, argumentsFor(dir, before.length), {
    ...{ encoding: "utf8", env },
  });
  expect(status).toBe(0);
  const said = parseSaid(stdout).filter(isObject);
  expect(said).toHaveLength(before.length);
  for (const [index, { ref }] of said.entries()) {
    expect(await stored(dir, index)).toEqual(ref);
    if (before[index] !== null) expect(ref).toEqual(before[index]);
  }
}

describe.skipIf(mayNotMount())("a power cut", () => {
  let mount: PowerCutMount;
  beforeEach(() => {
    mount = mountPowerCut(256);
  });
  afterEach(() => mount.close());

  it.each([1, 2, 9, 40])("after %d files were taken over", async (files) => {
    const all = 60;
    const running = spawn(process.execPath, argumentsFor(mount.dir, all), {
      ...{ stdio: ["ignore", "pipe", "inherit"], env },
    });
    let [output, before] = ["", 0];
    running.stdout.setEncoding("utf8");
    running.stdout.on("data", (chunk: string) => {
      output += chunk;
      if (before > 0 || parseSaid(output).length < files) return;
      before = parseSaid(output).length;
      mount.cutPower();
      running.kill("SIGKILL");
    });
    await new Promise((resolve) => running.once("close", resolve));
    mount.powerOn();
    expect(before).toBeGreaterThanOrEqual(files);
    const there: (ObjectRef | null)[] = [];
    for (let index = 0; index < all; index += 1) there.push(await stored(mount.dir, index));
    // The last that was said while the cut took effect does not count (power-cut.test.ts).
    for (const said of parseSaid(output).slice(0, before).filter(isObject))
      expect(there[said.index]).toEqual(said.ref);
    await expectDoneAgain(mount.dir, there);
  });
});

describe("a process that ends, or a call that fails", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "holdfast-adopt-"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** One file, with one system call of the thread that works failing, or killing it before it is made. */
  function run(calls: string, how: string): readonly Said[] {
    const traced = ["-f", "-qq", "-o", join(dir, "trace"), "-e", `trace=${calls}`];
    const { stdout, error } = spawnSync(
      "strace",
      [...traced, "-e", `inject=${calls}:${how}`, process.execPath, ...argumentsFor(dir, 1)],
      { encoding: "utf8", env: { ...env, UV_THREADPOOL_SIZE: "1" } },
    );
    if (error !== undefined) throw new Error("this test needs strace", { cause: error });
    return parseSaid(stdout).filter(isObject);
  }

  it.each([
    [
      "killed before it is taken from where it lay",
      "rename,renameat,renameat2",
      "signal=KILL",
      false,
    ],
    ["not taken from where it lay", "rename,renameat,renameat2", "error=EIO", false],
    ["killed when it is the store's and has no key", "link,linkat", "signal=KILL", false],
    ["the store's, and given no key", "link,linkat", "error=EIO", false],
    ["killed when it has its key, and nobody heard", "unlink,unlinkat", "signal=KILL", true],
  ])("%s", async (_name, calls, how, isThere) => {
    expect(run(calls, `${how}:when=1`)).toEqual([]);
    const ref = await stored(dir, 0);
    expect(ref !== null).toBe(isThere);
    await expectDoneAgain(dir, [ref]);
  });

  it("is acknowledged by no sync that failed, whichever it is, and by the next run once", async () => {
    let refused = 0;
    for (let call = 1; call <= 8; call += 1) {
      rmSync(dir, { recursive: true, force: true });
      dir = mkdtempSync(join(tmpdir(), "holdfast-adopt-"));
      const said = run("fsync,fdatasync", `error=EIO:when=${call}`);
      const ref = await stored(dir, 0);
      // Its key is taken back where that could not be made durable.
      if (said.length === 0) expect([call, ref]).toEqual([call, null]);
      else expect(said).toMatchObject([{ ref }]);
      refused += Number(said.length === 0);
      await expectDoneAgain(dir, [ref]);
    }
    expect(refused).toBeGreaterThan(1);
  }, 120_000);
});
