/** A power cut at any instant: every acknowledged byte, object and lock is there when the power is back. */
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createHeads, openSignedHeads, readHeads } from "../../infra/keys/signed-heads.ts";
import { wrappingFiles } from "../../infra/keys/wrapping-files.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { mayNotMount, mountPowerCut, type PowerCutMount } from "../fixtures/mounts.ts";
import { expectAllThere, parseSaid, type Said } from "../fixtures/store-says.ts";

const child = new URL("../fixtures/store-child.ts", import.meta.url).pathname;

describe.skipIf(mayNotMount())("a power cut", () => {
  let mount: PowerCutMount;
  beforeEach(() => {
    mount = mountPowerCut(256);
  });
  afterEach(() => {
    mount.close();
  });

  /**
   * Writes until `lines` were said, cuts, and answers what was acknowledged. The last that was said while the
   * cut took effect does not count: an fdatasync that is under way when ext4 is shut down may say yes (about
   * one cut in fifty, kernel 6.18), and where the power really goes nobody hears it.
   */
  async function writeAndCut(lines: number, runBytes: number): Promise<readonly Said[]> {
    const store = join(mount.dir, "store");
    const process_ = spawn(process.execPath, [child, store, "500", String(runBytes)], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    let output = "";
    let cut = false;
    let saidBefore = 0;
    process_.stdout.setEncoding("utf8");
    process_.stdout.on("data", (chunk: string) => {
      output += chunk;
      if (cut || parseSaid(output).length < lines) return;
      cut = true;
      saidBefore = parseSaid(output).length;
      mount.cutPower();
      process_.kill("SIGKILL");
    });
    await new Promise((resolve) => process_.once("close", resolve));
    expect(cut).toBe(true);
    const acknowledged = parseSaid(output).filter(({ kind }) => kind !== "refused");
    return acknowledged.slice(0, Math.max(saidBefore, acknowledged.length - 1));
  }

  it.each([
    [1, 1],
    [2, 700_001],
    [5, 64],
    [6, 100_000],
    [7, 100_000],
    [23, 1_000_003],
    [60, 4_097],
    [150, 300_000],
  ])("after %d acknowledgements, in runs of %d bytes", async (lines, runBytes) => {
    const said = await writeAndCut(lines, runBytes);
    expect(said.length).toBeGreaterThanOrEqual(lines);
    mount.powerOn();
    await expectAllThere(join(mount.dir, "store"), said, runBytes);
  });

  it("does not part what is wrapped from a key that was put there a moment before", async () => {
    const folder = join(mount.dir, "keys");
    mkdirSync(folder);
    const written = `${randomBytes(32).toString("hex")}\n`;
    writeFileSync(join(folder, "state-2.key"), written, { mode: 0o600 });
    const [itemId, dataKey] = [newId<ItemId>(), randomBytes(32)];
    const wrapped = await wrappingFiles(folder).wrap("state", itemId, dataKey);
    mount.cutPower();
    mount.powerOn();
    expect(dataKey.equals(await wrappingFiles(folder).unwrap(itemId, wrapped))).toBe(true);
  });

  it("leaves the signer the head whose signature left it, or the one it was about to sign", async () => {
    const folder = join(mount.dir, "keys");
    mkdirSync(folder);
    await createHeads(folder);
    for (let size = 1; size <= 9; size += 2) {
      const memory = await openSignedHeads(folder);
      const keep = (now: number) =>
        memory.change(async () => ({
          heads: { "haikou/2026": { size: now, rootSha256: sha256(`${now}`) } },
          answer: now,
        }));
      await keep(size);
      const unheard = Promise.allSettled([keep(size + 1)]);
      if (size % 4 === 1) await new Promise((resolve) => setTimeout(resolve, 1));
      mount.cutPower();
      await unheard;
      mount.powerOn();
      expect([size, size + 1]).toContain((await readHeads(folder))["haikou/2026"]?.size);
    }
  });

  it("is real: bytes that nobody synced are gone", () => {
    const path = join(mount.dir, "not-synced");
    writeFileSync(path, Buffer.alloc(1 << 20, 1));
    mount.cutPower();
    mount.powerOn();
    expect(existsSync(path)).toBe(false);
  });
});
