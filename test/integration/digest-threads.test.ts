/** Digests of a package's files in real threads: the same as here, and none for what cannot be read. */
import { randomBytes } from "node:crypto";
import { mkdtemp, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { openPackage } from "../../infra/zip/open-package.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { readPackage } from "../../services/packages/read-files.ts";
import { DigestThreads, openDigestThreads } from "../../services/verifier/digest-threads.ts";

const MAIN = new URL("../../services/verifier/digest-thread/main.ts", import.meta.url);
const bytes = Object.fromEntries(["a", "b", "c", "d"].map((name) => [name, randomBytes(300_000)]));
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-threads-"));
  for (const [name, each] of Object.entries(bytes)) await writeFile(join(folder, name), each);
});
afterAll(() => rm(folder, { recursive: true }));

it("is the digest of each file, told by its bytes, and none of one that is shorter than it was listed", async () => {
  const reader = await openPackage(folder);
  const threads = new DigestThreads(folder, reader, MAIN, 2);
  const told: number[] = [];
  const digest = (path: string, sizeBytes = 300_000) =>
    threads.digest({ path, sizeBytes }, (count) => told.push(count));
  const digests = await Promise.all(Object.keys(bytes).map((path) => digest(path)));
  expect(digests).toEqual(Object.values(bytes).map((each) => sha256(each)));
  expect(told.reduce((sum, count) => sum + count, 0)).toBe(4 * 300_000);
  await expect(digest("a", 300_001)).rejects.toThrow("shorter");
  await expect(digest("a", 299_999)).rejects.toThrow("longer");
  await expect(digest("none")).rejects.toThrow();
  await threads.close();
});

it("is taken here once a thread has died", async () => {
  const reader = await openPackage(folder);
  const broken = new URL("data:text/javascript,setTimeout(() => { throw new Error('died') }, 50)");
  const threads = new DigestThreads(folder, reader, broken, 2);
  for (const path of ["a", "b", "c"]) {
    expect(await threads.digest({ path, sizeBytes: 300_000 }, () => undefined)).toBe(
      sha256(bytes[path]!),
    );
  }
  await threads.close();
});

it("begins threads for two large files, not for many small ones, and the package is read as here", async () => {
  const reader = await openPackage(folder);
  expect(await openDigestThreads(folder, reader, MAIN)).toBeNull();
  const large = await mkdtemp(join(tmpdir(), "holdfast-threads-"));
  for (const name of ["one", "two"]) {
    await writeFile(join(large, name), "");
    await truncate(join(large, name), 257 << 20);
  }
  const larger = await openPackage(large);
  const threads = await openDigestThreads(large, larger, MAIN);
  expect(threads?.width).toBe(2);
  const [here, there] = [
    await readPackage(larger),
    await readPackage(larger, () => undefined, threads ?? undefined),
  ];
  expect([...there.files.values()]).toEqual([...here.files.values()]);
  await threads?.close();
  await rm(large, { recursive: true });
});
