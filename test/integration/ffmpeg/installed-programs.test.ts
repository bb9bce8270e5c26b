/** The folder of makers' programs as an operator leaves it: what is used, and what is said of what is not. */
import { execFile } from "node:child_process";
import {
  appendFile,
  chmod,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { installedPrograms, isUnchanged } from "../../../infra/ffmpeg/installed-programs.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import { DESCRIBED, OPENS, installProgram } from "../../fixtures/maker-program.ts";

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-programs-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const pinned = { ...DESCRIBED, sha256: { "open-acme": sha256(OPENS) } };

test("a program that is as described is used, with digests that coreutils give too", async () => {
  const path = await installProgram(root, "acme", OPENS, pinned);
  const { sound, broken } = await installedPrograms(root);
  expect(broken).toEqual([]);
  expect(sound).toMatchObject([{ folder: path, sha256: sha256(OPENS) }]);
  await installProgram(root, "beta", OPENS, { ...DESCRIBED, name: "beta" });
  await mkdir(join(root, "beta", "lib"));
  await writeFile(join(root, "beta", "lib", "a.so"), "library");
  const list =
    "find . -type f ! -path ./program.json | cut -c3- | LC_ALL=C sort | xargs sha256sum | sha256sum | cut -c1-64";
  const { stdout } = await promisify(execFile)("sh", ["-c", list], { cwd: join(root, "beta") });
  expect((await installedPrograms(root)).sound[1]?.filesSha256).toBe(stdout.trim());
});

test("a program that changes afterwards is seen to", async () => {
  const path = await installProgram(root, "acme");
  const [program] = (await installedPrograms(root)).sound;
  expect(await isUnchanged(program!)).toBe(true);
  await writeFile(join(path, "more.so"), "more");
  expect(await isUnchanged(program!)).toBe(false);
  await rm(join(path, "more.so"));
  expect(await isUnchanged(program!)).toBe(true);
  await rm(path, { recursive: true });
  expect(await isUnchanged(program!)).toBe(false);
});

test.each([
  ["no-description", async (path: string) => rm(join(path, "program.json"))],
  ["bad-description", (path: string) => writeFile(join(path, "program.json"), "{")],
  [
    "bad-description",
    (path: string) => appendFile(join(path, "program.json"), " ".repeat(1 << 17)),
  ],
  [
    "bad-description",
    (path: string) =>
      writeFile(join(path, "program.json"), JSON.stringify({ ...DESCRIBED, shell: "x" })),
  ],
  ["no-executable", (path: string) => rm(join(path, "open-acme"))],
  ["not-executable", (path: string) => chmod(join(path, "open-acme"), 0o644)],
  ["digest-differs", (path: string) => appendFile(join(path, "open-acme"), "#\n")],
  ["file-not-named", (path: string) => writeFile(join(path, "lib.so"), "library")],
  ["odd-file", (path: string) => symlink("/etc/passwd", join(path, "link"))],
] as const)("%s: it is not used, and the next one is", async (why, harm) => {
  const path = await installProgram(root, "acme", OPENS, pinned);
  await installProgram(root, "beta", OPENS, { ...DESCRIBED, name: "beta" });
  await harm(path);
  const { sound, broken } = await installedPrograms(root);
  expect(broken).toEqual([{ folder: "acme", why }]);
  expect(sound.map(({ description }) => description.name)).toEqual(["beta"]);
});

test("names that are taken, folders of odd names, files that are not there and a folder that is none are told of", async () => {
  await installProgram(root, "acme");
  await installProgram(root, "beta");
  await installProgram(root, "with blank");
  await installProgram(root, "gamma", OPENS, {
    ...{ ...pinned, name: "gamma" },
    sha256: { ...pinned.sha256, "lib.so": sha256("library") },
  });
  expect((await installedPrograms(root)).broken).toEqual([
    { folder: "beta", why: "name-twice" },
    { folder: "gamma", why: "file-missing" },
    { folder: "with blank", why: "folder-name" },
  ]);
  const nowhere = join(root, "nowhere");
  expect((await installedPrograms(nowhere)).broken).toEqual([
    { folder: nowhere, why: "no-folder" },
  ]);
  expect(await installedPrograms("")).toEqual({ sound: [], broken: [] });
  expect(String(await readFile(join(root, "acme", "open-acme")))).toBe(OPENS);
});
