/** `holdfast doctor` where PostgreSQL and Redis are dead or say nothing: cause, cure and exit code, in both languages, in time. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { run } from "../../infra/host/run-command.ts";
import { dataFolder } from "../../services/command/data-folder.ts";
import { doctor } from "../../services/command/doctor.ts";
import { terminal } from "../../services/command/terminal.ts";

const MAIN = new URL("../../services/command/main.ts", import.meta.url).pathname;
const LIMIT_MS = 30_000;
const folders: string[] = [];
let silent: Server;
beforeAll(async () => {
  // Takes connections and never answers: a server that was stopped in the middle of its work.
  silent = createServer();
  await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
});
afterAll(async () => {
  silent.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

/** A folder as `up` leaves it, whose servers are to be found at `port`. */
async function setUpFolder(port: number): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), "holdfast-doctor-"));
  folders.push(root);
  const { installation, secrets, keys, objects } = dataFolder(root);
  for (const path of [secrets, keys, objects]) await mkdir(path);
  for (const path of [secrets, keys]) await chmod(path, 0o700);
  await writeFile(installation, '{"agency":"demo","demo":true}\n');
  const urls = {
    "database-url": `postgresql://holdfast:hidden-1@127.0.0.1:${port}/holdfast`,
    "redis-url": `redis://:hidden-2@127.0.0.1:${port}`,
  };
  for (const [name, url] of Object.entries(urls)) await writeFile(join(secrets, name), url);
  return root;
}

const Report = z.object({
  ok: z.boolean(),
  checks: z.array(
    z.object({
      name: z.string(),
      state: z.string(),
      cause: z.string(),
      cure: z.string().nullable(),
    }),
  ),
});

async function diagnose(root: string, LANG: string) {
  const env = { PATH: process.env["PATH"], HOME: root, HOLDFAST_DATA: root, LANG };
  const beganAt = Date.now();
  const { code, stdout, stderr } = await run(process.execPath, [MAIN, "doctor", "--json"], { env });
  expect(Date.now() - beganAt).toBeLessThan(LIMIT_MS);
  expect(stdout + stderr).not.toMatch(/hidden-[12]/);
  const { ok, checks } = Report.parse(JSON.parse(stdout));
  const named = (name: string) => checks.find((check) => check.name === name);
  return { code, ok, stderr, postgres: named("postgres"), redis: named("redis") };
}

/** tcpmux (RFC 1078): one that is free now another test's server may have taken by the time it is asked. */
const NOBODYS_PORT = 1;

const FAILED = { code: 4, ok: false, postgres: { state: "failed" }, redis: { state: "failed" } };

describe("doctor", () => {
  test("names dead servers with cause and cure, and ends with 4", async () => {
    const root = await setUpFolder(NOBODYS_PORT);
    const said = await diagnose(root, "en_US.UTF-8");
    expect(said).toMatchObject(FAILED);
    for (const found of [said.postgres, said.redis]) {
      expect(found?.cause).toMatch(/^does not answer \(.*(ECONNREFUSED|closed).*\)$/);
      expect(found?.cure).toBe("Start it with ./holdfast up; ./holdfast logs shows why it ended.");
    }
  });

  test("names silent servers soon, in Chinese", async () => {
    const root = await setUpFolder((silent.address() as AddressInfo).port);
    const said = await diagnose(root, "zh_CN.UTF-8");
    expect(said).toMatchObject(FAILED);
    for (const found of [said.postgres, said.redis]) {
      expect(found?.cause).toMatch(/^没有响应（.+）$/);
      expect(found?.cure).toBe("用 ./holdfast up 启动；日志见 ./holdfast logs。");
    }
    expect(said.stderr).toMatch(/\d+ 项需要处理。/);
  });

  test("goes on from a check that never ends, and says which one", async () => {
    const out: string[] = [];
    const write = (text: string) => void out.push(text);
    const streams = { out: { write }, err: { write } };
    const term = terminal(streams, { language: "en", json: false, interactive: false });
    const never = { name: "store", look: () => new Promise<never>(() => undefined) } as const;
    const code = await doctor(term, [never], 50);
    expect(code).toBe(4);
    expect(out.join("")).toMatch(/FAIL {2}object lock of the store: no answer/);
  });
});
