/** A file of the dock's own on a real file system: whole or not at all, and through no link. */
import { mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { cardFiles } from "../../infra/linux/card-files.ts";

const PATH = "HOLDFAST/ANCHOR.TXT";
let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-card-"));
});
afterEach(() => rm(root, { recursive: true, force: true }));

it("makes its folder, replaces what is there, and leaves no rest of itself or of a run that was cut off", async () => {
  await cardFiles.place(root, PATH, "one");
  await writeFile(join(root, "HOLDFAST/.ANCHOR.TXT"), "half of");
  await cardFiles.place(root, PATH, "two");
  expect(await readFile(join(root, PATH), "utf8")).toBe("two");
  expect(await readdir(join(root, "HOLDFAST"))).toEqual(["ANCHOR.TXT"]);
});

it("writes through no link, and over nothing that is no small file", async () => {
  const outside = await mkdtemp(join(tmpdir(), "holdfast-outside-"));
  await symlink(outside, join(root, "HOLDFAST"));
  await expect(cardFiles.place(root, PATH, "x")).rejects.toMatchObject({ code: "ENOTDIR" });
  expect(await readdir(outside)).toEqual([]);
  await rm(join(root, "HOLDFAST"));
  await mkdir(join(root, PATH), { recursive: true });
  await expect(cardFiles.place(root, PATH, "x")).rejects.toMatchObject({ code: "EEXIST" });
  await rm(join(root, PATH), { recursive: true });
  await symlink(join(outside, "elsewhere"), join(root, PATH));
  await expect(cardFiles.place(root, PATH, "x")).rejects.toMatchObject({ code: "EEXIST" });
  expect(await readdir(outside)).toEqual([]);
  await rm(outside, { recursive: true });
});
