/** Key-encryption keys in files keep the contract; a file that others may read is none. */
import { randomBytes } from "node:crypto";
import { chmod, mkdtemp, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { ensureWrappingKeys, wrappingFiles } from "../../infra/keys/wrapping-files.ts";
import { type ItemId, newId } from "../../services/kernel/ids.ts";
import { dataKeyWrapperContract } from "../contract/data-key-wrapper.contract.ts";

const folders: string[] = [];
async function freshFolder(): Promise<string> {
  const folder = join(await mkdtemp(join(tmpdir(), "holdfast-wrapping-")), "keys");
  folders.push(folder);
  return folder;
}
afterAll(() => Promise.all(folders.map((folder) => rm(join(folder, ".."), { recursive: true }))));

const newKek = () => `${randomBytes(32).toString("hex")}\n`;

dataKeyWrapperContract("files", async () => {
  const folder = await freshFolder();
  await ensureWrappingKeys(folder);
  return {
    wrapper: wrappingFiles(folder),
    add: (kek) => writeFile(join(folder, `${kek}.key`), newKek(), { mode: 0o600 }),
    takeAway: async (kek) => {
      await rename(join(folder, `${kek}.key`), join(folder, "away"));
      return () => rename(join(folder, "away"), join(folder, `${kek}.key`));
    },
    close: () => Promise.resolve(),
  };
});

it("makes each key once, however many starts make it at once, for its owner alone", async () => {
  const folder = await freshFolder();
  await Promise.all(Array.from({ length: 8 }, () => ensureWrappingKeys(folder)));
  const names = (await readdir(folder)).sort();
  expect(names).toEqual(["duty-1.key", "open-1.key", "state-1.key"]);
  const before = await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")));
  expect(new Set(before).size).toBe(3);
  await ensureWrappingKeys(folder);
  expect(await Promise.all(names.map((name) => readFile(join(folder, name), "utf8")))).toEqual(
    before,
  );
  for (const name of names) expect((await stat(join(folder, name))).mode & 0o777).toBe(0o600);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

it("uses no key that others may read, that is cut short, or that is not there", async () => {
  const folder = await freshFolder();
  await ensureWrappingKeys(folder);
  const wrapper = wrappingFiles(folder);
  const path = join(folder, "state-1.key");
  const out = { kind: "unavailable", code: "encryption/no-wrapping-key" };
  const wrap = () => wrapper.wrap("state", newId<ItemId>(), randomBytes(32));
  await wrap();
  await chmod(path, 0o640);
  await expect(wrap()).rejects.toMatchObject(out);
  await chmod(path, 0o600);
  await writeFile(path, newKek().slice(0, 40));
  await expect(wrap()).rejects.toMatchObject(out);
  await rm(path);
  await expect(wrap()).rejects.toMatchObject(out);
  await expect(wrappingFiles(join(folder, "nowhere")).current("open")).rejects.toMatchObject(out);
});
