/** A recorder's disk that is full, a real small one: it says so and goes on, what was not sent stays, and it records again once there is room. */
import { readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FolderSpool } from "../../infra/filesystem/live-spool.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { Answered, Camera } from "../../services/recorder/ports.ts";
import { NOTHING_KNOWN } from "../../services/recorder/ports.ts";
import { runRoom } from "../../workers/capture/run-room.ts";
import { type RoomStatus, problemsOf } from "../../workers/capture/status.ts";
import { fragment, initialisation } from "../fixtures/fragments.ts";
import { mayNotMount, mountSmall, type Mount } from "../fixtures/mounts.ts";

const CHANNEL = "0190f5c0-0000-7000-8000-000000000001";
const OWN = { id: CHANNEL, room: "1", name: "A", isRunning: true };
const LIMIT = { timeout: 60_000, interval: 50 };
const PADDING = Buffer.alloc(64 << 10, 7);

/** Half a second a turn, of 64 KiB, faster than any camera; until it is killed. */
function camera(paceMs: () => number): Camera {
  return {
    open: async (signal) => {
      const over = new AbortController();
      async function* chunks() {
        yield initialisation();
        for (let at = 0; !signal.aborted && !over.signal.aborted; at += 500) {
          yield Buffer.concat([fragment(at, 500), box("free", PADDING)]);
          await new Promise((resolve) => setTimeout(resolve, paceMs()));
        }
      }
      const end = (): void => over.abort();
      return {
        ...{ source: null, chunks: chunks(), stop: end, kill: end, kept: () => undefined },
        state: () => Promise.resolve(NOTHING_KNOWN),
      };
    },
  };
}

function box(type: string, body: Buffer): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(8 + body.byteLength);
  head.write(type, 4, "latin1");
  return Buffer.concat([head, body]);
}

describe.skipIf(mayNotMount())("a recorder whose disk is full", () => {
  let mount: Mount;
  let ended: AbortController;
  let done: Promise<void>;
  let status: RoomStatus | null;
  let answer: (bytes: Buffer) => Answered;
  let paceMs: number;
  const sent: string[] = [];

  beforeEach(async () => {
    mount = mountSmall(8);
    ended = new AbortController();
    status = null;
    sent.length = 0;
    paceMs = 10;
    answer = () => ({ kind: "again", afterMs: 1_000, why: "service-full" });
    done = runRoom(
      {
        spool: await FolderSpool.open(join(mount.dir, "spool")),
        door: {
          channels: () => Promise.resolve([OWN]),
          put: (what, { take, sequence }, _path, bytes) => {
            const said = answer(bytes);
            if (what === "segment" && said.kind === "kept") sent.push(`${take}/${sequence}`);
            return Promise.resolve(said);
          },
        },
        kept: { read: () => Promise.resolve([]), write: () => Promise.resolve(true) },
        cameras: new Map([["A", camera(() => paceMs)]]),
        nowMs: Date.now,
        clock: () => null,
        onStatus: (now) => {
          status = now;
          return Promise.resolve();
        },
      },
      { room: null, keepHours: 24, freeBytes: 2 << 20 },
      ended,
    );
  });
  afterEach(async () => {
    ended.abort();
    await done;
    mount.close();
  });

  const problems = (): readonly string[] => (status === null ? [] : problemsOf(status));
  const names = (): readonly string[] => {
    const channel = join(mount.dir, "spool", CHANNEL);
    return readdirSync(channel).flatMap((take) =>
      readdirSync(join(channel, take)).map((name) => `${take}/${name}`),
    );
  };
  const unsent = () => names().filter((name) => name.endsWith(".m4s"));

  it("says so in its state, and records on as soon as the service has room for what lies here", async () => {
    await vi.waitFor(() => expect(problems()).toContain("disk-nearly-full"), LIMIT);
    await vi.waitFor(() => expect(problems()).toContain("disk"), LIMIT);
    expect(problems()).toContain("service-full");
    const before = unsent();
    expect(before.length).toBeGreaterThan(10);
    const lastTake = Math.max(...names().map((name) => Number(name.split("/")[0])));
    paceMs = 50;
    answer = (bytes) => ({ kind: "kept", sha256: sha256(bytes) });
    await vi.waitFor(() => {
      expect(sent.length).toBeGreaterThan(before.length + 5);
      expect(problems()).not.toContain("disk");
    }, LIMIT);
    // All that lay there went, in the order in which it was recorded, and then came what was recorded after.
    const numbered = before.map((name) => {
      const [, take, sequence] = /^(\d+)\/(\d+)-/.exec(name) ?? [];
      return `${take}/${Number(sequence)}`;
    });
    expect(sent.slice(0, before.length)).toEqual(numbered);
    expect(sent.some((name) => Number(name.split("/")[0]) > lastTake)).toBe(true);
  });

  it("leaves nothing behind for every try, and keeps nothing of which nothing came", async () => {
    await vi.waitFor(() => expect(problems()).toContain("disk"), LIMIT);
    const takes = (): number => readdirSync(join(mount.dir, "spool", CHANNEL)).length;
    const before = takes();
    const from = status!.atMs;
    await vi.waitFor(() => expect(status!.atMs - from).toBeGreaterThan(3_000), LIMIT);
    // One that found room for its beginning may be there.
    expect(takes()).toBeLessThanOrEqual(before + 1);
    const spool = await FolderSpool.open(join(mount.dir, "empty"));
    expect(await spool.channels()).toEqual([]);
  });

  it("that somebody else filled records again when they make room", async () => {
    await vi.waitFor(() => expect(problems()).toContain("disk"), LIMIT);
    const before = unsent();
    for (const name of before.slice(0, 20)) rmSync(join(mount.dir, "spool", CHANNEL, name));
    const known = new Set(before);
    const isNew = (name: string): boolean => !known.has(name);
    await vi.waitFor(() => expect(unsent().some(isNew)).toBe(true), LIMIT);
  });
});
