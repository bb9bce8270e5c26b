/** Lines to cameras, kept in this process and behind messages, keep the port's promises; a recorder that is gone leaves its lines to the next. */
import { beforeEach, describe, expect, it } from "vitest";
import { isRefusal } from "../../../services/kernel/refusal.ts";
import { type Lines, NOTHING_KNOWN } from "../../../services/recorder/ports.ts";
import {
  type Asked,
  type Told,
  linesThrough,
  serveLines,
} from "../../../workers/capture/line-messages.ts";
import { placeOf } from "../../../workers/capture/fault.ts";
import { messagePair } from "../../fixtures/message-pair.ts";
import { RelayRoom } from "../../fixtures/relay-room.ts";

const NEVER = new AbortController().signal;
/** A sender report of 1970-01-01T00:00:02Z (RFC 3550, 6.4.1), heard at 0. */
const REPORT = Buffer.alloc(28);
REPORT.writeUInt16BE(0x80c8);
REPORT.writeUInt32BE(2_208_988_802, 8);
const AHEAD = { offsetMs: 2_000, spreadMs: 0 };
const turn = (): Promise<void> => new Promise((next) => setImmediate(next));

/** A recorder's side of a keeper in another process. */
function recorderOf(room: RelayRoom) {
  const pair = messagePair<Asked, Told>();
  const keeperGone = new AbortController();
  const faults: unknown[] = [];
  const recorderGone = serveLines(room.keeper, pair.telling, (error) => faults.push(error));
  const lines = linesThrough(pair.asking, keeperGone.signal);
  return { lines, keeperGone, recorderGone, faults, settle: () => pair.settle() };
}

interface LinesUnderTest {
  readonly lines: Lines;
  readonly room: RelayRoom;
  /** All that was said so far has been heard at the other side. */
  settle(): Promise<void>;
}

function linesKeepPromises(name: string, make: () => LinesUnderTest): void {
  describe(`camera lines: ${name}`, () => {
    let at: LinesUnderTest;
    beforeEach(() => {
      at = make();
    });
    const open = () => at.lines.open("A", NEVER);

    it("are asked of the camera, and tell what it sends and how it is", async () => {
      const line = await open();
      expect(line.source).toEqual({ container: "mp4", video: "h264", audio: null });
      expect(line.url).toBe("rtsp://127.0.0.1:1/0");
      at.room.relays[0]!.lastMs = 17;
      expect(await line.state()).toEqual({ fromMs: 5, lastMs: 17, isThere: true, clock: null });
    });

    it("that were left are taken up by the next, and no other camera is asked", async () => {
      const first = await open();
      first.kept(40);
      first.leave();
      await at.settle();
      const next = await open();
      expect(next.url).toBe(first.url);
      expect(at.room.relays).toHaveLength(1);
      expect(at.room.relays[0]).toMatchObject({ keptMs: 40, isClosed: false });
    });

    it("that were left say no more of themselves, and end nothing of whoever has them now", async () => {
      const first = await open();
      first.leave();
      await open();
      first.close();
      first.kept(99);
      await at.settle();
      expect(at.room.relays[0]).toMatchObject({ keptMs: 0, isClosed: false });
      expect((await first.state()).isThere).toBe(false);
    });

    it("are asked anew where the next would miss something, and that one is left for good", async () => {
      (await open()).leave();
      await at.settle();
      at.room.relays[0]!.canMiss = true;
      expect((await open()).url).toBe("rtsp://127.0.0.1:1/1");
      expect(at.room.relays[0]!.isClosed).toBe(true);
    });

    it("that gave nothing twice are given up, as the same packets would end the next one too", async () => {
      (await open()).leave();
      (await open()).leave();
      await at.settle();
      expect(at.room.relays[0]!.isClosed).toBe(true);
      const third = await open();
      expect(third.url).toBe("rtsp://127.0.0.1:1/1");
    });

    it("are one for each who opens", async () => {
      const urls = [(await open()).url, (await open()).url];
      expect(new Set(urls).size).toBe(2);
    });

    it("leave the camera when they are closed", async () => {
      const line = await open();
      line.close();
      await at.settle();
      expect(at.room.relays[0]!.isClosed).toBe(true);
      expect((await line.state()).isThere).toBe(false);
    });

    it("that are closed still say what their clock was: the last segment is closed after them", async () => {
      const line = await open();
      at.room.relays[0]!.report(REPORT);
      line.close();
      expect(await line.state()).toMatchObject({ isThere: false, clock: AHEAD });
      await at.settle();
      expect((await line.state()).clock).toEqual(AHEAD);
    });

    it("say why a camera cannot be asked", async () => {
      at.room.problem = "recorder/refused";
      const said = await open().catch((error: unknown) => error);
      expect(isRefusal(said, "recorder/refused")).toBe(true);
    });

    it("that nobody wants any more when they are there leave the camera", async () => {
      const over = new AbortController();
      const go = at.room.hold();
      const opening = at.lines.open("A", over.signal).catch(() => "over");
      over.abort();
      go();
      expect(await opening).toBe("over");
      await at.settle();
      expect(at.room.relays.map(({ isClosed }) => isClosed)).toEqual([true]);
    });
  });
}

linesKeepPromises("in this process", () => {
  const room = new RelayRoom();
  return { room, lines: room.keeper, settle: turn };
});
linesKeepPromises("behind messages", () => {
  const room = new RelayRoom();
  return { room, ...recorderOf(room) };
});

describe("lines of a recorder that is gone", () => {
  it("are taken up by the next recorder", async () => {
    const room = new RelayRoom();
    const first = recorderOf(room);
    const line = await first.lines.open("A", NEVER);
    line.kept(7);
    await first.settle();
    first.recorderGone();
    const next = await recorderOf(room).lines.open("A", NEVER);
    expect(next.url).toBe(line.url);
    expect(room.relays).toHaveLength(1);
  });

  it("are not lost if it died while they were opened", async () => {
    const room = new RelayRoom();
    const go = room.hold();
    const first = recorderOf(room);
    void first.lines.open("A", NEVER);
    await first.settle();
    first.recorderGone();
    go();
    await first.settle();
    expect((await recorderOf(room).lines.open("A", NEVER)).url).toBe(room.relays[0]!.url);
    expect(room.relays).toHaveLength(1);
  });
});

describe("a fault of the keeper's own", () => {
  it("is told to the recorder as a failure, and where it is to whoever mends it, without its words", async () => {
    const room = new RelayRoom();
    const { lines, faults } = recorderOf(room);
    room.fault = new TypeError("rtsp://admin:secret@10.0.0.5/a");
    const said = await lines.open("A", NEVER).catch((error: unknown) => error);
    expect(isRefusal(said, "recorder/tool-failed")).toBe(true);
    expect(faults).toEqual([room.fault]);
    const words = placeOf(faults[0]);
    expect(words).toMatch(/^TypeError\n +at .*camera-lines[.]test/);
    expect(words).not.toContain("secret");
    room.fault = null;
    room.problem = "recorder/refused";
    await expect(lines.open("A", NEVER)).rejects.toThrow();
    expect(faults).toHaveLength(1);
  });

  it("is placed without a word of it whatever was thrown", () => {
    const many = Object.assign(new Error("10.0.0.5\n    at heart it is 10.0.0.5"), { code: "E1" });
    expect(placeOf(many)).toMatch(/^Error E1\n/);
    expect(placeOf(many)).not.toContain("10.0.0.5");
    expect(placeOf("10.0.0.5")).toBe("string");
  });
});

describe("a recorder whose keeper is gone", () => {
  it("waits for no answer of it, and opens nothing", async () => {
    const room = new RelayRoom();
    const { lines, keeperGone } = recorderOf(room);
    const line = await lines.open("A", NEVER);
    room.hold();
    const [state, opening] = [
      line.state(),
      lines.open("A", NEVER).catch((error: unknown) => error),
    ];
    keeperGone.abort();
    expect(await state).toEqual(NOTHING_KNOWN);
    expect(isRefusal(await opening, "recorder/unreachable")).toBe(true);
    expect(await line.state()).toEqual(NOTHING_KNOWN);
    await expect(lines.open("A", NEVER)).rejects.toThrow("gone");
  });
});

describe("a camera that is asked before anybody opens it", () => {
  it("is taken up by who opens it, who waits until it sends", async () => {
    const room = new RelayRoom();
    const go = room.hold();
    const preparing = room.keeper.prepare("A");
    const opening = room.keeper.open("A", NEVER);
    go();
    await preparing;
    expect((await opening).url).toBe(room.relays[0]!.url);
    expect(room.relays.map(({ isBegun }) => isBegun)).toEqual([true]);
  });

  it("that cannot be asked is asked again by who opens it", async () => {
    const room = new RelayRoom();
    room.problem = "recorder/unreachable";
    await room.keeper.prepare("A");
    room.problem = null;
    expect((await room.keeper.open("A", NEVER)).url).toBe("rtsp://127.0.0.1:1/0");
  });
});
