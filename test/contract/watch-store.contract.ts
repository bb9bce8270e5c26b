/** What every WatchStore must do. */
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
  type WatchId,
  newId,
} from "../../services/kernel/ids.ts";
import { chained, firstHead } from "../../services/live/chain.ts";
import type { LiveStore, Segment } from "../../services/live/live-store.ts";
import type { Lane } from "../../services/live/take.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import type { SessionStore } from "../../services/sessions/session-store.ts";
import type { WatchStore } from "../../services/watching/watch-store.ts";
import { NOON, tickingClock } from "../fixtures/evidence.ts";

export interface WatchStoreUnderTest {
  readonly store: WatchStore;
  readonly live: LiveStore;
  readonly recordingSessions: SessionStore;
  addDevice(): Promise<DeviceId>;
  told(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const BY = newId<UserId>();

export function watchStoreContract(name: string, make: () => Promise<WatchStoreUnderTest>): void {
  describe(`WatchStore: ${name}`, () => {
    let subject: WatchStoreUnderTest;
    let sessionId: SessionId;
    let channelId: LiveChannelId;
    const action = (): NewAction => ({
      ...{ kind: "live-watched", at: NOON, actor: `user:${BY}` },
      ...{ subject: `recording-session:${sessionId}`, before: null, after: {}, reason: "why" },
    });
    beforeEach(async () => {
      subject = await make();
      const deviceId = await subject.addDevice();
      const opened = await openSession({ ...subject, clock: tickingClock() }, BY, {
        number: "S-1",
      });
      sessionId = opened.id;
      channelId = newId<LiveChannelId>();
      await subject.live.addChannel(
        {
          ...{ id: channelId, sessionId, room: "1", name: "a", kind: "both", deviceId },
          ...{ createdAt: NOON, createdBy: BY, secondOf: null },
        },
        firstHead(channelId, sessionId),
        { ...action(), kind: "live-channel-added" },
      );
    });
    afterEach(() => subject.close());

    /** A take with so many segments of ten bytes each, behind an initialisation of four. */
    const take = async (number: number, track: string, count: number, lane: Lane = "main") => {
      const state = await subject.live.channel(channelId);
      if (state === null) throw new Error("no channel");
      const id = newId<UploadId>();
      const first = state.head.links + 1;
      const segments = Array.from({ length: count }, (_, place): Segment => {
        const fromMs = place * 1_000;
        return {
          ...{ linkIndex: first + place, takeId: id, place, offsetBytes: 4 + place * 10 },
          ...{ sizeBytes: 10, sha256: sha256(`s${place}`), track, lane, timeline: "1" },
          ...{ path: `s${place}`, sequence: place, mediaFromMs: fromMs, mediaToMs: fromMs + 1_000 },
          ...{ recordedAt: place === 0 ? NOON : null, source: "a", isComplete: place !== 1 },
          ...{
            isStream: false,
            after: null,
            clocks: null,
            cause: lane === "aside" ? "late" : null,
          },
        };
      });
      const links = chained(state.head, [
        { kind: "take", at: NOON },
        ...segments.map(({ sha256: contentSha256 }, place) => {
          return { kind: "segment" as const, at: plusMs(NOON, place), contentSha256 };
        }),
      ]);
      const told = { id, channelId, number, track, lane, container: "fmp4" as const };
      await subject.live.move(channelId, state.head, {
        ...{ links, segments },
        opens: { ...told, initSha256: sha256("i"), initBytes: 4, timeline: "1", openedAt: NOON },
      });
      const after = await subject.live.channel(channelId);
      if (after === null) throw new Error("no channel");
      await subject.live.move(channelId, after.head, {
        links: chained(after.head, [{ kind: "end", at: NOON }]),
        ends: [{ takeId: id, at: NOON, reason: "rolled" }],
      });
      return { id, first };
    };

    it("keeps a watch with the action that tells of it, or neither", async () => {
      const before = (await subject.told()).length;
      const watch = {
        ...{ id: newId<WatchId>(), sessionId, userId: BY, purposeKind: "evidence" as const },
        ...{ purpose: "看 “it”", openedAt: NOON },
      };
      await subject.store.open(watch, action());
      expect(await subject.store.watch(watch.id)).toEqual(watch);
      expect(await subject.store.watch(newId<WatchId>())).toBeNull();
      const nowhere = { ...watch, id: newId<WatchId>(), sessionId: newId<SessionId>() };
      await expect(subject.store.open(nowhere, action())).rejects.toMatchObject({
        code: "sessions/no-such-session",
      });
      expect(await subject.store.watch(nowhere.id)).toBeNull();
      expect((await subject.told()).slice(before)).toEqual(["live-watched"]);
    });

    it("names each track by the take it began with, and knows how far a take is", async () => {
      expect(await subject.store.tracks(channelId)).toEqual([]);
      await take(1, "late", 1, "aside");
      const second = await take(2, "video", 3);
      await take(3, "audio", 1);
      await take(4, "video", 1);
      const container = "fmp4";
      expect(await subject.store.tracks(channelId)).toEqual([
        { number: 2, name: "video", container },
        { number: 3, name: "audio", container },
      ]);
      const told = { id: second.id, number: 2, container, bytes: 34 };
      expect(await subject.store.take(channelId, 2)).toEqual(told);
      const others: readonly [LiveChannelId, number][] = [
        ...[[channelId, 1] as const, [channelId, 9] as const],
        [newId<LiveChannelId>(), 2],
      ].map(([id, number]) => [id, number] as [LiveChannelId, number]);
      for (const [id, number] of others) {
        expect(await subject.store.take(id, number)).toBeNull();
      }
    });

    it("gives the segments of a track in the order of the chain, over its takes, from any place on", async () => {
      const one = await take(1, "video", 3);
      await take(2, "audio", 2);
      await take(3, "video", 1, "aside");
      const two = await take(4, "video", 2);
      const all = await subject.store.segments(channelId, "video", -1, 99);
      expect(all.map((row) => [row.take, row.linkIndex])).toEqual([
        ...[0, 1, 2].map((place) => [1, one.first + place]),
        ...[0, 1].map((place) => [4, two.first + place]),
      ]);
      expect(all[1]).toEqual({
        ...{ linkIndex: one.first + 1, takeId: one.id, take: 1, container: "fmp4", initBytes: 4 },
        ...{ offsetBytes: 14, sizeBytes: 10, sequence: 1, mediaFromMs: 1_000, mediaToMs: 2_000 },
        ...{ at: plusMs(NOON, 1), recordedAt: null, isComplete: false, timeline: "1" },
      });
      const last = one.first + 2;
      const rest = await subject.store.segments(channelId, "video", last, 1);
      expect(rest.map(({ linkIndex }) => linkIndex)).toEqual([two.first]);
      expect(await subject.store.segments(channelId, "video", two.first + 1, 9)).toEqual([]);
    });

    it("lists what stands aside, newest first", async () => {
      await take(1, "video", 2);
      const aside = await take(2, "video", 3, "aside");
      const listed = await subject.store.aside(channelId, 2);
      expect(listed).toEqual(
        [2, 1].map((place) => ({
          ...{ linkIndex: aside.first + place, takeId: aside.id, at: plusMs(NOON, place) },
          ...{ sizeBytes: 10, cause: "late" },
        })),
      );
    });
  });
}
