/** Sending what lies in the spool: until the service has it, in order, whatever was heard of earlier tries. */
import { getEventListeners } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderSpool } from "../../../infra/filesystem/live-spool.ts";
import { sha256 } from "../../../services/kernel/digest.ts";
import type { Answered, Spooled } from "../../../services/recorder/ports.ts";
import { type SendState, sendChannel } from "../../../services/recorder/send.ts";

const CHANNEL = "0190f5c0-0000-7000-8000-000000000001";
const T = 1_764_191_000_000;
let folder: string;
let spool: FolderSpool;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-send-"));
  spool = await FolderSpool.open(folder);
  for (const at of [T, T + 60_000]) {
    const writer = spool.take(CHANNEL, at);
    await writer.begin(Buffer.from(`init ${at}`), "recorder-away");
    for (let number = 0; number < 2; number += 1) {
      await writer.append(Buffer.from(`${at} ${number}`), at + 1_000 * number, null);
      await writer.close(1_000, true, null);
    }
  }
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Say = (path: string, bytes: Buffer, segment: Spooled | null) => Answered;
const kept: Say = (_path, bytes) => ({ kind: "kept", sha256: sha256(bytes) });

/** Runs until nothing is left to do, or `rounds` times. */
async function send(say: Say, rounds = 1) {
  const paths: string[] = [];
  const waits: number[] = [];
  const states: SendState[] = [];
  const listeners: number[] = [];
  const ended = new AbortController();
  await sendChannel(
    {
      spool,
      door: {
        channels: async () => null,
        put: async (what, of, path, bytes) => {
          paths.push(`${of.take}/${path.slice(CHANNEL.length + 1)}`);
          return say(path, bytes, what === "init" ? null : of);
        },
      },
      nowMs: () => T + 100_000,
      onState: (state) => states.push(state),
      idle: async (ms) => {
        waits.push(ms);
        listeners.push(getEventListeners(ended.signal, "abort").length);
        if (waits.length >= rounds) ended.abort();
      },
    },
    CHANNEL,
    ended.signal,
  );
  return { paths, waits, states, listeners };
}

const ALL = [T, T + 60_000].flatMap((take) =>
  ["init.mp4", "000000.m4s", "000001.m4s"].map((name) => `${take}/${name}`),
);

describe("sending a channel", () => {
  it("sends each take's beginning and its segments in order, and keeps them as sent", async () => {
    const { paths, states } = await send(kept);
    expect(paths).toEqual(ALL);
    expect(await spool.waiting(CHANNEL)).toEqual([]);
    expect(states.at(-1)).toMatchObject({ waiting: 0, problem: null, lastSentMs: T + 100_000 });
  });

  it("sends again what was kept and not heard of", async () => {
    let isHeard = false;
    const { paths } = await send((path, bytes, segment) => {
      if (path.endsWith("000000.m4s") && !isHeard) {
        isHeard = true;
        return { kind: "again", afterMs: 0 };
      }
      return kept(path, bytes, segment);
    }, 2);
    expect(paths.filter((path) => path === `${T}/000000.m4s`)).toHaveLength(2);
    expect(await spool.waiting(CHANNEL)).toEqual([]);
  });

  it("keeps here what the service answers about other bytes", async () => {
    const { states } = await send(() => ({ kind: "kept", sha256: sha256("other bytes") }));
    expect(await spool.waiting(CHANNEL)).toHaveLength(4);
    expect(states.at(-1)).toMatchObject({ waiting: 4, problem: "again", oldestMs: T });
  });

  it("sends a take's beginning again where the service lost it", async () => {
    let isLost = true;
    const { paths } = await send((path, bytes, segment) => {
      if (segment !== null && isLost) {
        isLost = false;
        return { kind: "init-needed" };
      }
      return kept(path, bytes, segment);
    }, 2);
    expect(paths.filter((path) => path === `${T}/init.mp4`)).toHaveLength(2);
    expect(await spool.waiting(CHANNEL)).toEqual([]);
  });

  it("goes on behind what is refused, which stays here", async () => {
    const { states } = await send((path, bytes, segment) =>
      segment?.take === T && path.endsWith("000001.m4s")
        ? { kind: "refused", code: "live/not-now" }
        : kept(path, bytes, segment),
    );
    expect(await spool.waiting(CHANNEL)).toMatchObject([{ take: T, sequence: 1 }]);
    expect(states.map(({ problem }) => problem)).toContain("live/not-now");
  });

  it("waits longer each time nobody answers, and as long as it is asked to", async () => {
    const away = await send(() => ({ kind: "again", afterMs: 0 }), 7);
    expect(away.waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    const asked = await send(() => ({ kind: "again", afterMs: 5_000 }), 2);
    expect(asked.waits).toEqual([5_000, 5_000]);
  });

  it("leaves nothing behind in the signal that ends it, however many rounds there were", async () => {
    const { listeners } = await send(kept, 50);
    expect(new Set(listeners)).toEqual(new Set([0]));
  });
});
