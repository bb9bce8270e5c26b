/** The handbooks of docs/: on one house every command in them runs as it stands, and every incident of the playbooks happens first. */
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { freePort } from "../../infra/host/free-port.ts";
import { run } from "../../infra/host/run-command.ts";
import { expertsDesk, integratorsDesk } from "../fixtures/book-readers.ts";
import { clip } from "../fixtures/make-media.ts";
import { type Section, handbook, runSection, sectionsOf } from "../fixtures/handbook.ts";
import { type BookHouse, INCIDENTS } from "../fixtures/incidents.ts";
import { mayNotMount, mountPowerCut } from "../fixtures/mounts.ts";

const ROOT = new URL("../../", import.meta.url).pathname;

const undo: (() => unknown)[] = [];
let folder: string;
let env: Record<string, string>;
let house: BookHouse;
/** Where whoever is told by webhooks listens. */
let receiver: number;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-handbooks-"));
  undo.push(() => rm(folder, { recursive: true, force: true }));
  await chmod(folder, 0o711);
  const disk = await ownDisk();
  await copyFile(await clip("h264-aac"), join(folder, "clip.mp4"));
  const port = await freePort();
  // The book's `up` takes the default port; here each house has one of its own.
  await writeFile(
    join(folder, "holdfast"),
    `#!/bin/sh\n[ "\${1:-}" = up ] && { shift; set -- up --port ${port} "$@"; }\nexec ${ROOT}holdfast "$@"\n`,
    { mode: 0o755 },
  );
  const authority = await timeAuthority();
  receiver = await freePort();
  env = {
    PATH: `${dirname(process.execPath)}:${process.env["PATH"] ?? ""}`,
    ...{ LANG: "C.UTF-8", HOME: folder, TMPDIR: folder },
    HOLDFAST_DATA: join(disk, "house"),
    BACKUPS: join(folder, "backups"),
    SAFE: join(folder, "safe"),
    PASSWORD_FILE: join(folder, "password"),
    CLIP: join(folder, "clip.mp4"),
    TSA_URL: authority.url,
    ...{ HOLDFAST_MACHINE_PORT: "0", HOLDFAST_FILESYSTEM_IMMUTABLE: "off" },
    ...{ HOLDFAST_MEDIA_CHECK: "off", HOLDFAST_MEDIA_OVERVIEW: "off" },
    HOLDFAST_ANCHOR_SECONDS: "1",
    ...{ HOLDFAST_WEBHOOK_HTTP: "loopback", HOLDFAST_WEBHOOK_PORTS: String(receiver) },
    HOLDFAST_TIMESTAMP_AUTHORITIES_FILE: join(folder, "authorities.json"),
  };
  house = { ...{ folder, env, holdfast }, authority };
  undo.push(authority.stop, () => holdfast("down"));
  await mkdir(env["SAFE"] ?? "");
  await mkdir(env["HOLDFAST_DATA"] ?? "", { mode: 0o711 });
  await ceremony();
});
afterAll(async () => {
  for (const each of undo.toReversed()) await each();
});

/** One that can be full. */
async function ownDisk(): Promise<string> {
  if (mayNotMount()) return folder;
  const disk = mountPowerCut(6 << 10);
  undo.push(() => disk.close());
  await chmod(disk.dir, 0o711);
  return disk.dir;
}

const holdfast = (...args: readonly string[]) =>
  run(join(folder, "holdfast"), args, { cwd: folder, env });

/** It is asked by the house, and ends and starts as its owner likes. */
async function timeAuthority() {
  const port = await freePort();
  const [state, url] = [join(folder, "tsa"), `http://127.0.0.1:${port}/`];
  const main = `${ROOT}services/tsa/main.ts`;
  const node = process.execPath;
  await run(node, [main, "init", "--name", "Court of Haikou", "--state", state]);
  await writeFile(
    join(folder, "authorities.json"),
    JSON.stringify([{ name: "court", url, root: join(state, "root.pem") }]),
  );
  const pid = join(folder, "tsa.pid");
  const start = `setsid '${node}' '${main}' run --state '${state}' --port ${port} >/dev/null 2>&1 & echo $! >'${pid}'`;
  await run("sh", ["-c", start]);
  const stop = async () => {
    try {
      process.kill(Number(await readFile(pid, "utf8")), "SIGKILL");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
    }
  };
  return { url, root: join(state, "root.pem"), start, stop };
}

/** Two people type at it; here their words come out of files. */
async function ceremony(): Promise<void> {
  const words = ["one passphrase of one", "another of another"].map((text, at) => ({
    ...{ text, file: join(folder, `passphrase-${at}`) },
  }));
  for (const { text, file } of words) await writeFile(file, text);
  const given = words.flatMap(({ file }) => ["--passphrase-file", file]);
  const people = ["--person", "Li", "--person", "Wang", "--place", "Room 3"];
  const done = await holdfast(
    ...["keys", "ceremony", join(env["SAFE"] ?? "", "ceremony"), "--agency", "haikou"],
    ...[...people, ...given],
  );
  expect(done.code, done.stderr).toBe(0);
}

const bookOf = async (name: string): Promise<readonly Section[]> =>
  sectionsOf(await handbook(name));

for (const section of await bookOf("operator.md")) {
  test(`the operator's: ${section.id}`, async () => {
    await runSection(section, { folder, env });
    if (section.id === "install") await keepPassword();
  });
}

test("the expert's", async () => {
  const desk = await expertsDesk(house);
  for (const section of await bookOf("expert.md")) await runSection(section, desk);
});

test("the integrator's", async () => {
  const desk = await integratorsDesk(house, receiver);
  for (const section of await bookOf("integrator.md")) await runSection(section, desk);
});

test("every incident has its playbook", async () => {
  const ids = (await bookOf("incidents.md")).map(({ id }) => id);
  expect(ids).toEqual(["findings", ...Object.keys(INCIDENTS)]);
});

for (const [id, happens] of Object.entries(INCIDENTS)) {
  const isTried = id !== "full-store" || !mayNotMount();
  test.skipIf(!isTried)(`incident: ${id}`, async () => {
    const section = (await bookOf("incidents.md")).find((each) => each.id === id);
    expect(section?.steps.length).toBeGreaterThan(1);
    await rm(join(folder, "outside"), { force: true });
    await happens(house);
    await runSection(section ?? { steps: [] }, { folder, env });
  });
}

/** As whoever installs writes it down. */
async function keepPassword(): Promise<void> {
  const logins = join(env["HOLDFAST_DATA"] ?? "", "secrets", "logins.json");
  const { stdout } = await run("jq", ["-r", ".users[0].password", logins]);
  await writeFile(env["PASSWORD_FILE"] ?? "", stdout, { mode: 0o600 });
}
