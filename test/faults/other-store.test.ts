/** A folder that is not mounted, and a copy that lacks its id: no process works on them, nothing is written, and nothing is called lost. */
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../infra/host/run-command.ts";
import { GoodClient } from "./good-client.ts";
import { type Evidence, checkInvariants } from "./invariants.ts";
import { ProcessWorld } from "./process-world.ts";

const FSCK = new URL("../../services/command/fsck/main.ts", import.meta.url).pathname;
let world: ProcessWorld;
let evidence: Evidence;
beforeAll(async () => {
  world = await ProcessWorld.build();
  await world.start("api", "custody");
  evidence = await sent("the first");
}, 120_000);
afterAll(() => world.close(), 60_000);

async function sent(text: string): Promise<Evidence> {
  const client = new GoodClient(world.url, world.deviceToken);
  const upload = await client.send(Buffer.from(text), 1 << 20);
  return { upload, receipt: await client.receipt(upload.id) };
}

async function stopAll(): Promise<void> {
  for (const name of ["api", "custody"] as const) {
    world.signal(name, "SIGTERM");
    await world.gone(name);
  }
}

/** As an operator would, in `language`. */
const fsck = async (language: string) =>
  run(process.execPath, [FSCK, "--lang", language], {
    env: {
      PATH: process.env["PATH"],
      HOLDFAST_DATABASE_URL: world.database.url,
      HOLDFAST_FILESYSTEM_DIR: world.objectsFolder,
      HOLDFAST_FILESYSTEM_IMMUTABLE: "off",
      HOLDFAST_ROOT_CERTIFICATE: await world.rootCertificate(),
      HOLDFAST_LEDGER_PUBLIC_KEY_FILE: join(world.keysFolder, "ledger-key.pub.pem"),
    },
  });

test("is refused by every process and by fsck, in words, until the right one is back", async () => {
  const away = `${world.objectsFolder}-away`;
  await rename(world.objectsFolder, away);
  await mkdir(world.objectsFolder);
  const ready = await fetch(`${world.url}/readyz`);
  expect(ready.status).toBe(503);
  expect(await ready.text()).toMatch(/"down":\["store"/);
  // Nobody has noticed yet but the folder itself: what would be hidden by the mount is not acknowledged.
  const taken = await fetch(`${world.url}/uploads`, {
    method: "POST",
    headers: {
      ...{
        "tus-resumable": "1.0.0",
        "upload-length": "5",
        authorization: `Bearer ${world.deviceToken}`,
      },
      "content-type": "application/offset+octet-stream",
    },
    body: "bytes",
  });
  expect([taken.status, await taken.text()]).toEqual([
    503,
    expect.stringMatching(/store-replaced/),
  ]);
  await stopAll();
  await rm(world.objectsFolder, { recursive: true });
  await mkdir(world.objectsFolder);
  for (const name of ["api", "custody", "media"] as const) {
    await expect(world.startAlone(name)).rejects.toThrow("objects/store-without-id");
  }
  expect(await readdir(world.objectsFolder)).toEqual([]);
  const chinese = await fsck("zh-CN");
  expect(chinese).toMatchObject({ code: 4 });
  expect(chinese.stderr).toMatch(/不是数据库所认识的那个（objects\/store-without-id）/);
  expect((await fsck("en")).stderr).toMatch(/Nothing|nothing is lost/);

  await rm(world.objectsFolder, { recursive: true });
  await rename(away, world.objectsFolder);
  await world.start("api", "custody");
  await checkInvariants(world, [evidence, await sent("the second")], false);
}, 120_000);

test("takes a copy that lacks its id once somebody gave it back, as the refusal says", async () => {
  await stopAll();
  const path = join(world.objectsFolder, "objects", "store-id");
  const text = await readFile(path, "utf8");
  await rm(path);
  await expect(world.startAlone("custody")).rejects.toThrow(text.trim());
  await writeFile(path, text);
  await world.start("api", "custody");
  await checkInvariants(world, [evidence], false);
}, 120_000);
