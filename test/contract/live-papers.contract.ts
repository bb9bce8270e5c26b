/** What every LiveStore must do about when processes ran, heads that the ledger is told, lists of sessions, clocks, and reading by pages and by time. */
import { randomBytes } from "node:crypto";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sha256 } from "../../services/kernel/digest.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import {
  type CaseDocumentId,
  type LiveChannelId,
  type SessionId,
  type UploadId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { type NewLink, chained, firstHead } from "../../services/live/chain.ts";
import type { LiveChannel, LiveEvent } from "../../services/live/live-session.ts";
import { openSession } from "../../services/sessions/keep-session.ts";
import type { Move, Segment } from "../../services/live/live-store.ts";
import { NOON } from "../fixtures/evidence.ts";
import { segmentOf, takeOf } from "../fixtures/live-rows.ts";
import type { LiveStoreUnderTest } from "./live-store.contract.ts";

const BY = newId<UserId>();
const LINK: NewLink = { kind: "segment", at: NOON, contentSha256: sha256("s") };

export function livePapersContract(name: string, make: () => Promise<LiveStoreUnderTest>): void {
  describe(`LiveStore, its papers: ${name}`, () => {
    let subject: LiveStoreUnderTest;
    let sessionId: SessionId;
    beforeEach(async () => {
      subject = await make();
      const opened = { recordingSessions: subject.recordingSessions, clock: () => NOON };
      sessionId = (await openSession(opened, BY, { number: "S-1" })).id;
    });
    afterEach(() => subject.close());

    const add = async (called = "a", secondOf: LiveChannelId | null = null) => {
      const id = newId<LiveChannelId>();
      const channel: LiveChannel = {
        kind: "both",
        ...{ id, sessionId, room: "1", name: called, createdAt: NOON, createdBy: BY },
        secondOf,
        deviceId: await subject.addDevice(),
      };
      await subject.store.addChannel(channel, firstHead(id, sessionId), {
        ...{ kind: "live-channel-added", at: NOON, actor: `user:${BY}`, subject: null },
        ...{ before: null, after: null, reason: null },
      });
      return id;
    };
    const go = async (
      id: LiveChannelId,
      news: readonly NewLink[],
      more: Omit<Move, "links"> = {},
    ) => {
      const state = await subject.store.channel(id);
      if (state === null) throw new Error("no channel");
      await subject.store.move(id, state.head, { links: chained(state.head, news), ...more });
    };

    it("keeps what recorders say of clocks, and finds segments by when they were recorded, as far as that is known", async () => {
      const id = await add();
      const take = takeOf(id);
      const lastClock = async (of: LiveChannelId) => (await subject.store.channel(of))?.lastClock;
      const at = (ms: number) => Date.parse(NOON) + ms;
      const recorded = (place: number, offsetMs: number): Segment => ({
        ...segmentOf(take, place, place),
        ...{ mediaFromMs: place * 1_000, mediaToMs: place * 1_000 + 1_000 },
        recordedAt: plusMs(NOON, place * 1_000 + offsetMs - 60_000),
        clocks: { recorder: { offsetMs, errorMs: 10 }, source: null },
      });
      expect(await subject.store.timing(id)).toEqual({ reachesMs: null, isAllTimed: true });
      expect(await lastClock(id)).toBeNull();
      const all = [recorded(0, 0), recorded(1, 86_400_000), recorded(2, -5)];
      await go(id, [LINK, LINK, LINK], { opens: take, segments: all });
      const within = async (...stretches: readonly (readonly [number, number])[]) =>
        (
          await subject.store.recordedIn(
            id,
            stretches.map(([from, to]) => ({ fromMs: at(from), toMs: at(to) })),
          )
        ).map(({ linkIndex }) => linkIndex);
      expect(await within()).toEqual([]);
      expect(await within([-62_000, -60_600])).toEqual([]);
      expect(await within([-62_000, -60_510])).toEqual([0]);
      expect(await within([-58_400, -58_300], [-61_000, -60_400])).toEqual([0, 1, 2]);
      expect(await within([-58_400, -58_300], [-58_350, -58_000])).toEqual([1, 2]);
      expect(await within([-55_000, 0])).toEqual([]);
      expect(await subject.store.timing(id)).toEqual({ reachesMs: at(-58_510), isAllTimed: true });
      const { recordedAt, clocks } = recorded(2, -5);
      expect(await lastClock(id)).toEqual({ recordedAt, clocks });
      expect((await subject.store.segmentsPage(id, -1, 100_000)).map((one) => one.clocks)).toEqual(
        all.map((one) => one.clocks),
      );
      // Here before it was recorded: nobody knows when that was.
      await go(id, [LINK], { segments: [{ ...recorded(3, 0), recordedAt: plusMs(NOON, 9_000) }] });
      expect(await subject.store.timing(id)).toEqual({ reachesMs: at(-58_510), isAllTimed: false });
    });

    it("keeps one second of a channel", async () => {
      const first = await add();
      const second = await add("b", first);
      expect((await subject.store.channel(second))?.channel.secondOf).toBe(first);
      expect((await subject.store.channel(first))?.channel.secondOf).toBeNull();
      await expect(add("c", first)).rejects.toMatchObject({ code: "live/no-second" });
    });

    it("remembers when processes ran", async () => {
      const [one, other] = [newId<UserId>(), newId<UserId>()];
      await subject.store.beat(one, NOON);
      await subject.store.beat(one, plusMs(NOON, 5_000));
      await subject.store.beat(other, plusMs(NOON, 9_000));
      expect(await subject.store.beats(NOON)).toEqual([
        { from: NOON, to: plusMs(NOON, 5_000) },
        { from: plusMs(NOON, 9_000), to: plusMs(NOON, 9_000) },
      ]);
      expect(await subject.store.beats(plusMs(NOON, 3 * 86_400_000))).toEqual([]);
    });

    it("names chains that grew since their last head, and sessions that are closed and not listed yet", async () => {
      const id = await add();
      const paper = (text: string) => ({
        ...{ id: newId<CaseDocumentId>(), sessionId, text, sha256: sha256(text) },
        ...{ salt: randomBytes(32), madeAt: NOON },
      });
      const movedNow = async () => (await subject.store.moved(10)).map(({ head }) => head.links);
      expect(await movedNow()).toEqual([]);
      await go(id, [LINK]);
      expect(await movedNow()).toEqual([1]);
      const head = { ...paper("head"), channelId: id, links: 1 };
      await subject.store.keepHead(head);
      await subject.store.keepHead({ ...head, id: newId<CaseDocumentId>() });
      expect(await movedNow()).toEqual([]);
      expect(await subject.store.heads.due(10, 0)).toMatchObject([
        { id: head.id, text: "head", signature: null },
      ]);
      expect(await subject.store.unlisted(10)).toEqual([]);
      await go(id, [{ kind: "close", at: NOON }]);
      expect(await subject.store.unlisted(10)).toEqual([sessionId]);
      const list = { ...paper("list"), number: 1, links: 2, itemIds: [newId<UploadId>()] };
      await subject.store.keepList(list);
      await expect(
        subject.store.keepList({ ...list, id: newId<CaseDocumentId>() }),
      ).rejects.toMatchObject({ code: "live/moved" });
      expect(await subject.store.unlisted(10)).toEqual([]);
      await go(id, [LINK, { kind: "close", at: NOON }]);
      expect(await subject.store.unlisted(10)).toEqual([sessionId]);
      // Made before more came: it tells of less, and another is due.
      const older = { ...list, id: newId<CaseDocumentId>(), number: 2, links: 3 };
      await subject.store.keepList(older);
      expect(await subject.store.unlisted(10)).toEqual([sessionId]);
      await subject.store.keepList({ ...older, ...paper("newest"), number: 3, links: 4 });
      expect(await subject.store.unlisted(10)).toEqual([]);
      for (const { id: kept, number } of await subject.store.lists(sessionId, null)) {
        if (number > 1) await subject.store.signedLists.entered(kept);
      }
      const [first, second] = [Buffer.from("first"), Buffer.from("second")];
      expect(Buffer.from(await subject.store.signedLists.signOnce(list.id, first))).toEqual(first);
      expect(Buffer.from(await subject.store.signedLists.signOnce(list.id, second))).toEqual(first);
      await subject.store.signedLists.entered(list.id);
      const kept = (await subject.store.lists(sessionId, null)).at(-1);
      expect(kept).toMatchObject({
        id: list.id,
        number: 1,
        links: 2,
        itemIds: list.itemIds,
        isEntered: true,
      });
      expect(await subject.store.signedLists.due(10, 0)).toEqual([]);
      expect(await subject.store.heads.due(10, 0)).toHaveLength(1);
    });

    it("reads segments and links by pages, in the order of the chain, and of its own channel alone", async () => {
      const [id, other] = [await add(), await add("b")];
      const take = takeOf(id);
      const links: NewLink[] = [0, 1, 2, 3, 4].map(() => LINK);
      const segments = [4, 1, 3].map((index, place) => segmentOf(take, index, place));
      await go(id, links, { opens: take, segments });
      const page = async (after: number, limit: number) =>
        (await subject.store.segmentsPage(id, after, limit)).map(({ linkIndex }) => linkIndex);
      expect(await page(-1, 2)).toEqual([1, 3]);
      expect(await page(3, 2)).toEqual([4]);
      expect(await page(4, 2)).toEqual([]);
      expect(await subject.store.segmentsPage(id, -1, 9)).toEqual(
        await subject.store.segmentsPage(id, -1, 100_000),
      );
      expect(await subject.store.segmentsPage(other, -1, 9)).toEqual([]);
      const all = await subject.store.linksPage(id, 0, 100_000);
      expect(await subject.store.linksPage(id, 0, 2)).toEqual(all.slice(0, 2));
      expect(await subject.store.linksPage(id, 3, 9)).toEqual(all.slice(3));
      expect(await subject.store.linksPage(other, 0, 9)).toEqual([]);
    });

    it("makes no other head while one of the channel waits, and reads heads newest first", async () => {
      const [id, other] = [await add(), await add("b")];
      const keep = async (channelId: LiveChannelId, links: number) => {
        const text = `${channelId} ${links}`;
        const head = { ...{ id: newId<CaseDocumentId>(), sessionId, channelId, links, text } };
        const salt = randomBytes(32);
        await subject.store.keepHead({ ...head, sha256: sha256(text), salt, madeAt: NOON });
        return head.id;
      };
      const movedNow = async () => (await subject.store.moved(10)).map(({ channel }) => channel.id);
      await go(id, [LINK]);
      await go(other, [LINK]);
      const first = await keep(id, 1);
      await go(id, [LINK]);
      expect(await movedNow()).toEqual([other]);
      await subject.store.heads.entered(first);
      expect(await movedNow()).toEqual([id, other]);
      // Made before more came: the next one is due as soon as it is entered.
      await go(id, [LINK]);
      const second = await keep(id, 2);
      expect(await movedNow()).toEqual([other]);
      await subject.store.heads.entered(second);
      expect(await movedNow()).toEqual([id, other]);
      const linksOf = async (before: number | null, limit: number) =>
        (await subject.store.headsOf(id, before, limit)).map(({ links }) => links);
      expect(await linksOf(null, 9)).toEqual([2, 1]);
      expect(await linksOf(null, 1)).toEqual([2]);
      expect(await linksOf(2, 9)).toEqual([1]);
      expect(await subject.store.headsOf(id, 2, 1)).toMatchObject([
        { id: first, channelId: id, sessionId, text: `${id} 1`, isEntered: true, signature: null },
      ]);
      expect(await subject.store.headsOf(other, null, 9)).toEqual([]);
    });

    it("finds holes with the segments around them on their own track, and what stands aside", async () => {
      const id = await add();
      const [take, sound] = [takeOf(id), takeOf(id, 2, "sound")];
      const gap: NewLink = { kind: "gap", at: NOON, facts: { track: "" } };
      await go(id, [LINK, LINK, LINK, gap, LINK], {
        opens: take,
        segments: [
          segmentOf(take, 0, 0),
          { ...segmentOf(take, 1, 1), lane: "aside", cause: "late" },
          { ...segmentOf(take, 2, 2), track: "sound" },
          segmentOf(take, 4, 3),
        ],
      });
      await go(id, [{ ...gap, facts: { track: "sound" } }, LINK], {
        opens: sound,
        segments: [segmentOf(sound, 6, 0)],
      });
      const gaps = await subject.store.gapsOf(id);
      expect(gaps.map((one) => [one.before?.linkIndex, one.behind?.linkIndex])).toEqual([
        [0, 4],
        [2, 6],
      ]);
      expect(gaps.map(({ facts }) => JSON.parse(facts) as object)).toMatchObject([
        { kind: "gap", track: "" },
        { kind: "gap", track: "sound" },
      ]);
      expect((await subject.store.asideOf(id)).map(({ linkIndex }) => linkIndex)).toEqual([1]);
    });

    it("names as due a channel whose session pauses while a take of it is open, and none that is closed for a marker", async () => {
      const id = await add();
      const due = () => subject.store.due(10, { openedBefore: NOON, heardBefore: NOON });
      const tell = (index: number, kind: LiveEvent["kind"]) =>
        subject.store.tell(
          sessionId,
          { index, kind, at: NOON, by: BY, code: null, words: null },
          null,
          {
            ...{ kind: "live-marked", at: NOON, actor: `user:${BY}`, subject: null },
            ...{ before: null, after: null, reason: null },
          },
        );
      await tell(0, "start");
      await tell(1, "pause");
      const take = takeOf(id);
      await go(id, [LINK], { toldEvents: 2, opens: take });
      expect(await due()).toEqual([id]);
      await tell(2, "resume");
      await go(id, [LINK], { toldEvents: 3 });
      expect(await due()).toEqual([]);
      await go(id, [{ kind: "close", at: NOON }], {
        ends: [{ takeId: take.id, at: NOON, reason: "stopped" }],
      });
      await tell(3, "marker");
      expect(await due()).toEqual([]);
    });

    it("forgets when processes ran long before anything that is open began", async () => {
      const day = 86_400_000;
      for (const at of [0, 10, 20]) await subject.store.beat(newId(), plusMs(NOON, at * day));
      const left = async () => (await subject.store.beats(NOON)).length;
      const id = await add();
      await subject.store.clearBeats(plusMs(NOON, 20 * day));
      expect(await left()).toBe(3);
      await go(id, [{ kind: "close", at: NOON }]);
      await subject.store.clearBeats(plusMs(NOON, 20 * day));
      expect(await left()).toBe(1);
    });
  });
}
