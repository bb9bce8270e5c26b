/** Recording a channel: whatever ends a take, what came is in the spool and another take begins. */
import { cpSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { FolderSpool } from "../../../infra/filesystem/live-spool.ts";
import { Refusal } from "../../../services/kernel/refusal.ts";
import { type LiveBody, NOTHING_KNOWN } from "../../../services/recorder/ports.ts";
import { type RecordState, recordChannel } from "../../../services/recorder/record.ts";
import { sleep } from "../../../services/recorder/waiting.ts";
import { fragment, initialisation } from "../../fixtures/fragments.ts";

/** How far this machine is from the service, and its camera from this machine. */
const HOUSE = { offsetMs: -40, errorMs: 3 };
const CAMERA = { offsetMs: 2_500, spreadMs: 7 };
const CHANNEL = "0190f5c0-0000-7000-8000-000000000001";
let folder: string;
let spool: FolderSpool;
let ended: AbortController;
const states: RecordState[] = [];
const BEGAN_MS = 1_764_191_000_000;
let clock: number;
let toldKeptMs: number;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "holdfast-recorder-"));
  spool = await FolderSpool.open(folder);
  ended = new AbortController();
  states.length = 0;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Bodies in turn; when there are none left the recorder is told to stop. */
async function record(
  ...bodies: readonly (Iterable<Buffer> | Refusal | "frozen")[]
): Promise<void> {
  const left = [...bodies];
  clock = BEGAN_MS;
  await recordChannel(
    {
      camera: {
        open: async () => {
          const next = left.shift();
          if (next instanceof Refusal) throw next;
          if (next === undefined) ended.abort();
          return body(next ?? []);
        },
      },
      spool,
      nowMs: () => (clock += 10),
      clock: () => HOUSE,
      // What would wait for two seconds is told at once that they are over, unless something comes first.
      sleep: (_ms, signal) => sleep(5, signal),
      onClosed: () => undefined,
      onState: (state) => states.push(state),
    },
    CHANNEL,
    ended.signal,
  );
}

function body(pieces: Iterable<Buffer> | "frozen"): LiveBody {
  let kill = (): void => undefined;
  async function* chunks() {
    if (pieces === "frozen") {
      yield Buffer.concat([initialisation(), fragment(0, 500)]);
      await new Promise<void>((resolve) => (kill = resolve));
      return;
    }
    yield* pieces;
  }
  const source = { container: "mp4", video: "h264", audio: null } as const;
  return {
    ...{ source, chunks: chunks(), stop: () => undefined, kill: () => kill() },
    kept: (beforeMs) => {
      toldKeptMs = beforeMs;
    },
    ...{ state: () => Promise.resolve({ ...NOTHING_KNOWN, clock: CAMERA }) },
  };
}

const kept = async (): Promise<readonly string[]> =>
  (await spool.waiting(CHANNEL)).map(
    ({ sequence, durationMs, isComplete }) =>
      `${sequence}: ${durationMs}${isComplete ? "" : " cut"}`,
  );

/** Fragments of half a second each, keys a second apart. */
const seconds = (count: number): Buffer[] =>
  Array.from({ length: 2 * count }, (_, place) =>
    fragment(place * 500, 500, { isKey: place % 2 === 0 }),
  );

describe("a channel that is recorded", () => {
  it("is closed at each key picture from a second on", async () => {
    await record([initialisation(), ...seconds(3)]);
    expect(await kept()).toEqual(["0: 1000", "1: 1000", "2: 1000"]);
    for (const { clocks } of await spool.waiting(CHANNEL)) {
      expect(clocks).toEqual({ recorder: HOUSE, source: CAMERA });
    }
  });

  it("has the camera's packets held for seconds beyond what was written: what joins them may be late", async () => {
    await record([initialisation(), ...seconds(1)]);
    expect(toldKeptMs).toBeLessThanOrEqual(clock - 3_500);
    expect(toldKeptMs).toBeGreaterThan(clock - 4_500);
  });

  it("is closed after two seconds where no key picture comes", async () => {
    const rare = Array.from({ length: 6 }, (_, place) =>
      fragment(place * 500, 500, { isKey: false }),
    );
    await record([initialisation(), ...rare]);
    expect(await kept()).toEqual(["0: 2000", "1: 1000"]);
  });

  it("has its clocks on the disk as soon as it is opened, whoever dies before it is closed", async () => {
    const copy = join(folder, "as-a-crash-left-it");
    function* untilCrash() {
      yield* [initialisation(), ...seconds(1), fragment(1_000, 500, { isKey: true })];
      // All that was given so far is written.
      cpSync(join(folder, CHANNEL), join(copy, CHANNEL), { recursive: true });
    }
    await record(untilCrash());
    const left = await (await FolderSpool.open(copy)).waiting(CHANNEL);
    expect(left.map(({ isComplete }) => isComplete)).toEqual([true, false]);
    for (const { clocks } of left) expect(clocks).toEqual({ recorder: HOUSE, source: CAMERA });
  });

  it("keeps what came of a fragment that was cut off, and says so", async () => {
    const [first = Buffer.alloc(0)] = seconds(1);
    await record([initialisation(), ...seconds(1), first.subarray(0, 40)]);
    expect(await kept()).toEqual(["0: 1000 cut"]);
    const [segment] = await spool.waiting(CHANNEL);
    expect(await spool.read(segment!)).toEqual(
      Buffer.concat([...seconds(1), first.subarray(0, 40)]),
    );
  });

  it("begins another take after each end, never in the same folder", async () => {
    await record([initialisation(), ...seconds(1)], [initialisation(1), ...seconds(1)]);
    expect(readdirSync(join(folder, CHANNEL))).toHaveLength(2);
    expect(states.map((one) => (one.state === "recording" ? one.takes : one.why))).toEqual([
      1,
      "source-ended",
      2,
      "source-ended",
    ]);
  });

  it("asks a frozen camera again, and keeps what came before", async () => {
    await record("frozen", [initialisation(), ...seconds(1)]);
    expect(await kept()).toEqual(["0: 500", "0: 1000"]);
    expect(states[1]).toMatchObject({ why: "frozen" });
  });

  it("tells why a camera gives nothing, and asks again", async () => {
    const refusal = new Refusal("forbidden", "recorder/refused", "no");
    await record(refusal, refusal, [initialisation(), ...seconds(1)]);
    expect(states.slice(0, 2)).toMatchObject([
      { why: "recorder/refused" },
      { why: "recorder/refused" },
    ]);
    expect(await kept()).toEqual(["0: 1000"]);
  });

  it("ends a take of bytes that are no recording, with nothing in the spool", async () => {
    await record([Buffer.from("220 this is a mail server\r\n")]);
    expect(states).toMatchObject([{ why: "malformed" }]);
    expect(await kept()).toEqual([]);
  });

  it("ends a take that sends more than any camera does", async () => {
    const flood = Array.from({ length: 40 }, (_, place) =>
      fragment(place * 500, 500, { content: Buffer.alloc(4 << 20) }),
    );
    await record([initialisation(), ...flood]);
    expect(states.at(-1)).toMatchObject({ why: "too-fast" });
  });
});
