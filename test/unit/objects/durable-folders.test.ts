/** Folders that are durable: each entry on the way is synced once, and again after the folder was made anew. */
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { DurableFolders } from "../../../infra/filesystem/durable-files.ts";

const synced = vi.fn<(folder: string) => Promise<void>>();
let root: string;
let folders: DurableFolders;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "holdfast-folders-"));
  folders = new DurableFolders(root, synced);
  synced.mockReset().mockResolvedValue();
});
afterEach(() => rm(root, { recursive: true }));

/** The folders whose entries were synced for `path`, the deepest first; "" is the root. */
async function syncedFor(path: string): Promise<string[]> {
  synced.mockClear();
  await folders.make(join(root, path));
  return synced.mock.calls.map(([folder]) => relative(root, folder));
}

it("syncs every entry on the way once, and only the new ones of a neighbour", async () => {
  expect(await syncedFor("a/b/c")).toEqual(["a/b", "a", ""]);
  expect(await syncedFor("a/b/c")).toEqual([]);
  expect(await syncedFor("a/b/d")).toEqual(["a/b"]);
  expect(await syncedFor("a/e/f")).toEqual(["a/e", "a"]);
  expect(await syncedFor("a/b")).toEqual([]);
});

it("believes no folder that another process may have made a moment ago", async () => {
  await mkdir(join(root, "a/b"), { recursive: true });
  expect(await syncedFor("a/b/c")).toEqual(["a/b", "a", ""]);
});

it("begins anew where a folder on the way was removed and made again", async () => {
  await syncedFor("a/b/c");
  await rm(join(root, "a/b"), { recursive: true });
  expect(await syncedFor("a/b/d")).toEqual(["a/b", "a"]);
});

it("remembers nothing whose entry could not be synced", async () => {
  synced.mockImplementation((folder) =>
    folder === join(root, "a") ? Promise.reject(new Error("EIO")) : Promise.resolve(),
  );
  await expect(folders.make(join(root, "a/b/c"))).rejects.toThrow("EIO");
  synced.mockReset().mockResolvedValue();
  expect(await syncedFor("a/b/c")).toEqual(["a/b", "a", ""]);
});

it("asks nothing of a folder it knows, and makes one again that was taken away", async () => {
  const path = join(root, "a/b");
  const write = (name: string) =>
    folders.within(path, () => writeFile(join(path, name), "", { flag: "wx" }));
  await write("one");
  synced.mockClear();
  await write("two");
  expect(synced).not.toHaveBeenCalled();
  await rm(join(root, "a"), { recursive: true });
  await write("three");
  expect(synced.mock.calls.map(([folder]) => relative(root, folder))).toEqual(["a", ""]);
  expect(await readdir(path)).toEqual(["three"]);
  await expect(write("three")).rejects.toThrow("EEXIST");
  await expect(folders.within(path, () => readFile(join(path, "no")))).rejects.toThrow("ENOENT");
});
