/** What every LiveStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewAction } from "../../services/actions/action.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import {
  type DeviceId,
  type LiveChannelId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import {
  type ChainHead,
  type NewLink,
  chained,
  firstBreak,
  firstHead,
} from "../../services/live/chain.ts";
import type { LiveChannel, LiveEvent } from "../../services/live/live-session.ts";
import type { LiveStore, Move } from "../../services/live/live-store.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import type { SessionStore } from "../../services/sessions/session-store.ts";
import { NOON, tickingClock } from "../fixtures/evidence.ts";
import { segmentOf, takeOf } from "../fixtures/live-rows.ts";

export interface LiveStoreUnderTest {
  readonly store: LiveStore;
  readonly recordingSessions: SessionStore;
  addDevice(): Promise<DeviceId>;
  close(): Promise<void>;
}

const BY = newId<UserId>();
const action = (sessionId: SessionId): NewAction => ({
  ...{ kind: "live-marked", at: NOON, actor: `user:${BY}` },
  ...{ subject: `recording-session:${sessionId}`, before: null, after: {}, reason: null },
});
const event = (index: number, kind: LiveEvent["kind"]): LiveEvent => ({
  ...{ index, kind, at: plusMs(NOON, index * 1_000), by: BY, code: null, words: "w" },
});

export function liveStoreContract(name: string, make: () => Promise<LiveStoreUnderTest>): void {
  describe(`LiveStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: LiveStoreUnderTest;
    let sessionId: SessionId;
    let deviceId: DeviceId;
    beforeEach(async () => {
      subject = await make();
      deviceId = await subject.addDevice();
      sessionId = (await openSession({ ...subject, clock }, BY, { number: "S-1" })).id;
    });
    afterEach(() => subject.close());

    const channelOf = (changes: Partial<LiveChannel> = {}): LiveChannel => ({
      ...{ id: newId<LiveChannelId>(), sessionId, room: "询问室 1", name: "全景", kind: "both" },
      ...{ deviceId, createdAt: NOON, createdBy: BY, secondOf: null, ...changes },
    });
    const add = async (changes: Partial<LiveChannel> = {}) => {
      const channel = channelOf(changes);
      await subject.store.addChannel(
        channel,
        firstHead(channel.id, channel.sessionId),
        action(sessionId),
      );
      return channel.id;
    };
    const stateOf = async (id: LiveChannelId) => {
      const state = await subject.store.channel(id);
      if (state === null) throw new Error("no channel");
      return state;
    };
    /** Moves the channel from where it stands. */
    const go = async (
      id: LiveChannelId,
      news: readonly NewLink[],
      more: Omit<Move, "links"> = {},
    ) => {
      const { head } = await stateOf(id);
      await subject.store.move(id, head, { links: chained(head, news), ...more });
    };
    const LINK: NewLink = {
      kind: "segment",
      at: NOON,
      contentSha256: sha256("s"),
      facts: { 名: "值" },
    };

    it("keeps a channel once in a session, for a device and a session that are there", async () => {
      const id = await add();
      await expect(add()).rejects.toMatchObject({ code: "live/channel-taken" });
      await expect(add({ name: "b", deviceId: newId<DeviceId>() })).rejects.toMatchObject({
        code: "access/no-such-device",
      });
      await expect(add({ name: "b", sessionId: newId<SessionId>() })).rejects.toMatchObject({
        code: "sessions/no-such-session",
      });
      expect(await stateOf(id)).toEqual({
        channel: channelOf({ id }),
        ...{
          sessionNumber: "S-1",
          caseNumber: null,
          head: firstHead(id, sessionId),
          toldEvents: 0,
        },
        ...{ isClosed: false, events: [], openTakes: [], takes: 0, lastAt: null, lastClock: null },
      });
      const other = newId<LiveChannelId>();
      expect(await subject.store.channel(other)).toBeNull();
      expect(await subject.store.deviceOf(id)).toBe(deviceId);
      expect(await subject.store.deviceOf(other)).toBeNull();
      expect(
        (await subject.store.channelsOf(sessionId, null)).map(({ channel }) => channel.id),
      ).toEqual([id]);
    });

    it("keeps one event a place, with the session's change or not at all", async () => {
      const session = await subject.recordingSessions.find(sessionId);
      if (session === null) throw new Error("no session");
      const after = { ...session, revision: 1, startedAt: NOON };
      const tries = await Promise.allSettled(
        [1, 2, 3].map(() =>
          subject.store.tell(sessionId, event(0, "start"), after, action(sessionId)),
        ),
      );
      expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      await expect(
        subject.store.tell(sessionId, event(0, "start"), null, action(sessionId)),
      ).rejects.toMatchObject({ code: "live/moved" });
      await expect(
        subject.store.tell(sessionId, event(1, "stop"), after, action(sessionId)),
      ).rejects.toMatchObject({ code: "sessions/session-changed" });
      await subject.store.tell(sessionId, event(1, "marker"), null, action(sessionId));
      expect(await subject.store.events(sessionId, null)).toEqual([
        event(0, "start"),
        event(1, "marker"),
      ]);
      expect(await subject.recordingSessions.find(sessionId)).toEqual(after);
    });

    it("keeps initialisations, of which the newest of a track counts", async () => {
      const id = await add();
      expect(await subject.store.init(id, "a")).toBeNull();
      for (const [track, text] of [
        ["a", "1"],
        ["b", "2"],
        ["a", "3"],
      ] as const) {
        await subject.store.keepInit(
          id,
          track,
          { sha256: sha256(text), bytes: Buffer.from(text) },
          NOON,
        );
      }
      const newest = await subject.store.init(id, "a");
      expect(newest).toMatchObject({ sha256: sha256("3"), number: 2 });
      expect(Buffer.from(newest?.bytes ?? []).toString()).toBe("3");
      expect(await subject.store.initTracks(id)).toEqual(["a", "b"]);
    });

    it("of several who move a chain from one place lets one, and keeps nothing of the others", async () => {
      const id = await add();
      await go(id, [{ kind: "open", at: NOON }]);
      const { head } = await stateOf(id);
      const tries = await Promise.allSettled(
        [1, 2, 3, 4].map(async (n) => {
          const take = takeOf(id, n, `t${n}`);
          const links = chained(head, [{ kind: "take", at: NOON }, LINK]);
          await subject.store.move(id, head, {
            links,
            opens: take,
            segments: [segmentOf(take, 2, 0)],
          });
        }),
      );
      const lost = tries.flatMap((one) =>
        one.status === "rejected" ? [one.reason as object] : [],
      );
      expect(lost).toMatchObject(Array(3).fill({ code: "live/moved" }));
      const links = await subject.store.linksPage(id, 0, 100_000);
      expect(links).toHaveLength(3);
      expect(firstBreak(firstHead(id, sessionId), links)).toBeNull();
      expect((await stateOf(id)).head).toEqual({ links: 3, value: links[2]?.value });
      expect(await subject.store.takesOf(id)).toHaveLength(1);
      expect(await subject.store.segmentsPage(id, -1, 100_000)).toHaveLength(1);
      const wrong: ChainHead = { links: 3, value: sha256("") };
      await expect(
        subject.store.move(id, wrong, { links: chained(wrong, [LINK]) }),
      ).rejects.toMatchObject({ code: "live/moved" });
    });

    it("knows what a take holds, its last segment, and ends it once", async () => {
      const id = await add();
      const take = takeOf(id);
      await go(id, [{ kind: "take", at: NOON }], { opens: take });
      expect((await stateOf(id)).openTakes).toMatchObject([
        { bytes: 0, segments: 0, lastAt: null },
      ]);
      const cut = { ...segmentOf(take, 2, 1), isComplete: false, cause: "cut" };
      await go(id, [LINK, { ...LINK, at: plusMs(NOON, 2_000) }], {
        segments: [segmentOf(take, 1, 0), cut],
      });
      const { openTakes, takes, lastAt } = await stateOf(id);
      const { initBytes, ...open } = take;
      expect(openTakes).toEqual([
        {
          ...open,
          bytes: initBytes + 20,
          segments: 2,
          lastAt: plusMs(NOON, 2_000),
          lastIsComplete: false,
        },
      ]);
      expect([takes, lastAt]).toEqual([1, plusMs(NOON, 2_000)]);
      const last = { ...cut, at: plusMs(NOON, 2_000), value: (await stateOf(id)).head.value };
      expect(await subject.store.lastSegment(id, "")).toEqual(last);
      expect(await subject.store.lastSegment(id, "other")).toBeNull();
      expect(await subject.store.segmentsAt(id, "seg1.m4s")).toEqual([last]);
      const ends = [{ takeId: take.id, at: NOON, reason: "cut" }] as const;
      await go(id, [{ kind: "end", at: NOON }], { ends });
      await expect(go(id, [{ kind: "end", at: NOON }], { ends })).rejects.toMatchObject({
        code: "live/moved",
      });
      expect(await subject.store.takesOf(id)).toEqual([
        { ...take, ended: { at: NOON, reason: "cut" }, bytes: 24, segments: 2 },
      ]);
      expect((await stateOf(id)).openTakes).toEqual([]);
    });

    it("does not find a stretch of a longer body by its path, nor takes one that stands aside for the last", async () => {
      const id = await add();
      const take = takeOf(id);
      await go(id, [LINK, LINK], {
        opens: take,
        segments: [
          { ...segmentOf(take, 0, 0), isStream: true },
          { ...segmentOf(take, 1, 1), lane: "aside" },
        ],
      });
      expect(await subject.store.segmentsAt(id, "seg0.m4s")).toEqual([]);
      expect((await subject.store.lastSegment(id, ""))?.linkIndex).toBe(0);
    });

    it("names channels that something is to be done about", async () => {
      const [first, second] = [await add(), await add({ name: "b" })];
      const due = (openedBefore = NOON, heardBefore = NOON) =>
        subject.store.due(10, { openedBefore, heardBefore });
      expect(await due()).toEqual([]);
      await subject.store.tell(sessionId, event(0, "start"), null, action(sessionId));
      expect(await due()).toEqual([first, second]);
      await go(first, [{ kind: "start", at: NOON }], { toldEvents: 1 });
      expect(await due()).toEqual([second]);
      const take = takeOf(first);
      await go(first, [LINK], { opens: take });
      // Its take goes on, until one of the two times is past, or its session pauses.
      expect(await due()).toEqual([second]);
      const later = plusMs(NOON, 1);
      expect(await due(later)).toEqual([first, second]);
      expect(await due(NOON, later)).toEqual([first, second]);
      await go(first, [{ ...LINK, at: plusMs(NOON, 5_000) }], {
        segments: [segmentOf(take, 2, 0)],
      });
      expect(await due(NOON, plusMs(NOON, 5_000))).toEqual([second]);
      expect(await due(NOON, plusMs(NOON, 5_001))).toEqual([first, second]);
      await go(first, [LINK], { ends: [{ takeId: take.id, at: NOON, reason: "stopped" }] });
      await go(second, [LINK], { toldEvents: 1 });
      expect(await due()).toEqual([]);
      await subject.store.tell(sessionId, event(1, "stop"), null, action(sessionId));
      await go(first, [LINK], { toldEvents: 2 });
      await go(second, [{ kind: "close", at: NOON }], { toldEvents: 2 });
      expect(await due()).toEqual([first]);
      expect([(await stateOf(first)).isClosed, (await stateOf(second)).isClosed]).toEqual([
        false,
        true,
      ]);
      await go(second, [LINK]);
      expect(await due()).toEqual([first, second]);
    });

    it("names a device's own channels that are not closed, with what happened in their sessions", async () => {
      const [first, second] = [await add(), await add({ name: "b" })];
      await add({ name: "c", deviceId: await subject.addDevice() });
      const held = async () =>
        (await subject.store.heldBy(deviceId)).map(({ channel }) => channel.id);
      expect(await held()).toEqual([first, second]);
      await subject.store.tell(sessionId, event(0, "start"), null, action(sessionId));
      await go(first, [{ kind: "close", at: NOON }]);
      expect(await held()).toEqual([second]);
      expect((await subject.store.heldBy(deviceId))[0]?.events).toEqual([{ kind: "start" }]);
    });
  });
}
