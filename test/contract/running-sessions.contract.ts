/** What every RunningSessions must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewAction } from "../../services/actions/action.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type DeviceId,
  type LiveChannelId,
  type SessionId,
  type UploadId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { type NewLink, chained, firstHead } from "../../services/live/chain.ts";
import type { LiveEvent } from "../../services/live/live-session.ts";
import type { LiveStore, Move } from "../../services/live/live-store.ts";
import type { RunningSessions } from "../../services/live/running-sessions.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import type { SessionStore } from "../../services/sessions/session-store.ts";
import { NOON, tickingClock } from "../fixtures/evidence.ts";

export interface RunningSessionsUnderTest {
  readonly running: RunningSessions;
  readonly live: LiveStore;
  readonly recordingSessions: SessionStore;
  addDevice(): Promise<DeviceId>;
  /** Somebody who sees nothing of that session. */
  without(id: SessionId): Promise<Sight>;
  close(): Promise<void>;
}

const BY = newId<UserId>();

export function runningSessionsContract(
  name: string,
  make: () => Promise<RunningSessionsUnderTest>,
): void {
  describe(`RunningSessions: ${name}`, () => {
    const clock = tickingClock();
    let subject: RunningSessionsUnderTest;
    let deviceId: DeviceId;
    beforeEach(async () => {
      subject = await make();
      deviceId = await subject.addDevice();
    });
    afterEach(() => subject.close());

    const action = (id: SessionId): NewAction => ({
      ...{ kind: "live-marked", at: NOON, actor: `user:${BY}` },
      ...{ subject: `recording-session:${id}`, before: null, after: {}, reason: null },
    });
    const open = async (number: string) =>
      (await openSession({ ...subject, clock }, BY, { number })).id;
    const add = async (
      sessionId: SessionId,
      name_: string,
      secondOf: LiveChannelId | null = null,
    ) => {
      const id = newId<LiveChannelId>();
      const channel = { id, sessionId, room: "询问室 1", name: name_, kind: "both" } as const;
      await subject.live.addChannel(
        { ...channel, deviceId, createdAt: NOON, createdBy: BY, secondOf },
        firstHead(id, sessionId),
        action(sessionId),
      );
      return id;
    };
    const tell = async (sessionId: SessionId, index: number, kind: LiveEvent["kind"]) => {
      const event = { index, kind, at: plusMs(NOON, index), by: BY, code: null, words: null };
      await subject.live.tell(sessionId, event, null, action(sessionId));
    };
    const go = async (id: LiveChannelId, news: NewLink, more: Omit<Move, "links"> = {}) => {
      const head = (await subject.live.channel(id))?.head;
      if (head === undefined) throw new Error("no channel");
      await subject.live.move(id, head, { links: chained(head, [news]), ...more });
    };
    const numbers = async (sight: Sight | null = null) =>
      (await subject.running.page(null, 10, sight)).map(({ number }) => number);

    it("has those that were started until all their channels are closed, with acts and last segments", async () => {
      const id = await open("S-1");
      const first = await add(id, "a");
      const second = await add(id, "b", first);
      await tell(id, 0, "marker");
      expect(await numbers()).toEqual([]);
      await tell(id, 1, "start");
      await tell(id, 2, "announcement");
      await tell(id, 3, "pause");
      const takeId = newId<UploadId>();
      const at = plusMs(NOON, 5_000);
      await go(
        first,
        { kind: "segment", at, contentSha256: sha256("s") },
        {
          opens: {
            ...{ id: takeId, channelId: first, number: 1, track: "", lane: "main" },
            ...{ container: "fmp4", initSha256: null, initBytes: 0, timeline: "1" },
            openedAt: NOON,
          },
          segments: [
            {
              ...{ linkIndex: 0, takeId, place: 0, offsetBytes: 0, sizeBytes: 1, track: "" },
              ...{ sha256: sha256("s"), lane: "main", timeline: "1", path: "s", sequence: 0 },
              ...{ mediaFromMs: null, mediaToMs: null, recordedAt: null, source: "a" },
              ...{ isComplete: true, isStream: false, cause: null, after: null },
              clocks: null,
            },
          ],
        },
      );
      await go(first, { kind: "gap", at });
      expect(await subject.running.page(null, 10, null)).toEqual([
        {
          ...{ id, number: "S-1", position: expect.any(Number) as number },
          events: [
            { kind: "start", at: plusMs(NOON, 1) },
            { kind: "pause", at: plusMs(NOON, 3) },
          ],
          channels: [
            { id: first, room: "询问室 1", name: "a", lastAt: at, gaps: 1, secondOf: null },
            { id: second, room: "询问室 1", name: "b", lastAt: null, gaps: 0, secondOf: first },
          ],
        },
      ]);
      await tell(id, 4, "stop");
      await go(first, { kind: "close", at: NOON });
      expect(await numbers()).toEqual(["S-1"]);
      await go(second, { kind: "close", at: NOON });
      expect(await numbers()).toEqual([]);
    });

    it("lists the newest first by pages, and of a session that somebody may not know of nothing", async () => {
      const ids: SessionId[] = [];
      for (const number of ["S-1", "S-2", "S-3"]) {
        const id = await open(number);
        await add(id, "a");
        await tell(id, 0, "start");
        ids.push(id);
      }
      await open("S-4");
      const [, hidden] = ids;
      if (hidden === undefined) throw new Error("no session");
      const sight = await subject.without(hidden);
      expect(await numbers()).toEqual(["S-3", "S-2", "S-1"]);
      expect(await numbers(sight)).toEqual(["S-3", "S-1"]);
      const [first] = await subject.running.page(null, 1, sight);
      const rest = await subject.running.page(first?.position ?? null, 5, sight);
      expect([first?.number, ...rest.map(({ number }) => number)]).toEqual(["S-3", "S-1"]);
      expect(await subject.running.page(rest.at(-1)?.position ?? null, 5, null)).toEqual([]);
    });
  });
}
