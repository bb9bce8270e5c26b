/** The spool on a disk: what was written is there after a crash, named by what it is, and nothing unsent is ever removed. */
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderSpool } from "../../../infra/filesystem/live-spool.ts";

const CHANNEL = "0190f5c0-0000-7000-8000-000000000001";
const T = 1_764_191_000_000;
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
    await writer.append(Buffer.from(`segment ${number}`), at + 1_000 * number);
    await writer.close(1_000, true, null);
  }
  return writer;
}

const waiting = async (): Promise<readonly string[]> =>
  (await spool.waiting(CHANNEL)).map(
    (one) => `${one.take - T}/${one.sequence} ${one.durationMs}${one.isComplete ? "" : " cut"}`,
  );

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
      await writer.append(Buffer.from("s"), T + 1_000 * place);
      await writer.close(1_000, place % 2 === 0, clocks);
    }
    spool = await FolderSpool.open(folder);
    const found = await spool.waiting(CHANNEL);
    expect(found.map(({ clocks }) => clocks)).toEqual(all);
    expect(found.map(({ isComplete }) => isComplete)).toEqual([true, false, true, false]);
    for (const segment of found) await spool.sent(segment);
    expect(await waiting()).toEqual([]);
    await spool.clear(T + 10_000, 0);
    expect(readdirSync(join(folder, CHANNEL))).toEqual([]);
  });

  it("does not list the open one; after a crash it is there, as cut off", async () => {
    const writer = await take(T, 1);
    await writer.append(Buffer.from("half of a"), T + 1_000);
    expect(await waiting()).toEqual(["0/0 1000"]);
    spool = await FolderSpool.open(folder); // by another process
    expect(await waiting()).toEqual(["0/0 1000", "0/1 0 cut"]);
    const [, cut] = await spool.waiting(CHANNEL);
    expect((await spool.read(cut!)).toString()).toBe("half of a");
    await expect(writer.close(1_000, true, null)).rejects.toThrow("ENOENT"); // a dead one takes nothing back
  });

  it("removes what was sent when its time is over, and never what was not", async () => {
    await take(T, 3);
    const [first, second] = await spool.waiting(CHANNEL);
    await spool.sent(first!);
    await spool.sent(second!);
    await spool.clear(T + 500, 0);
    expect(readdirSync(join(folder, CHANNEL, String(T))).toSorted()).toEqual([
      `000001-${T + 1_000}-1000.sent`,
      `000002-${T + 2_000}-1000.m4s`,
      "init-source-away.mp4",
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
    expect(readdirSync(join(folder, CHANNEL))).toEqual([]);
    await spool.clear(Date.now() + 60_000, 0);
    expect(await spool.channels()).toEqual([]); // nobody looks after it any more
  });

  it("knows nothing of a channel that was never recorded", async () => {
    expect(await spool.waiting("0190f5c0-0000-7000-8000-000000000009")).toEqual([]);
    expect(await spool.channels()).toEqual([]);
  });
});
