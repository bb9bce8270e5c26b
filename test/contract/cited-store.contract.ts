/** What every CitedStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { NewAction } from "../../services/actions/action.ts";
import type { CitedMoment, CitedOutcome } from "../../services/derived/cited/cited-picture.ts";
import type { CitedStore } from "../../services/derived/cited/cited-store.ts";
import { plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { citedPicture } from "../fixtures/cited-picture.ts";
import { NOON } from "../fixtures/evidence.ts";

export interface CitedStoreUnderTest {
  readonly store: CitedStore;
  addItem(): Promise<ItemId>;
  addPerson(): Promise<UserId>;
  /** Actions that tell of a citation. */
  told(): Promise<number>;
  close(): Promise<void>;
}

const LATER = plusMs(NOON, 60_000);
const made: CitedOutcome = { state: "made", picture: citedPicture() };
const none: CitedOutcome = { state: "none", reason: "derived/damaged-there" };
const failed: CitedOutcome = { state: "failed", reason: "media/tool-failed" };

export function citedStoreContract(name: string, make: () => Promise<CitedStoreUnderTest>): void {
  describe(`CitedStore: ${name}`, () => {
    let subject: CitedStoreUnderTest;
    let [itemId, by] = [newId<ItemId>(), newId<UserId>()];
    beforeEach(async () => {
      subject = await make();
      [itemId, by] = [await subject.addItem(), await subject.addPerson()];
    });
    afterEach(() => subject.close());

    const moment = (ptsMs = 500, of = itemId): CitedMoment => ({
      ...{ itemId: of, sha256: sha256("original"), ptsMs, purposeKind: "evidence" },
      ...{ purpose: "看 “it”", askedBy: by, askedAt: NOON },
    });
    const asked = (of = moment()) => {
      const after = { ptsMs: of.ptsMs };
      const action: NewAction = {
        ...{ kind: "moment-cited", at: NOON, actor: `user:${by}`, subject: `item:${of.itemId}` },
        ...{ before: null, after, reason: of.purpose },
      };
      return subject.store.ask(of, action);
    };
    const take = (now = NOON) => subject.store.take(now, plusMs(now, 30_000));

    it("keeps a moment of an item once, as whoever came first asked for it, and one action", async () => {
      const other = await subject.addPerson();
      const first = await asked();
      expect(first).toEqual({ ...moment(), tries: 0, outcome: null });
      expect(await asked({ ...moment(), askedBy: other, purpose: "again" })).toEqual(first);
      expect(await subject.store.find(moment())).toEqual(first);
      expect(await subject.told()).toBe(1);
      expect(await subject.store.find(moment(501))).toBeNull();
      expect(await take()).toMatchObject({ itemId, ptsMs: 500 });
      expect(await take()).toBeNull();
    });

    it("keeps one of two who ask at once", async () => {
      const both = await Promise.all([asked(), asked()]);
      expect(both[0]).toEqual(both[1]);
      expect(await subject.told()).toBe(1);
    });

    it("knows no moment of an item that is not there", async () => {
      await expect(asked(moment(500, newId<ItemId>()))).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      expect(await subject.told()).toBe(0);
    });

    it("gives out the oldest that waits, to one alone, and again once nobody says a word of it", async () => {
      await asked(moment(9));
      await asked(moment(3));
      expect(await take()).toMatchObject({ ptsMs: 9, tries: 1 });
      expect(await take()).toMatchObject({ ptsMs: 3, tries: 1 });
      expect(await take()).toBeNull();
      await subject.store.report(moment(3), plusMs(LATER, 1));
      expect(await take(LATER)).toMatchObject({ ptsMs: 9, tries: 2 });
      expect(await take(LATER)).toBeNull();
      expect(await take(plusMs(LATER, 1))).toMatchObject({ ptsMs: 3, tries: 2 });
    });

    it.each([made, none])(
      "ends once, and stays so whoever asks or ends it again",
      async (outcome) => {
        await asked();
        await take();
        expect(await subject.store.end(moment(), outcome)).toBe(true);
        expect(await subject.store.end(moment(), failed)).toBe(false);
        expect(await asked()).toMatchObject({ outcome });
        expect(await subject.store.find(moment())).toMatchObject({ outcome, tries: 1 });
        expect(await subject.told()).toBe(1);
        expect(await take(LATER)).toBeNull();
      },
    );

    it("waits anew where it failed and somebody asks again, which is told, too", async () => {
      await asked();
      await take();
      expect(await subject.store.end(moment(), failed)).toBe(true);
      expect(await subject.store.find(moment())).toMatchObject({ outcome: failed });
      expect(await take(LATER)).toBeNull();
      expect(await asked()).toEqual({ ...moment(), tries: 0, outcome: null });
      expect(await subject.told()).toBe(2);
      expect(await take(NOON)).toMatchObject({ tries: 1 });
    });

    it("ends nothing that nobody asked for", async () => {
      expect(await subject.store.end(moment(), made)).toBe(false);
      expect(await subject.store.find(moment())).toBeNull();
    });
  });
}
