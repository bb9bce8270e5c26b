/** What every ExtensionStore and every ReviewLog must do, over decisions that are really made. */
import { beforeEach, describe, expect, it } from "vitest";
import { zoneDays } from "../../services/calendar/zone-days.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { OriginalStage } from "../../services/evidence/pipeline.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { evaluateRound } from "../../services/retention/evaluate.ts";
import { extendRetention } from "../../services/retention/extend.ts";
import type { ExtensionWish } from "../../services/retention/extension.ts";
import type { ExtensionScope, ExtensionStore } from "../../services/retention/extension-store.ts";
import { reviewItems } from "../../services/retention/keep-review.ts";
import type { RetentionStore } from "../../services/retention/retention-store.ts";
import type { ReviewLog } from "../../services/retention/review-log.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON } from "../fixtures/evidence.ts";
import { GIVES, GIVES_RULES } from "../fixtures/kept-rules.ts";
import { shippedPack } from "../fixtures/packs.ts";
import { lawOf } from "../fixtures/law-of.ts";
import { CHINA, day, iso } from "../fixtures/retention.ts";

export interface ExtensionStoreUnderTest {
  readonly store: ExtensionStore;
  readonly log: ReviewLog;
  readonly retention: RetentionStore;
  readonly items: Pick<EvidenceStore, "custody">;
  /** Of a body camera, received at NOON. */
  addItem(stage?: OriginalStage): Promise<ItemId>;
  /** Puts them to a case that nobody closed; answers it. */
  link(itemIds: readonly ItemId[]): Promise<CaseId>;
  /** From now on it is only seen by those of whom `sight` says so. */
  hide(itemId: ItemId): Promise<Sight>;
  end(itemId: ItemId): Promise<void>;
}

const BY = newId<UserId>();
const zone = zoneDays("Asia/Shanghai");
const LAW = { text: GIVES };
const PACK = `cn-hainan-2019 ${shippedPack("cn-hainan-2019").version}`;
const asked: ExtensionWish = {
  ...{ by: "subject", term: iso("P180D"), reason: "she needs it for a complaint" },
  document: { name: "申请 2026-7", sha256: sha256("the request") },
};
const own: ExtensionWish = {
  by: "agency",
  term: iso("P1M"),
  reason: "may be asked",
  document: null,
};

export function extensionStoreContract(
  name: string,
  make: () => Promise<ExtensionStoreUnderTest>,
): void {
  describe(`ExtensionStore and ReviewLog: ${name}`, () => {
    let subject: ExtensionStoreUnderTest;
    let now: UtcInstant = NOON;
    beforeEach(async () => {
      subject = await make();
      now = NOON;
    });
    const clock = (): UtcInstant => now;
    const today = () => zone.dayOf(now);
    const deps = () => ({
      ...{ extensions: subject.store, retentionReviews: subject.log, clock, days: zone, today },
      policies: { inForce: lawOf(LAW) },
    });
    const later = (minutes: number): void => {
      now = plusMs(now, minutes * 60_000);
    };
    const decide = () =>
      evaluateRound(
        {
          ...{ retention: subject.retention, clock },
          basis: async () => ({ rules: GIVES_RULES, calendar: CHINA, zone, houseFloor: "P30D" }),
        },
        new AbortController().signal,
      );
    const extend = (scope: ExtensionScope, wish = asked, sight: Sight | null = null) =>
      extendRetention(deps(), BY, scope, wish, sight);
    const item = (id: ItemId): ExtensionScope => ({ kind: "item", id });
    const floorOf = async (id: ItemId) => (await subject.retention.factsOf(id))?.before?.floor;
    const coded = (code: string) => ({ code: `retention/${code}` });

    it("keeps what was given with its event, counts it by who asked, and the floor follows it", async () => {
      const id = await subject.addItem();
      await expect(extend(item(id))).rejects.toMatchObject(coded("not-decided"));
      await decide();
      expect(await floorOf(id)).toBe("2027-05-24");
      const { extended } = await extend(item(id));
      expect(extended).toMatchObject([
        { itemId: id, extension: { time: 1, from: "2027-05-24", until: "2027-11-20" } },
      ]);
      await expect(extend(item(id), own)).rejects.toMatchObject(coded("not-decided"));
      await decide();
      expect(await floorOf(id)).toBe("2027-11-20");
      later(9);
      // An answer that was lost.
      expect((await extend(item(id))).extended[0]?.extension.time).toBe(1);
      later(60);
      await extend(item(id));
      await decide();
      await expect(extend(item(id), { ...asked, reason: "again" })).rejects.toMatchObject(
        coded("extended-often"),
      );
      await extend(item(id), own);
      await decide();
      expect(await floorOf(id)).toBe("2028-06-18");
      const kept = await subject.store.ofItem(id);
      expect(kept.map(({ by, time, until }) => [by, time, until])).toEqual([
        ["subject", 1, "2027-11-20"],
        ["subject", 2, "2028-05-18"],
        ["agency", 1, "2028-06-18"],
      ]);
      expect(kept[0]).toMatchObject({ ...asked, pack: PACK, actor: `user:${BY}` });
      const events = await subject.items.custody(id);
      expect(firstBreak(events)).toBeNull();
      const told = events.filter(({ kind }) => kind === "retention-extended");
      expect(told).toHaveLength(3);
      expect(told[0]?.data).toMatchObject({
        ...{ by: "subject", time: 1, times: 2, until: "2027-11-20", document: "申请 2026-7" },
      });
      expect((await subject.retention.factsOf(id))?.extensions).toHaveLength(3);
    });

    it("gives of several at once no more than the rules do", async () => {
      const id = await subject.addItem();
      await decide();
      const many = await Promise.allSettled(
        [1, 2, 3, 4].map((at) => extend(item(id), { ...asked, reason: `reason ${at}` })),
      );
      expect(many.filter(({ status }) => status === "fulfilled").length).toBeLessThan(3);
      const times = (await subject.store.ofItem(id)).map(({ time }) => time);
      expect(times).toEqual([1, 2].slice(0, times.length));
    });

    it("refuses what is longer, what nobody gives, what never ends or whose end is not known, and keeps nothing of it", async () => {
      const [id, gone] = [await subject.addItem(), await subject.addItem()];
      const linked = await subject.addItem();
      await subject.link([linked]);
      await decide();
      await subject.end(gone);
      const refusals: readonly [ItemId, Partial<ExtensionWish>, object][] = [
        [id, { term: iso("P181D") }, coded("extension-too-long")],
        [id, { document: null }, coded("no-document")],
        [linked, {}, coded("end-not-known")],
        [gone, {}, coded("item-ended")],
        [newId<ItemId>(), {}, { code: "evidence/no-such-item" }],
      ];
      for (const [of, changes, refusal] of refusals) {
        await expect(extend(item(of), { ...asked, ...changes })).rejects.toMatchObject(refusal);
        expect(await subject.store.ofItem(of)).toEqual([]);
      }
      const none = { ...deps(), policies: { inForce: async () => null } };
      await expect(extendRetention(none, BY, item(id), asked, null)).rejects.toMatchObject(
        coded("no-extension"),
      );
      expect((await subject.items.custody(id)).map(({ kind }) => kind)).not.toContain(
        "retention-extended",
      );
    });

    it("takes everything of a case that can be and may be known of, tells of the rest, and holds to its bound", async () => {
      const ids = [await subject.addItem(), await subject.addItem(), await subject.addItem()];
      await decide();
      const caseId = await subject.link(ids);
      const scope = { kind: "case", id: caseId } as const;
      // What the link changes is decided first.
      await expect(extend(scope)).rejects.toMatchObject(coded("not-decided"));
      await subject.retention.clearMarks((await subject.retention.marked(99)).marks);
      const sight = await subject.hide(ids[2]!);
      await subject.retention.clearMarks((await subject.retention.marked(99)).marks);
      await subject.end(ids[1]!);
      const { extended, refused } = await extend(scope, own, sight);
      expect(extended.map(({ itemId }) => itemId)).toEqual([ids[0]]);
      expect(refused.map(({ itemId, refusal: { code } }) => [itemId, code])).toEqual([
        [ids[1], "retention/item-ended"],
      ]);
      expect(await subject.store.ofItem(ids[2]!)).toEqual([]);
      await expect(
        subject.store.extend(scope, null, 2, () => {
          throw new Error("nobody is asked");
        }),
      ).rejects.toMatchObject(coded("too-many"));
      const empty = { kind: "case", id: await subject.link([]) } as const;
      await expect(extend(empty)).rejects.toMatchObject(coded("nothing-there"));
    });

    it("lists what ends soon, soonest first and by pages, and tells who asked before", async () => {
      const ids = [await subject.addItem(), await subject.addItem(), await subject.addItem()];
      await decide();
      await extend(item(ids[0]!));
      await decide();
      const between = { from: day("2027-05-24"), until: day("2027-12-31") };
      const list = (onlyExtended: boolean, after: Parameters<ExtensionStore["ending"]>[2] = null) =>
        subject.store.ending(between, onlyExtended, after, 2, null);
      const first = await list(false);
      expect(first.map(({ itemId, on }) => [itemId, on])).toEqual([
        [ids[1], "2027-05-24"],
        [ids[2], "2027-05-24"],
      ]);
      const [rest] = await list(false, first[1]);
      expect(rest).toMatchObject({ itemId: ids[0], on: "2027-11-20" });
      expect(rest?.extensions).toEqual([{ by: "subject", document: "申请 2026-7" }]);
      expect((await list(true)).map(({ itemId }) => itemId)).toEqual([ids[0]]);
      const sight = await subject.hide(ids[1]!);
      const seen = await subject.store.ending(between, false, null, 9, sight);
      expect(seen.map(({ itemId }) => itemId)).toEqual([ids[2], ids[0]]);
    });

    it("tells which looks are due and overdue, and a look moves the day and nothing that was promised", async () => {
      const ids = [await subject.addItem(), await subject.addItem()];
      await decide();
      const due = (until: string) => subject.log.due(day(until), null, 9, null);
      expect(await due("2027-05-23")).toEqual([]);
      expect(await due("2027-05-24")).toMatchObject([
        { itemId: ids[0], on: "2027-05-24", floor: "2027-05-24", open: false, last: null },
        { itemId: ids[1], on: "2027-05-24", holds: 0, classes: ["R-ROUTINE"] },
      ]);
      expect(await subject.log.overdue(day("2027-05-24"))).toBe(0);
      expect(await subject.log.overdue(day("2027-05-25"))).toBe(2);
      later(60 * 24 * 100);
      const look = { itemIds: [ids[0]!, ids[0]!], reason: "a suit is likely", next: null };
      await reviewItems(deps(), BY, look);
      await decide();
      expect(await floorOf(ids[0]!)).toBe("2027-05-24");
      const [, moved] = await due("2027-12-31");
      expect(moved).toMatchObject({ itemId: ids[0], on: "2027-09-04" });
      expect(moved?.last).toMatchObject({ reason: "a suit is likely", actor: `user:${BY}` });
      const sooner = { ...look, next: day("2027-04-01") };
      await reviewItems(deps(), BY, sooner);
      await decide();
      expect((await due("2027-12-31")).map(({ on }) => on)).toEqual(["2027-04-01", "2027-05-24"]);
      const [page] = await subject.log.due(day("2027-12-31"), null, 1, null);
      const after = await subject.log.due(day("2027-12-31"), page!, 9, null);
      expect(after.map(({ itemId }) => itemId)).toEqual([ids[1]]);
      const sight = await subject.hide(ids[0]!);
      expect(await subject.log.due(day("2027-12-31"), null, 9, sight)).toHaveLength(1);
      const events = await subject.items.custody(ids[0]!);
      const looks = events.filter(({ kind }) => kind === "retention-reviewed");
      expect(looks.map(({ data }) => data)).toEqual([
        { reason: "a suit is likely", next: null },
        { reason: "a suit is likely", next: "2027-04-01" },
      ]);
      expect(await subject.log.ofItem(ids[0]!)).toHaveLength(2);
    });

    it("takes a look at all of the items or at none", async () => {
      const [id, gone] = [await subject.addItem(), await subject.addItem()];
      await decide();
      await subject.end(gone);
      const raw = await subject.addItem("received");
      const look = { reason: "still needed", next: null };
      const no = (itemIds: ItemId[]) => reviewItems(deps(), BY, { ...look, itemIds });
      await expect(no([id, gone])).rejects.toMatchObject(coded("item-ended"));
      await expect(no([id, raw])).rejects.toMatchObject(coded("no-review"));
      await expect(no([id, newId<ItemId>()])).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      const past = { ...look, itemIds: [id], next: today() };
      await expect(reviewItems(deps(), BY, past)).rejects.toMatchObject(coded("review-in-past"));
      expect(await subject.log.ofItem(id)).toEqual([]);
    });
  });
}
