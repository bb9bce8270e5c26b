/** What every DerivedStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewAction } from "../../services/actions/action.ts";
import type { DerivedRequest } from "../../services/derived/derived-request.ts";
import type { DerivedStore, MadeRecording } from "../../services/derived/derived-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import {
  type CaseId,
  type ItemId,
  type LiveChannelId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface DerivedStoreUnderTest {
  readonly store: DerivedStore;
  addItem(): Promise<ItemId>;
  /** Requests whose words are still kept. */
  wordsLeft(): Promise<number>;
  addPerson(): Promise<UserId>;
  addSession(): Promise<SessionId>;
  /** A case with this number, of this item. */
  link(number: string, itemId: ItemId): Promise<CaseId>;
  /** Some bytes of it are taken in. */
  begin(id: ItemId): Promise<void>;
  told(): Promise<readonly string[]>;
  close(): Promise<void>;
}

const CHANNEL = newId<LiveChannelId>();

export function derivedStoreContract(
  name: string,
  make: () => Promise<DerivedStoreUnderTest>,
): void {
  describe(`DerivedStore: ${name}`, () => {
    let subject: DerivedStoreUnderTest;
    let inputs: readonly ItemId[];
    let [by, sessionId] = [newId<UserId>(), newId<SessionId>()];
    beforeEach(async () => {
      subject = await make();
      inputs = [await subject.addItem(), await subject.addItem()];
      by = await subject.addPerson();
      sessionId = await subject.addSession();
    });
    afterEach(() => subject.close());

    const requestOf = (firstTake = 1, of = inputs): DerivedRequest => ({
      ...{ id: newId<ItemId>(), kind: "joined", sessionId, purposeKind: "evidence" },
      ...{ purpose: "看 “it”", askedBy: by, askedAt: NOON, words: null },
      parameters: { channelId: CHANNEL, track: "v", firstTake, lastTake: 2 },
      inputs: of.map((itemId, place) => ({
        ...{ itemId, sha256: sha256(String(place)), begunAt: place === 0 ? NOON : null },
      })),
      announced: {
        ...{ filename: "询问 1.mp4", mediaType: "video/mp4", recordedAt: NOON },
        ...{ sessionNumber: "S-1", caseNumber: null, activity: null },
      },
    });
    const action = (kind: NewAction["kind"]): NewAction => ({
      ...{ kind, at: NOON, actor: `user:${by}`, subject: null, before: null, after: {} },
      reason: null,
    });
    const asked = async (...given: Parameters<typeof requestOf>): Promise<DerivedRequest> => {
      const request = requestOf(...given);
      await subject.store.ask(request, action("derived-asked"));
      return request;
    };
    const madeOf = ({ inputs: from }: DerivedRequest): MadeRecording => ({
      kind: "joined",
      from: from.map((input) => ({ ...input, beginsAtMs: null })),
      madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", "x"], method: "remux" },
      ...{ sha256: sha256("made"), sizeBytes: 4 },
    });
    const take = (after = 0) =>
      subject.store.take(plusMs(NOON, after), plusMs(NOON, after + 1_000));

    it("keeps what was asked for with the action that tells of it, or neither", async () => {
      const request = await asked();
      expect(await subject.store.get(request.id)).toMatchObject({
        ...{
          ...request,
          state: "waiting",
          failure: null,
          failedTake: null,
          tries: 0,
          progress: null,
          made: null,
        },
      });
      expect(await subject.store.get(newId<ItemId>())).toBeNull();
      await expect(asked(2, [newId<ItemId>()])).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      expect(await subject.told()).toEqual(["derived-asked"]);
    });

    it("takes the same once at a time, and again once it ended", async () => {
      const first = await asked();
      await expect(asked()).rejects.toMatchObject({ code: "derived/under-way" });
      const other = await asked(2);
      await subject.store.end(
        first.id,
        { state: "failed", failure: "x/y", failedTake: 7 },
        action("derived-failed"),
      );
      expect(await subject.store.get(first.id)).toMatchObject({ failure: "x/y", failedTake: 7 });
      const again = await asked();
      const list = await subject.store.ofSession(sessionId, null, 9);
      expect(list.map(({ id }) => id)).toEqual([again.id, other.id, first.id]);
      expect(await subject.store.ofSession(newId<SessionId>(), null, 9)).toEqual([]);
      expect(await subject.store.ofSession(sessionId, null, 1)).toHaveLength(1);
      expect(await subject.store.madeOf(inputs[1] ?? first.id, null, 9)).toEqual(list);
      expect(await subject.store.madeOf(newId<ItemId>(), null, 9)).toEqual([]);
    });

    it("tells words to whoever makes it alone, and has them no longer than it waits", async () => {
      const [itemId = newId<ItemId>()] = inputs;
      const subtitles = {
        sha256: sha256("words"),
        cues: 1,
        language: "zho",
        burned: true,
      } as const;
      const label = { place: "tiled", size: "small", timeCode: false, wall: null } as const;
      const request = (kept: string): DerivedRequest<"labelled"> => {
        const { id, inputs: from, announced } = requestOf(1, [itemId]);
        const why = { sessionId: null, purposeKind: "evidence", purpose: "庭审" } as const;
        const asked = { askedBy: by, askedAt: NOON, words: kept };
        const parameters = { itemId, ...label, subtitles, lines: [kept] };
        return { id, inputs: from, announced, ...why, ...asked, kind: "labelled", parameters };
      };
      const [made, failed] = [request("第一句 \\ ' \n"), request("b")];
      const { store } = subject;
      await store.ask(made, action("derived-asked"));
      await store.ask(failed, action("derived-asked"));
      expect((await store.get(made.id))?.words).toBeNull();
      expect((await store.madeOf(itemId, null, 9)).map(({ words }) => words)).toEqual([null, null]);
      const taken = await store.take(NOON, plusMs(NOON, 1_000));
      expect(taken).toMatchObject({ words: made.words, parameters: made.parameters });
      // Whoever took it is gone: the next one is told them, too.
      const again = await store.take(plusMs(NOON, 1_000), plusMs(NOON, 2_000));
      expect(again?.words).toBe(made.words);
      await store.keepMade(made.id, {
        ...{ kind: "joined", sha256: sha256("made"), sizeBytes: 4 },
        from: made.inputs.map((input) => ({ ...input, beginsAtMs: null })),
        madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i"], method: "encode" },
      });
      expect(await store.end(made.id, { state: "received" }, action("derived-made"))).toBe(true);
      const outcome = { state: "failed", failure: "derived/not-made", failedTake: null } as const;
      expect(await store.end(failed.id, outcome, action("derived-failed"))).toBe(true);
      expect(await subject.wordsLeft()).toBe(0);
    });

    it("keeps each kind with its own parameters, and what was taken with what was made", async () => {
      const [itemId = newId<ItemId>()] = inputs;
      const excerptOf = (toMs: number): DerivedRequest<"excerpt"> => {
        const { id, inputs: from, announced } = requestOf(1, [itemId]);
        const facts = { sessionId: null, purposeKind: "evidence", purpose: "庭审" } as const;
        const parameters = { itemId, fromMs: 0, toMs, how: "packets" } as const;
        const asked = { askedBy: by, askedAt: NOON, words: null };
        return { id, inputs: from, announced, ...facts, ...asked, kind: "excerpt", parameters };
      };
      const ask = (request: DerivedRequest) => subject.store.ask(request, action("derived-asked"));
      const request = excerptOf(4_300);
      await ask(request);
      await ask(excerptOf(4_301));
      await expect(ask(excerptOf(4_300))).rejects.toMatchObject({ code: "derived/under-way" });
      const span = { firstPacket: 0, packets: 108, firstUs: -40_000, lastUs: 4_280_000 };
      const made: MadeRecording = {
        kind: "excerpt",
        from: request.inputs.map((input) => ({ ...input, beginsAtMs: null })),
        taken: { ...request.parameters, zeroUs: 1_400_000, beginsUs: -40_000, video: span },
        madeBy: { tool: "ffmpeg", version: "5", arguments: ["-i", "x"], method: "remux" },
        ...{ sha256: sha256("made"), sizeBytes: 4 },
      };
      await subject.store.keepMade(request.id, made);
      expect(await subject.store.get(request.id)).toMatchObject({ ...request, made });
    });

    it("gives each to one worker, and to the next once that says nothing any more", async () => {
      const [first, second] = [await asked(1), await asked(2)];
      expect(await take()).toMatchObject({ id: first.id, tries: 1, progress: 0 });
      expect(await take()).toMatchObject({ id: second.id });
      expect(await take(999)).toBeNull();
      await subject.store.report(first.id, 0.5, plusMs(NOON, 5_000));
      expect(await subject.store.get(first.id)).toMatchObject({ progress: 0.5 });
      expect(await take(1_000)).toMatchObject({ id: second.id, tries: 2 });
      expect(await take(4_999)).toMatchObject({ id: second.id, tries: 3 });
      expect(await take(5_000)).toMatchObject({ id: first.id, tries: 2 });
    });

    it("keeps what was made until its bytes are taken in, and ends once", async () => {
      const request = await asked();
      const made = madeOf(request);
      await subject.store.keepMade(request.id, { ...made, sizeBytes: 3 });
      await subject.store.keepMade(request.id, made);
      await subject.begin(request.id);
      await subject.store.keepMade(request.id, { ...made, sha256: sha256("other") });
      expect(await subject.store.get(request.id)).toMatchObject({ made });
      const end = () =>
        subject.store.end(request.id, { state: "received" }, action("derived-made"));
      expect([await end(), await end()]).toEqual([true, false]);
      const failed = { state: "failed", failure: "x/y", failedTake: 7 } as const;
      expect(await subject.store.end(request.id, failed, action("derived-failed"))).toBe(false);
      await subject.store.report(request.id, 0.1, NOON);
      expect(await subject.store.get(request.id)).toMatchObject({
        ...{ state: "received", failure: null, failedTake: null, progress: null, made },
      });
      expect(await take(9_000)).toBeNull();
      expect(await subject.told()).toEqual(["derived-asked", "derived-made"]);
    });

    it("names the cases of its inputs, each once, and one sender for all that is made", async () => {
      const request = await asked();
      const [one = request.id, two = request.id] = inputs;
      const caseId = await subject.link("A-1", one);
      expect(await subject.store.casesOf(request.id)).toEqual([{ caseId, number: "A-1" }]);
      const other = await subject.link("A-2", two);
      expect(await subject.store.casesOf(request.id)).toEqual([
        { caseId, number: "A-1" },
        { caseId: other, number: "A-2" },
      ]);
      const senders = await Promise.all([1, 2, 3].map(() => subject.store.houseDevice(NOON)));
      expect(new Set(senders).size).toBe(1);
      expect((await subject.told()).filter((kind) => kind === "device-registered")).toHaveLength(1);
    });
  });
}
