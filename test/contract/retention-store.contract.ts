/** What every RetentionStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type CaseId, type ItemId, newId } from "../../services/kernel/ids.ts";
import { decide } from "../../services/retention/decide.ts";
import type { CaseFacts, Until } from "../../services/retention/facts.ts";
import type { NewDecision, RetentionStore } from "../../services/retention/retention-store.ts";
import { NOON, receivedItem } from "../fixtures/evidence.ts";
import { CHINA, clip, day, openCase } from "../fixtures/retention.ts";

export interface RetentionStoreUnderTest {
  readonly store: RetentionStore;
  readonly items: Pick<EvidenceStore, "custody">;
  add(item: EvidenceItem): Promise<void>;
  /** Puts the item to this case, marks it, and marks what changed as the product's writers do. */
  link(itemId: ItemId, file: CaseFacts): Promise<void>;
  flag(itemId: ItemId, flag: string, at: UtcInstant): Promise<void>;
  unflag(itemId: ItemId, flag: string): Promise<void>;
  /** Of the item, or of a case of it; the last counts. Null: it has not come about. */
  tell(
    told: { readonly itemId: ItemId } | { readonly caseId: CaseId },
    on: string | null,
  ): Promise<void>;
  /** Asks for the item's locks as the audit does. */
  askLock(itemId: ItemId, at: UtcInstant): Promise<void>;
  /** Keeps what the receipt of the item says. */
  receipt(itemId: ItemId, lockedUntil: UtcInstant): Promise<void>;
  close(): Promise<void>;
}

const MEDIA = { subject: "original", part: "media" } as const;

const decision = (
  itemId: ItemId,
  floor: Until,
  changes: Partial<NewDecision> = {},
): NewDecision => ({
  ...{
    itemId,
    seen: 0,
    pack: "a-pack 1",
    text: `of ${itemId}\n`,
    sha256: sha256(`of ${itemId}\n`),
  },
  ...{ outcomeSha256: sha256(floor), at: NOON, locks: false, reviewOn: null },
  decision: { ...decide(clip({ itemId }), null, CHINA), floor, ceiling: day("2026-01-01") },
  happening: { kind: "retention-set", data: { until: floor } },
  ...changes,
});

export function retentionStoreContract(
  name: string,
  make: () => Promise<RetentionStoreUnderTest>,
): void {
  describe(`RetentionStore: ${name}`, () => {
    let subject: RetentionStoreUnderTest;
    let store: RetentionStore;
    beforeEach(async () => {
      subject = await make();
      store = subject.store;
    });
    afterEach(() => subject.close());

    async function sealed(changes: Partial<EvidenceItem> = {}): Promise<ItemId> {
      const item = receivedItem({ stage: "sealed", ...changes });
      await subject.add(item);
      return item.id;
    }
    const clearAll = async (): Promise<void> => {
      const { marks } = await store.marked(1_000);
      await store.clearMarks(marks);
    };

    it("reads the facts of sealed items by pages, with their cases, flags and what was decided", async () => {
      const announced = { ...receivedItem().announced, activity: "HN-06" };
      const first = await sealed({ announced, mediaInfo: { durationMs: 90_000 } });
      await subject.add(receivedItem());
      const second = await sealed({ announced: { ...announced, recordedAt: null } });
      const file = openCase({
        ...{ closedOn: day("2026-03-01"), outcome: "evidence-used", archiveTerm: "P10Y" },
        ...{ majorDecision: true, flags: ["real-estate"] },
      });
      await subject.link(first, file);
      await subject.flag(first, "complex", NOON);
      await clearAll();
      for (const on of ["2026-01-01", null]) await subject.tell({ itemId: first }, on);
      await subject.tell({ caseId: file.caseId }, null);
      expect((await store.marked(9)).items.map(({ itemId }) => itemId)).toEqual([first]);
      await clearAll();
      await subject.tell({ caseId: file.caseId }, "2026-02-02");
      expect((await store.marked(9)).items.map(({ itemId }) => itemId)).toEqual([first]);
      await store.save([decision(first, "permanent")]);
      const [one, ...rest] = await store.page(0, 1);
      expect(rest).toEqual([]);
      expect(one).toMatchObject({
        ...{ itemId: first, receivedAt: NOON, recordedAt: "2026-11-24T11:01:30.000Z" },
        ...{ sourceKind: "body_camera", activity: "HN-06", flags: [{ flag: "complex", at: NOON }] },
        cases: [{ ...file, proceedingsOver: { on: "2026-02-02" } }],
        conditions: [{ condition: "proceedings-over", on: null, at: NOON }],
        before: { number: 1, floor: "permanent", outcomeSha256: sha256("permanent") },
      });
      const [two, ...more] = await store.page(one?.position ?? 0, 9);
      expect(two).toMatchObject({
        itemId: second,
        recordedAt: null,
        cases: [],
        conditions: [],
        before: null,
      });
      expect(more).toEqual([]);
      expect(await store.factsOf(first)).toEqual(one);
      const received = receivedItem();
      await subject.add(received);
      expect(await store.factsOf(received.id)).toBeNull();
    });

    it("surveys all that is sealed by pages, with what holds now, until the reader stops", async () => {
      const ids = [await sealed(), await sealed(), await sealed()];
      await subject.add(receivedItem());
      await store.save([decision(ids[1] ?? newId<ItemId>(), "permanent")]);
      const seen: [number, ItemId, unknown][] = [];
      for await (const { of, items } of store.survey()) {
        for (const { itemId, before } of items) seen.push([of, itemId, before]);
      }
      expect(seen.map(([of, itemId]) => [of, itemId])).toEqual(ids.map((id) => [3, id]));
      expect(seen[1]?.[2]).toMatchObject({
        ...{ floor: "permanent", open: false, conflict: false, classes: [] },
      });
      for (let round = 0; round < 20; round += 1) {
        for await (const page of store.survey()) if (page.of > 0) break;
      }
    });

    it("saves a decision once for what was seen, with its event, and lets no floor fall", async () => {
      const id = await sealed();
      const other = await sealed();
      expect(await store.decisionOf(id)).toBeNull();
      const quiet = decision(other, day("2027-01-01"), { happening: null });
      expect(await store.save([decision(id, day("2027-01-01")), quiet])).toEqual(
        new Set([id, other]),
      );
      // The same again, from what is no more.
      expect(await store.save([decision(id, day("2028-01-01"))])).toEqual(new Set());
      const next = decision(id, day("2029-01-01"), { seen: 1, text: "second\n" });
      expect(await store.save([next])).toEqual(new Set([id]));
      expect(await store.decisionOf(id)).toMatchObject({ number: 2, text: "second\n", at: NOON });
      const events = await subject.items.custody(id);
      expect(events.map(({ kind, data }) => [kind, data["until"]])).toEqual([
        ["retention-set", "2027-01-01"],
        ["retention-set", "2029-01-01"],
      ]);
      expect(await subject.items.custody(other)).toEqual([]);
      await expect(store.save([decision(id, day("2028-12-31"), { seen: 2 })])).rejects.toThrow();
      const forEver = decision(id, "permanent", { seen: 2 });
      expect(await store.save([forEver])).toEqual(new Set([id]));
      await expect(store.save([decision(id, day("9999-12-31"), { seen: 3 })])).rejects.toThrow();
      expect((await store.decisionOf(id))?.number).toBe(3);
    });

    it("saves one of two who decide at once", async () => {
      const id = await sealed();
      const saved = await Promise.all(
        ["2027-01-01", "2028-01-01"].map((until) => store.save([decision(id, day(until))])),
      );
      expect(saved.map(({ size }) => size).sort()).toEqual([0, 1]);
      expect(await subject.items.custody(id)).toHaveLength(1);
    });

    it("marks what changed, and keeps a mark that came while an older one was worked off", async () => {
      const id = await sealed();
      await clearAll();
      await subject.link(id, openCase());
      const before = await store.marked(100);
      expect(before.marks.length).toBeGreaterThan(0);
      expect(before.items.map(({ itemId }) => itemId)).toEqual([id]);
      await subject.flag(id, "complex", NOON);
      await store.clearMarks(before.marks);
      expect((await store.marked(100)).items).toMatchObject([
        { itemId: id, flags: [{ flag: "complex" }] },
      ]);
      await clearAll();
      await subject.unflag(id, "complex");
      expect((await store.marked(100)).items).toMatchObject([{ itemId: id, flags: [] }]);
      await clearAll();
      expect(await store.marked(100)).toEqual({ marks: [], items: [] });
      await store.clearMarks([]);
      await store.mark([id]);
      expect((await store.marked(100)).items).toHaveLength(1);
    });

    it("gives out what the ledger does not tell yet", async () => {
      const id = await sealed();
      await store.save([decision(id, day("2027-01-01"))]);
      await store.save([decision(id, "permanent", { seen: 1, sha256: sha256("2") })]);
      const quiet = await sealed();
      await store.save([decision(quiet, day("2027-01-01"), { happening: null })]);
      const told = await store.notEntered(9);
      expect(told.map(({ itemId, number, floor }) => [itemId, number, floor])).toEqual([
        [id, 1, "2027-01-01"],
        [id, 2, "permanent"],
      ]);
      const [first] = await store.notEntered(1);
      if (first !== undefined) await store.entered(first);
      expect(await store.notEntered(9)).toEqual(told.slice(1));
    });

    it("gives out locks that are due until they are kept, and again where the decision moved on", async () => {
      const id = await sealed();
      const other = await sealed();
      await store.save([
        decision(id, "permanent", { locks: true }),
        decision(other, day("2026-12-01")),
      ]);
      const later = plusMs(NOON, 1_000);
      expect(await store.locksDue(plusMs(NOON, -1), 9)).toEqual([]);
      const [due, ...none] = await store.locksDue(later, 9);
      const { asked = "" } = due ?? {};
      expect([due, none]).toEqual([
        { itemId: id, number: 1, floor: "permanent", open: false, asked },
        [],
      ]);
      if (due === undefined) return;
      await store.putOff(due, plusMs(later, 5_000));
      expect(await store.locksDue(later, 9)).toEqual([]);
      const until = "2036-11-24T12:00:00.000Z" as UtcInstant;
      const locked = { parts: [MEDIA], mode: "compliance", until, next: null } as const;
      const [putOff] = await store.locksDue(plusMs(later, 5_000), 9);
      if (putOff === undefined) throw new Error("it is due again");
      await store.locked(putOff, locked);
      expect(await store.locksDue(plusMs(later, 9_000_000), 9)).toEqual([]);
      expect((await store.decisionOf(id))?.lockedUntil).toBe(until);
      await store.save([decision(id, "permanent", { seen: 1, locks: true })]);
      // What was locked by a decision that is over leaves the newer one due, and shortens nothing.
      await store.locked(putOff, { ...locked, until: NOON });
      expect(await store.locksDue(later, 9)).toMatchObject([{ itemId: id, number: 2 }]);
      expect((await store.decisionOf(id))?.lockedUntil).toBe(until);
    });

    it("leaves what was asked for while a lock was set, or put off, and knows how long each is locked", async () => {
      const [id, other, unsealed] = [await sealed(), await sealed(), await sealed()];
      await store.save([decision(id, "permanent", { locks: true })]);
      const sealedUntil = plusMs(NOON, 30_000);
      for (const each of [id, other]) await subject.receipt(each, sealedUntil);
      const known = await store.knownLocks([id, other, unsealed]);
      expect([...known].toSorted()).toEqual(
        [id, other].map((each) => [each, sealedUntil]).toSorted(),
      );
      const [first] = await store.locksDue(NOON, 9);
      if (first === undefined) throw new Error("it is due");
      await subject.askLock(id, plusMs(NOON, 1));
      const until = "2036-11-24T12:00:00.000Z" as UtcInstant;
      await store.locked(first, { parts: [MEDIA], mode: "compliance", until, next: null });
      expect((await store.knownLocks([id])).get(id)).toBe(until);
      const [second] = await store.locksDue(plusMs(NOON, 1), 9);
      if (second === undefined) throw new Error("what was asked since is lost");
      await subject.askLock(id, plusMs(NOON, 2));
      await store.putOff(second, plusMs(NOON, 600_000));
      const [third] = await store.locksDue(plusMs(NOON, 2), 9);
      if (third === undefined) throw new Error("what was asked since is put off");
      await store.locked(third, { parts: [MEDIA], mode: "compliance", until, next: null });
      expect(await store.locksDue(plusMs(NOON, 600_000), 9)).toEqual([]);
    });

    it("moves the pass on for one of two", async () => {
      expect(await store.pass()).toBeNull();
      const begun = { basis: "a", after: 0, beganAt: NOON, endedAt: null };
      expect(await store.savePass(null, begun)).toBe(true);
      expect(await store.savePass(null, { ...begun, basis: "b" })).toBe(false);
      expect(await store.savePass(begun, { ...begun, after: 7 })).toBe(true);
      expect(await store.savePass(begun, { ...begun, after: 9 })).toBe(false);
      const ended = { ...begun, after: 7, endedAt: plusMs(NOON, 5) };
      expect(await store.savePass({ ...begun, after: 7 }, ended)).toBe(true);
      expect(await store.pass()).toEqual(ended);
    });

    it("saves nothing of an item that is not there", async () => {
      const id = await sealed();
      const gone = newId<ItemId>();
      await expect(
        store.save([decision(id, "permanent"), decision(gone, "permanent")]),
      ).rejects.toThrow();
      expect(await store.decisionOf(id)).toBeNull();
    });
  });
}
