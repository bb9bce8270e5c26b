/** The spool on a disk: what was written is there after a crash, named by what it is, and nothing unsent is ever removed. */
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderSpool } from "../../../infra/filesystem/live-spool.ts";

const CHANNEL = "0190f5c0-0000-7000-8000-000000000001";
const T = 1_764_191_000_000;
const HOUR_MS = 3_600_000;
let folder: string;
let spool: FolderSpool;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-spool-"));
  spool = await FolderSpool.open(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function take(at: number, segments: number) {
  const writer = spool.take(CHANNEL, at);
  await writer.begin(Buffer.from("init"), "source-away");
  for (let number = 0; number < segments; number += 1) {
    await writer.append(Buffer.from(`segment ${number}`), at + 1_000 * number, null);
    await writer.close(1_000, true, null);
  }
  return writer;
}

const waiting = async (): Promise<readonly string[]> =>
  (await spool.waiting(CHANNEL)).map(
    (one) => `${one.take - T}/${one.sequence} ${one.durationMs}${one.isComplete ? "" : " cut"}`,
  );

const hourOf = (at: number): string => `sent-${Math.floor(at / HOUR_MS)}`;
const filesOf = (at: number): readonly string[] =>
  readdirSync(join(folder, CHANNEL, String(at)), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) =>
      relative(join(folder, CHANNEL, String(at)), join(parentPath, name)),
    )
    .toSorted();

describe("a spool", () => {
  it("lists closed segments in the order of recording, with what they are", async () => {
    await take(T + 500_000, 1);
    await take(T, 2);
    expect(await waiting()).toEqual(["0/0 1000", "0/1 1000", "500000/0 1000"]);
    const [first] = await spool.waiting(CHANNEL);
    expect(first).toMatchObject({ startedAtMs: T, bytes: 9 });
    expect((await spool.read(first!)).toString()).toBe("segment 0");
    expect((await spool.init(first!)).toString()).toBe("init");
  });

  it("keeps what was known of clocks, each by itself, over a crash and once it is sent", async () => {
    const writer = spool.take(CHANNEL, T);
    await writer.begin(Buffer.from("init"), "source-away");
    const all = [
      null,
      { recorder: { offsetMs: -86_400_001, errorMs: 12 }, source: null },
      { recorder: null, source: { offsetMs: -1_764_191_000_000, spreadMs: 0 } },
      {
        recorder: { offsetMs: 0, errorMs: 1 },
        source: { offsetMs: 31_536_000_000, spreadMs: 999 },
      },
    ];
    for (const [place, clocks] of all.entries()) {
      await writer.append(Buffer.from("s"), T + 1_000 * place, null);
      await writer.close(1_000, place % 2 === 0, clocks);
    }
    spool = await FolderSpool.open(folder);
    const found = await spool.waiting(CHANNEL);
    expect(found.map(({ clocks }) => clocks)).toEqual(all);
    expect(found.map(({ isComplete }) => isComplete)).toEqual([true, false, true, false]);
    for (const segment of found) await spool.sent(segment);
    expect(await waiting()).toEqual([]);
    spool = await FolderSpool.open(folder);
    await spool.clear(T + 10_000, 0);
    expect(readdirSync(join(folder, CHANNEL))).toEqual([]);
  });

  it("removes nothing that was recorded where another take cannot begin in its folder", async () => {
    await take(T, 1);
    writeFileSync(join(folder, CHANNEL, String(T), "init.part"), "");
    const again = spool.take(CHANNEL, T);
    await expect(again.begin(Buffer.from("init"), "source-away")).rejects.toThrow("EEXIST");
    expect(await waiting()).toEqual(["0/0 1000"]);
  });

  it("does not list the open one; after a crash it is there, as cut off", async () => {
    const writer = await take(T, 1);
    await writer.append(Buffer.from("half of a"), T + 1_000, null);
    expect(await waiting()).toEqual(["0/0 1000"]);
    spool = await FolderSpool.open(folder); // by another process
    expect(await waiting()).toEqual(["0/0 1000", "0/1 0 cut"]);
    const [, cut] = await spool.waiting(CHANNEL);
    expect((await spool.read(cut!)).toString()).toBe("half of a");
    await expect(writer.close(1_000, true, null)).rejects.toThrow("ENOENT"); // a dead one takes nothing back
  });

  it("keeps of a segment that a crash cut off how clocks stood when it was opened, so that it has a time", async () => {
    const writer = await take(T, 1);
    const opened = { recorder: { offsetMs: -3, errorMs: 5 }, source: { offsetMs: 7, spreadMs: 1 } };
    await writer.append(Buffer.from("half "), T + 1_000, opened);
    await writer.append(Buffer.from("of a"), T + 1_500, null);
    spool = await FolderSpool.open(folder);
    const [, cut] = await spool.waiting(CHANNEL);
    expect(cut).toMatchObject({ startedAtMs: T + 1_000, isComplete: false, clocks: opened });
    expect((await spool.read(cut!)).toString()).toBe("half of a");
    await spool.sent(cut!);
    expect(await waiting()).toEqual(["0/0 1000"]);
  });

  it("takes up what a recorder of before left open, which told no clocks there", async () => {
    await take(T, 1);
    writeFileSync(join(folder, CHANNEL, String(T), `000001-${T + 1_000}.part`), "half");
    spool = await FolderSpool.open(folder);
    const [, cut] = await spool.waiting(CHANNEL);
    expect(cut).toMatchObject({ sequence: 1, isComplete: false, clocks: null });
    expect((await spool.read(cut!)).toString()).toBe("half");
  });

  it("removes what was sent when its time is over, and never what was not", async () => {
    await take(T, 3);
    const [first, second] = await spool.waiting(CHANNEL);
    await spool.sent(first!);
    await spool.sent(second!);
    await spool.clear(T + 500, 0);
    expect(filesOf(T)).toEqual([
      `000002-${T + 2_000}-1000.m4s`,
      "init-source-away.mp4",
      `${hourOf(T)}/000001-${T + 1_000}-1000.sent`,
    ]);
  });

  it("removes what was sent first when room is needed, and stops at what was not", async () => {
    await take(T, 3);
    const [first, second] = await spool.waiting(CHANNEL);
    await spool.sent(first!);
    await spool.sent(second!);
    const free = await spool.clear(0, Number.MAX_SAFE_INTEGER);
    expect(free).toBeLessThan(Number.MAX_SAFE_INTEGER);
    expect(await waiting()).toEqual(["0/2 1000"]);
  });

  it("removes a take of which all is gone", async () => {
    await take(T, 1);
    const [only] = await spool.waiting(CHANNEL);
    await spool.sent(only!);
    await spool.clear(T + 5_000, 0);
    // Whoever writes it may be about to.
    expect(filesOf(T)).toEqual(["init-source-away.mp4"]);
    await take(T + 6_000, 0);
    await spool.clear(T + 5_000, 0);
    expect(readdirSync(join(folder, CHANNEL))).toEqual([String(T + 6_000)]);
    spool = await FolderSpool.open(folder);
    await spool.clear(T + 7_000, 0);
    expect(readdirSync(join(folder, CHANNEL))).toEqual([]);
    await spool.clear(Date.now() + 60_000, 0);
    expect(await spool.channels()).toEqual([]); // nobody looks after it any more
  });

  it("looks among what waits at nothing that was sent, however long a take lasts and however many there were", async () => {
    await take(T, 3);
    await take(T + 9_000, 1);
    for (const segment of await spool.waiting(CHANNEL)) await spool.sent(segment);
    expect(await waiting()).toEqual([]);
    // What nobody of ours wrote shows which folders are read: of takes that are over, none.
    writeFileSync(join(folder, CHANNEL, String(T), `000009-${T + 8_000}-1000.m4s`), "s");
    expect(await waiting()).toEqual([]);
    await take(T + 20_000, 1);
    expect(await waiting()).toEqual(["20000/0 1000"]);
    spool = await FolderSpool.open(folder);
    expect(await waiting()).toEqual(["0/9 1000", "20000/0 1000"]);
  });

  it("puts away by the hour, removes the oldest of all channels first, and keeps the exact time", async () => {
    const late = 2 * HOUR_MS;
    const writer = await take(T, 1);
    for (const at of [T + late, T + late + 1_000]) {
      await writer.append(Buffer.from("s"), at, null);
      await writer.close(1_000, true, null);
    }
    for (const segment of await spool.waiting(CHANNEL)) await spool.sent(segment);
    const names = [
      `${hourOf(T)}/000000-${T}-1000.sent`,
      `${hourOf(T + late)}/000001-${T + late}-1000.sent`,
      `${hourOf(T + late)}/000002-${T + late + 1_000}-1000.sent`,
    ];
    expect(filesOf(T)).toEqual(["init-source-away.mp4", ...names]);
    await spool.clear(T + late + 500, 0);
    expect(filesOf(T)).toEqual(["init-source-away.mp4", names[2]]);
    expect(readdirSync(join(folder, CHANNEL, String(T)))).not.toContain(hourOf(T));
  });

  it("takes up what a recorder of before had sent and left among what waits", async () => {
    await take(T, 1);
    writeFileSync(join(folder, CHANNEL, String(T), `000007-${T + 7_000}-1000.sent`), "s");
    spool = await FolderSpool.open(folder);
    expect(await waiting()).toEqual(["0/0 1000"]);
    expect(filesOf(T)).toContain(`${hourOf(T)}/000007-${T + 7_000}-1000.sent`);
    await spool.clear(T + 8_000, 0);
    expect(filesOf(T)).toEqual([`000000-${T}-1000.m4s`, "init-source-away.mp4"]);
  });

  it("is told of a segment as sent while what was sent is cleared away, again and again", async () => {
    await take(T, 40);
    const segments = await spool.waiting(CHANNEL);
    let isDone = false;
    const clearing = (async () => {
      while (!isDone) await spool.clear(T + HOUR_MS, 0);
    })();
    for (const segment of segments) await spool.sent(segment);
    isDone = true;
    await clearing;
    await spool.clear(T + HOUR_MS, 0);
    expect(filesOf(T)).toEqual(["init-source-away.mp4"]);
  });

  it("knows nothing of a channel that was never recorded", async () => {
    expect(await spool.waiting("0190f5c0-0000-7000-8000-000000000009")).toEqual([]);
    expect(await spool.channels()).toEqual([]);
  });
});
