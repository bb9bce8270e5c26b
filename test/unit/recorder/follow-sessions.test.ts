/** Which channels are recorded: as the service says, and by its last word while it is silent. */
import { describe, expect, it } from "vitest";
import { followSessions } from "../../../services/recorder/follow-sessions.ts";
import type { OwnChannel } from "../../../services/recorder/ports.ts";
import { sleep } from "../../../services/recorder/waiting.ts";

const LOOK_MS = 1_000;
const channel = (id: string, name: string, isRunning: boolean, room = "1"): OwnChannel => ({
  ...{ id, room, name, isRunning },
});

/** What runs after each answer of the service. */
async function runs(
  answers: readonly (readonly OwnChannel[] | null | "hangs")[],
  {
    before = [] as readonly OwnChannel[],
    spooled = [] as readonly string[],
    room = null as string | null,
    fullFor = 0,
  } = {},
) {
  const ended = new AbortController();
  const now = new Set<string>();
  const seen: string[][] = [];
  let [kept, writes] = [before, 0];
  const until = (key: string, signal: AbortSignal): Promise<void> => {
    now.add(key);
    return new Promise((resolve) =>
      signal.addEventListener("abort", () => {
        now.delete(key);
        resolve();
      }),
    );
  };
  const left = [...answers];
  await followSessions(
    {
      spool: { channels: async () => spooled },
      channels: async () => {
        const next = left.shift() ?? null;
        return next === "hangs" ? new Promise<null>(() => undefined) : next;
      },
      kept: {
        read: async () => kept,
        write: async (channels) => {
          writes += 1;
          if (writes <= fullFor) return false;
          kept = channels;
          return true;
        },
      },
      record: (camera, id, signal) => until(`record ${camera} ${id}`, signal),
      send: (id, signal) => until(`send ${id}`, signal),
      sleep: async (ms, signal) => {
        // How long an answer is waited for.
        if (ms !== LOOK_MS) return sleep(Math.min(ms, 50), signal);
        await new Promise((resolve) => setImmediate(resolve));
        seen.push([...now].toSorted());
        if (left.length === 0) ended.abort();
      },
      onAnswer: () => undefined,
    },
    { room, cameras: ["A", "B"] },
    ended.signal,
  );
  return { seen, kept, left: [...now] };
}

describe("a recorder", () => {
  it("goes by the service's last word while the service hangs", async () => {
    const { seen } = await runs(["hangs", [channel("1", "A", false)]], {
      before: [channel("1", "A", true)],
    });
    expect(seen).toEqual([["record A 1", "send 1"], []]);
  });

  it("records what runs and has its cameras, and ends it when the session stops", async () => {
    const { seen, left } = await runs([
      [channel("1", "A", true), channel("2", "C", true)],
      [channel("1", "A", false)],
    ]);
    expect(seen).toEqual([["record A 1", "send 1"], []]);
    expect(left).toEqual([]);
  });

  it("goes on while the service is silent", async () => {
    const { seen } = await runs([[channel("1", "A", true)], null, null]);
    expect(seen[2]).toEqual(["record A 1", "send 1"]);
  });

  it("records after a power cut what it was told to before, with nobody to ask", async () => {
    const { seen } = await runs([null], { before: [channel("1", "B", true)] });
    expect(seen).toEqual([["record B 1", "send 1"]]);
  });

  it("sends what lies here of channels that are recorded no more", async () => {
    const { seen } = await runs([[]], { spooled: ["7"] });
    expect(seen).toEqual([["send 7"]]);
  });

  it("keeps to its room where it has one", async () => {
    const both = [channel("1", "A", true, "1"), channel("2", "A", true, "2")];
    const { seen } = await runs([both], { room: "2" });
    expect(seen).toEqual([["record A 2", "send 2"]]);
  });

  it("remembers the last word", async () => {
    const told = [channel("1", "A", true)];
    expect((await runs([told, null])).kept).toEqual(told);
  });

  it("remembers it once there is room, and goes by it meanwhile", async () => {
    const told = [channel("1", "A", true)];
    const { seen, kept } = await runs([told, null, null], { fullFor: 2 });
    expect(seen.at(-1)).toEqual(["record A 1", "send 1"]);
    expect(kept).toEqual(told);
    expect((await runs([told, null], { fullFor: 9 })).kept).toEqual([]);
  });

  it("ends when a disk fails it, and lets nothing run on", async () => {
    const failing = followSessions(
      {
        spool: { channels: async () => [] },
        channels: async () => [channel("1", "A", true)],
        kept: { read: async () => [], write: async () => true },
        record: () => Promise.reject(new Error("EIO")),
        send: (_id, signal) =>
          new Promise((resolve) => signal.addEventListener("abort", () => resolve())),
        sleep: (_ms, signal) => sleep(3_600_000, signal),
        onAnswer: () => undefined,
      },
      { room: null, cameras: ["A"] },
      new AbortController().signal,
    );
    await expect(failing).rejects.toThrow("EIO");
  });
});
