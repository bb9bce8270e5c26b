/** "Check it yourself": the commands of the panel, run as they stand, agree with a sound item and notice a changed one. */
import { chmod, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { createFilesystemStores } from "../../../infra/filesystem/stores.ts";
import { folderLockYourself } from "../../../infra/filesystem/lock-yourself.ts";
import { run } from "../../../infra/host/run-command.ts";
import { bucketLockYourself } from "../../../infra/s3/lock-yourself.ts";
import { plusMs } from "../../../services/kernel/clock.ts";
import type { ObjectKey } from "../../../services/objects/object-key.ts";
import { verifyItem } from "../../../services/review/verify-item.ts";
import { NOON } from "../../fixtures/evidence.ts";
import { type House, openHouse } from "../../fixtures/review-house.ts";

let house: House;
let folder: string;
beforeEach(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), "holdfast-yourself-"));
  // The house signs by digest alone; what openssl says of real signatures is tested with real keys.
  await writeFile(join(folder, "openssl"), "#!/bin/sh\nexit 0\n");
  await chmod(join(folder, "openssl"), 0o755);
});
afterEach(async () => {
  await house.close();
  await rm(folder, { recursive: true, force: true });
});

async function commandsOf(name: string): Promise<string> {
  const { checks } = await verifyItem({ ...house, publicOrigin: house.url }, house.item.id, false);
  return checks.find((check) => check.name === name)?.checkYourself ?? "";
}

const shell = (commands: string, env: Record<string, string> = {}) =>
  run("sh", ["-ec", commands], {
    cwd: folder,
    env: { PATH: `${folder}:${process.env["PATH"] ?? ""}`, TOKEN: house.tokens.admin, ...env },
  });

describe("the commands", () => {
  test("exist for every check of a sealed item", async () => {
    const { checks } = await verifyItem(house, house.item.id, false);
    expect(checks.filter(({ checkYourself }) => checkYourself === "")).toEqual([]);
  });

  test("follow the custody chain to the digest that the panel shows, and notice a changed record", async () => {
    await house.evidence.record(house.item.id, {
      at: house.clock(),
      actor: "process:custody",
      happening: { kind: "sealed", data: { manifestSha256: "a", note: "50% \\ “引号” \t" } },
    });
    const commands = await commandsOf("custody");
    const sound = await shell(commands);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.stdout).toMatch(/^OK\n"kind":"sealed".*"manifestSha256":"a"/);
    const chain = await house.evidence.custody(house.item.id);
    house.evidence.custodyFrom = async () =>
      chain.map((event) => ({ ...event, body: event.body.replace("50%", "60%") }));
    expect((await shell(commands)).stdout).not.toContain("OK");
  });

  test("check each copy's bytes and what its manifest says, and notice changed bytes", async () => {
    const commands = await commandsOf("copies");
    const sound = await shell(commands);
    expect(sound).toMatchObject({ code: 0 });
    expect(sound.stdout).toContain("viewing: OK");
    for (const digest of [house.copy.sha256, house.item.original.sha256]) {
      expect(sound.stdout).toContain(digest);
    }
    house.objects.tamper(house.copy.object.key, () => Buffer.from("other bytes of any"));
    expect((await shell(commands)).code).not.toBe(0);
  });

  test("look for marks of signatures in the original", async () => {
    const { code, stdout } = await shell(await commandsOf("source"));
    expect(code).toBe(0);
    expect(stdout.match(/^not there: /gm)).toHaveLength(3);
  });

  test("show the lock in the folder itself", async () => {
    const root = join(folder, "store");
    const { objects } = createFilesystemStores({
      HOLDFAST_FILESYSTEM_DIR: root,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
    });
    const ref = await objects.put("evidence/ab/x/original" as ObjectKey, Buffer.from("bytes"));
    const until = plusMs(NOON, 20 * 365 * 86_400_000);
    await objects.lock(ref, { mode: "compliance", until });
    const { lock } = await objects.head(ref);
    // Not every file system has flags; the other lines say what the store goes by.
    const commands = folderLockYourself(ref, lock).replace(/\nlsattr .*/, "");
    const shown = await shell(commands, { HOLDFAST_FILESYSTEM_DIR: root, LC_ALL: "C" });
    expect(shown).toMatchObject({ code: 0 });
    expect(shown.stdout).toContain(`compliance-${Date.parse(until) / 1000}`);
    expect(shown.stdout).toContain("2046");
    expect(shown.stdout).toMatch(/^-r-{8} {2}5 bytes/);
    expect(folderLockYourself(ref, null)).toMatch(/\nlsattr objects\/evidence\/ab\/x\/original$/);
  });

  test("ask a bucket for this version under its prefix, as words that no name can break", async () => {
    const ask = bucketLockYourself({ HOLDFAST_S3_BUCKET: "evidence", HOLDFAST_S3_PREFIX: "it's/" });
    const commands = ask({ key: "evidence/ab/x/original" as ObjectKey, versionId: "v.1" });
    await writeFile(join(folder, "aws"), '#!/bin/sh\nfor word in "$@"; do echo "$word"; done\n');
    await chmod(join(folder, "aws"), 0o755);
    const { stdout } = await shell(commands);
    expect(stdout.split("\n").slice(0, 8)).toEqual([
      "s3api",
      "get-object-retention",
      "--bucket",
      "evidence",
      "--key",
      "it's/evidence/ab/x/original",
      "--version-id",
      "v.1",
    ]);
  });
});
