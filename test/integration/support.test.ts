/** `holdfast support` where little runs: it gathers what can be had, says what cannot, and lets no secret, name or path out. */
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { run } from "../../infra/host/run-command.ts";
import { dataFolder } from "../../services/command/data-folder.ts";

const MAIN = new URL("../../services/command/main.ts", import.meta.url).pathname;
const PASSWORD = "pa55word-of-the-database";
/** Looks like an ordinary word of a log, and no rule knows it. */
const WRAPPING = "seventeen.small.ships";
let root: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-support-"));
  const folder = dataFolder(root);
  const { secrets, keys, wrapping, objects, logs, installation } = folder;
  for (const path of [secrets, keys, wrapping, objects, logs]) await mkdir(path, { mode: 0o700 });
  await writeFile(installation, '{"agency":"demo","demo":true}\n');
  // tcpmux (RFC 1078): nobody answers there.
  await writeFile(
    join(secrets, "database-url"),
    `postgresql://holdfast:${PASSWORD}@127.0.0.1:1/holdfast`,
  );
  await writeFile(join(secrets, "redis-url"), "redis://:x@127.0.0.1:1");
  await writeFile(join(wrapping, "duty-1.key"), `${WRAPPING}\n`);
  await writeFile(
    join(logs, "media.log"),
    [
      `{"level":30,"process":"media","step":"probe","msg":"step done","file":"张伟.mp4"}`,
      `{"level":50,"process":"media","msg":"cannot open ${root}/objects/张伟.mp4 by ${PASSWORD}-longer-than-any-word"}`,
      `{"level":50,"process":"media","msg":"the la`,
    ].join("\n"),
  );
});
afterAll(() => rm(root, { recursive: true, force: true }));

async function support(out: string, ...more: string[]) {
  const env = { PATH: process.env["PATH"], HOME: root, HOLDFAST_DATA: root, LANG: "en" };
  const args = [MAIN, "support", "--out", out, "--json", ...more];
  return run(process.execPath, args, { env });
}

const unzipped = async (zip: string): Promise<string> =>
  (await run("unzip", ["-p", zip], {})).stdout;

test("what can be had is in it, what cannot is named, and nothing of it is a secret, a name or a path", async () => {
  const out = join(root, "one.zip");
  const { code, stdout } = await support(out);
  expect(code).toBe(1);
  const told = JSON.parse(stdout) as { parts: string[]; missing: { what: string; why: string }[] };
  expect(told.parts).toEqual(
    expect.arrayContaining([
      "about.json",
      "doctor.json",
      "status.json",
      "logs/media.log",
      "settings.json",
    ]),
  );
  expect(told.missing).toEqual([
    { what: "metrics", why: "not-running" },
    { what: "database", why: "ECONNREFUSED" },
  ]);
  const text = await unzipped(out);
  expect(text).toContain('"finding": "postgresDown"');
  expect(text).toContain('"step":"probe"');
  for (const hidden of [PASSWORD, "张伟", root, "127.0.0.1", "file"]) {
    const inLog = (await run("unzip", ["-p", out, "logs/media.log"], {})).stdout;
    expect([hidden, inLog]).not.toEqual([hidden, expect.stringContaining(hidden)]);
  }
  expect(text).not.toContain(PASSWORD);
});

test("it goes over no file that is there", async () => {
  const out = join(root, "there.zip");
  await writeFile(out, "mine");
  expect((await support(out)).code).toBe(2);
  expect(await readFile(out, "utf8")).toBe("mine");
});

test("where a secret of the house would be in it, which no rule knows as one, nothing is written", async () => {
  const path = join(dataFolder(root).logs, "custody.log");
  await writeFile(path, `{"level":50,"process":"custody","msg":"read ${WRAPPING} as a key"}\n`);
  const out = join(root, "two.zip");
  const { code, stderr } = await support(out);
  expect(code).toBe(4);
  expect(stderr).toContain("logs/custody.log");
  expect(stderr).not.toContain(WRAPPING);
  await expect(readFile(out)).rejects.toMatchObject({ code: "ENOENT" });
  await rm(path);
});

test.each([["--lines", "0"], ["--lines", "many"], ["--other"]])(
  "%s %s is its usage",
  async (...args) => {
    expect((await support(join(root, "three.zip"), ...args)).code).toBe(2);
  },
);
