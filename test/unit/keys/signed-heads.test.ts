/** The signer's memory on the disk: whatever is cut or spoilt, it is the last head or the one being written, never one before. */
import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import {
  type Heads,
  type SignedHeads,
  createHeads,
  keepHeads,
  newestHeads,
  newestIn,
  openSignedHeads,
  readHeads,
} from "../../../infra/keys/signed-heads.ts";
import { sha256 } from "../../../services/kernel/digest.ts";

const LOG = "haikou/2026";
const BLOCK = 4096;
const MISSING = { kind: "unavailable", code: "ledger/signer-state-missing" };
const headsAt = (size: number): Heads => ({
  [LOG]: { size, rootSha256: sha256(`root ${size}`) },
});

let folder: string;
let path: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "holdfast-heads-"));
  path = join(folder, "ledger-heads.json");
  await createHeads(folder);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

const grow = (memory: SignedHeads, size: number): Promise<number> =>
  memory.change((before) =>
    Promise.resolve({ heads: headsAt(size), answer: before[LOG]?.size ?? 0 }),
  );
const sizeIn = (bytes: Buffer): number => newestIn(bytes).heads[LOG]?.size ?? 0;
const sizeNow = async (): Promise<number> => (await readHeads(folder))[LOG]?.size ?? 0;

/** The file after `count` heads and after one more, and where the two differ. */
async function lastWrite(count: number) {
  const memory = await openSignedHeads(folder);
  for (let size = 1; size <= count; size += 1) await grow(memory, size);
  const before = await readFile(path);
  await grow(memory, count + 1);
  const after = await readFile(path);
  const [first] = [0, 1].filter((slot) => !same(before, after, slot));
  return { before, after, from: (first ?? 0) * 2 * BLOCK };
}
const same = (one: Buffer, other: Buffer, slot: number): boolean =>
  one
    .subarray(slot * 2 * BLOCK)
    .compare(other, slot * 2 * BLOCK, (slot + 1) * 2 * BLOCK, 0, 2 * BLOCK) === 0;

describe("the signer's memory", () => {
  it("is written in place, by turns: same file, same length, also over a restart", async () => {
    let memory = await openSignedHeads(folder);
    const { ino, size } = await stat(path);
    for (let at = 1; at <= 5; at += 1) expect(await grow(memory, at)).toBe(at - 1);
    expect(await stat(path)).toMatchObject({ ino, size });
    memory = await openSignedHeads(folder);
    expect(await memory.read()).toEqual(headsAt(5));
    expect(await grow(memory, 6)).toBe(5);
    expect(((await stat(path)).mode & 0o777).toString(8)).toBe("600");
  });

  it.each([4, 5])(
    "after head %d, a write that is cut anywhere leaves that one or the next",
    async (count) => {
      const { before, after, from } = await lastWrite(count);
      const seen = new Set<number>();
      for (const page of [0, BLOCK]) {
        // The disk may take the two pages in any order, and each in part.
        for (let cut = 0; cut <= BLOCK; cut += cut < 400 ? 1 : 256) {
          const torn = Buffer.from(before);
          after.copy(torn, from + page, from + page, from + page + cut);
          await writeFile(path, torn);
          const size = await sizeNow();
          expect([count, count + 1]).toContain(size);
          seen.add(size);
        }
      }
      expect(seen.size).toBe(2);
    },
  );

  it("goes on from a write that was cut, and from one that was done and not heard of", async () => {
    const { before, after, from } = await lastWrite(4);
    for (const [cut, expected] of [
      [100, 4],
      [BLOCK, 5],
    ] as const) {
      const torn = Buffer.from(before);
      after.copy(torn, from, from, from + cut);
      await writeFile(path, torn);
      const memory = await openSignedHeads(folder);
      expect(await memory.read()).toEqual(headsAt(expected));
      expect(await grow(memory, 9)).toBe(expected);
      expect(await sizeNow()).toBe(9);
    }
  });

  it("keeps the newest head where any one of its bytes is spoilt, or a page of it is lost", async () => {
    const { after, from } = await lastWrite(4);
    const spoil = (change: (bytes: Buffer) => unknown): number => {
      const bytes = Buffer.from(after);
      change(bytes);
      return sizeIn(bytes);
    };
    for (const page of [0, BLOCK]) {
      for (let at = 0; at < BLOCK; at += at < 300 ? 1 : 97) {
        expect(spoil((bytes) => (bytes[from + page + at]! ^= 1))).toBe(5);
      }
      expect(spoil((bytes) => bytes.fill(0, from + page, from + page + BLOCK))).toBe(5);
    }
  });

  it("writes the whole file anew after a write that failed: the last record is not written over", async () => {
    const memory = await openSignedHeads(folder);
    await grow(memory, 1);
    const { ino } = await stat(path);
    const probe = await open(path, "r");
    const handles = Object.getPrototypeOf(probe) as typeof probe;
    await probe.close();
    vi.spyOn(handles, "datasync").mockRejectedValueOnce(new Error("EIO"));
    await expect(grow(memory, 2)).rejects.toThrow("EIO");
    // Done, perhaps, but not heard of: it is signed again.
    expect(await grow(memory, 2)).toBe(2);
    expect((await stat(path)).ino).not.toBe(ino);
    expect(await sizeNow()).toBe(2);
  });

  it("writes nothing where the head is refused", async () => {
    const memory = await openSignedHeads(folder);
    await grow(memory, 3);
    const before = await readFile(path);
    const refusing = memory.change(() => Promise.reject(new Error("two roots")));
    await expect(refusing).rejects.toThrow("two roots");
    expect((await readFile(path)).equals(before)).toBe(true);
  });

  it("takes a memory of the older form over, and never again once it was", async () => {
    await writeFile(path, `${JSON.stringify(headsAt(7))}\n`);
    expect(await sizeNow()).toBe(7);
    const memory = await openSignedHeads(folder);
    expect(await grow(memory, 8)).toBe(7);
    // A copy from before, put there while the process runs, counts like any other: what is on the disk.
    await writeFile(path, `${JSON.stringify(headsAt(7))}\n`);
    expect(await grow(memory, 9)).toBe(7);
    expect(await sizeNow()).toBe(9);
  });

  it("grows with the number of logs", async () => {
    const memory = await openSignedHeads(folder);
    let heads: Heads = {};
    for (const years of [30, 60, 300]) {
      for (let year = 2026; year < 2026 + years; year += 1) {
        heads = { ...heads, [`haikou/${year}`]: { size: year, rootSha256: sha256(`${year}`) } };
      }
      for (const turn of [1, 2]) {
        await memory.change(() => Promise.resolve({ heads, answer: turn }));
        expect(await readHeads(folder)).toEqual(heads);
      }
    }
    expect(await (await openSignedHeads(folder)).read()).toEqual(heads);
  });

  it.each<[string, (bytes: Buffer) => Promise<void>]>([
    ["gone", () => rm(path)],
    ["empty", () => truncate(path, 0)],
    ["cut to half", () => truncate(path, 2 * BLOCK)],
    ["cut by a page", () => truncate(path, 3 * BLOCK)],
    ["zeros", (bytes) => writeFile(path, bytes.fill(0))],
    ["longer", (bytes) => writeFile(path, Buffer.concat([bytes, bytes]))],
    ["of another kind", () => writeFile(path, '{"haikou/2026":{"size":-1}}')],
  ])("refuses to go on where its file is %s", async (_, spoil) => {
    const memory = await openSignedHeads(folder);
    await grow(memory, 3);
    await spoil(await readFile(path));
    await expect(readHeads(folder)).rejects.toMatchObject(MISSING);
    await expect(grow(memory, 4)).rejects.toMatchObject(MISSING);
    await expect(openSignedHeads(folder)).rejects.toMatchObject(MISSING);
  });
});

describe("two memories of one key, of which each may know more", () => {
  it("make one that knows the largest head of each log, whichever comes first", async () => {
    const [one, other]: [Heads, Heads] = [
      { ...headsAt(5), "haikou/2025": headsAt(9)[LOG]! },
      { ...headsAt(7), "haikou/2027": headsAt(1)[LOG]! },
    ];
    const both = { ...one, ...other };
    expect(newestHeads(one, other)).toEqual(both);
    expect(newestHeads(other, one)).toEqual(both);
    expect(newestHeads(headsAt(5), headsAt(5))).toEqual(headsAt(5));
    await keepHeads(folder, newestHeads(await readHeads(folder), other));
    expect(await readHeads(folder)).toEqual(other);
  });

  it("make none where they are of two histories", () => {
    const forked = { [LOG]: { size: 5, rootSha256: sha256("another") } };
    expect(() => newestHeads(headsAt(5), forked)).toThrow("two roots");
  });
});
