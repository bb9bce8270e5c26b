/** docs/partners.md and its Chinese edition: what they print is what runs, from a case that is pushed to a package that a court verifies. */
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../infra/host/run-command.ts";
import { houseToken } from "../fixtures/house-token.ts";
import { clip } from "../fixtures/make-media.ts";
import { type System, startSystem } from "./start-system.ts";

const ROOT = new URL("../../", import.meta.url).pathname;
const PASSWORD = "a password for tests";

let system: System;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-partners-"));
  system = await startSystem({ demo: false, inMemory: true });
});
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true, force: true });
});

interface Block {
  readonly language: string;
  readonly text: string;
}

/** The blocks that are to be run, in order. */
async function blocksOf(name: string): Promise<readonly Block[]> {
  const page = await readFile(join(ROOT, "docs", name), "utf8");
  return Array.from(
    page.matchAll(/^```(\w+) run\n(.*?)^```$/gms),
    ([, language = "", text = ""]) => ({
      ...{ language, text },
    }),
  );
}

const asked = async (path: string, body: object, headers: Record<string, string> = {}) => {
  const json = { "content-type": "application/json", ...headers };
  const answer = await system.fetch(`/api/v1${path}`, {
    ...{ method: "POST", headers: json, body: JSON.stringify(body) },
  });
  expect(answer.status, path).toBeLessThan(300);
  return answer;
};

async function tokenOf(role: "records" | "reviewer"): Promise<string> {
  await asked("/users", { name: role, displayName: role, role, password: PASSWORD });
  return houseToken(system.url, role, PASSWORD);
}

test("both editions have the same blocks", async () => {
  const blocks = await blocksOf("partners.md");
  expect(blocks.length).toBeGreaterThan(7);
  expect(await blocksOf("partners.zh-CN.md")).toEqual(blocks);
});

test("every block runs as it stands, one behind the other", async () => {
  await copyFile(await clip("h264-aac"), join(folder, "clip.mp4"));
  await copyFile(join(system.dataDir, "public", "root.pem"), join(folder, "root.pem"));
  const vkey = await (await system.fetch("/ledger/key")).text();
  await writeFile(join(folder, "ledger.vkey"), vkey);
  await mkdir(join(folder, "client"));
  for (const name of ["client.ts", "api.d.ts"])
    await copyFile(join(ROOT, "services/client", name), join(folder, "client", name));
  const lines: string[] = ["set -eu"];
  for (const [at, { language, text }] of (await blocksOf("partners.md")).entries()) {
    if (language === "sh") lines.push(text);
    else {
      await writeFile(join(folder, "client", `example-${at}.ts`), text);
      lines.push(`"$NODE" client/example-${at}.ts`);
    }
  }
  const done = await run("sh", ["-c", lines.join("\n")], {
    cwd: folder,
    env: {
      PATH: "/usr/bin:/bin",
      LC_ALL: "C.UTF-8",
      NODE: process.execPath,
      HOLDFAST: system.url.replace(/\/$/, ""),
      CASE_TOKEN: await tokenOf("records"),
      DEVICE_TOKEN: system.deviceToken,
      REVIEWER_TOKEN: await tokenOf("reviewer"),
    },
  });
  expect(done.code, `${done.stdout}\n${done.stderr}`).toBe(0);
  expect(done.stdout).toContain("2026-0417 Noise at night");
  expect(done.stdout).not.toContain('"verdict":"FAILED"');
  expect(done.stdout).toMatch(/^0 failed/m);
  expect(done.stdout).toContain('<li class="good">');
});
