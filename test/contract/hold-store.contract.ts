/** What every HoldStore must do, seen through the use cases on an object store that really holds. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem, unlinkItem } from "../../services/cases/link-item.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceItem } from "../../services/evidence/evidence-item.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import type { HoldScope } from "../../services/holds/hold.ts";
import type { HoldStore } from "../../services/holds/hold-store.ts";
import { keepHolds } from "../../services/holds/keep-holds.ts";
import { type Placing, placeHold } from "../../services/holds/place-hold.ts";
import { releaseHold, reviewHold } from "../../services/holds/release-hold.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import {
  type DeviceId,
  type ItemId,
  type SessionId,
  type UserId,
  newId,
} from "../../services/kernel/ids.ts";
import { originalKey } from "../../services/objects/object-key.ts";
import { MemoryObjectStore } from "../fakes/object-store.ts";
import { NOON, receivedItem, verifiedOriginal } from "../fixtures/evidence.ts";
import { STRANGERS } from "../fakes/people-store.ts";
import { refused } from "../fixtures/store-outcomes.ts";
import { holdListsContract } from "./hold-lists.contract.ts";

export interface HoldStoreUnderTest {
  readonly store: HoldStore;
  readonly items: EvidenceStore;
  readonly cases: CaseStore;
  readonly actions: ActionStore;
  readonly device: DeviceId;
  addPerson(): Promise<UserId>;
  addItem(item: EvidenceItem): Promise<void>;
  addSession(): Promise<SessionId>;
  placeInSession(id: SessionId, item: ItemId): Promise<void>;
  removeFromSession(id: SessionId, item: ItemId): Promise<void>;
  close(): Promise<void>;
}

const DAY = "2026-12-24" as CalendarDate;

export function holdStoreContract(name: string, make: () => Promise<HoldStoreUnderTest>): void {
  describe(`HoldStore: ${name}`, () => {
    let subject: HoldStoreUnderTest;
    let objects: MemoryObjectStore;
    let [placer, other] = ["", ""] as UserId[] as [UserId, UserId];
    let now: UtcInstant;
    let today: CalendarDate;
    const alarms: string[] = [];
    const log = { error: (_: object, text: string) => void alarms.push(text) };
    beforeEach(async () => {
      [subject, now, today] = [await make(), NOON, "2026-11-24" as CalendarDate];
      objects = new MemoryObjectStore(() => now);
      [placer, other] = [await subject.addPerson(), await subject.addPerson()];
      alarms.length = 0;
    });
    afterEach(() => subject.close());

    const deps = () => ({
      ...{ holds: subject.store, objects, clock: () => now, today: () => today, log },
      ...{ people: STRANGERS, cases: subject.cases },
    });
    const round = async () => {
      now = plusMs(now, 61_000);
      return keepHolds(deps(), new AbortController().signal);
    };
    const sealed = async (changes: Partial<EvidenceItem["announced"]> = {}) => {
      const bare = receivedItem({
        deviceId: subject.device,
        stage: "sealed",
        viewingStage: "none",
      });
      const { versionId } = await objects.put(originalKey(bare.id), Buffer.from(bare.id));
      await subject.addItem({
        ...{ ...bare, noViewingReason: "media/unreadable" },
        original: verifiedOriginal(bare.id, Buffer.from(bare.id), versionId),
        announced: { ...bare.announced, ...changes },
      });
      return bare.id;
    };
    const place = (scope: HoldScope, changes: Partial<Placing> = {}) =>
      placeHold(deps(), placer, {
        ...{ kind: "litigation", scope, authorityNumber: "(2026)琼01行初17号", reviewOn: DAY },
        ...{ document: { mediaType: "application/pdf", bytes: Buffer.from("%PDF-") } },
        ...{ reason: "the driver sues", ...changes },
      });
    const isHeld = async (id: ItemId) =>
      (await objects.head((await objects.find(originalKey(id)))!)).isHeld;
    const counts = () => subject.store.counts(today, plusMs(now, 1));
    const kinds = async (id: ItemId) => (await subject.items.custody(id)).map(({ kind }) => kind);

    const join = (limit: number) =>
      subject.store.join(now, plusMs(now, -1), limit, () => ({
        ...{ at: now, actor: "process:custody" },
        happening: { kind: "held", data: {} },
      }));

    it("holds nothing before the store showed it, and tells each item once", async () => {
      const item = await sealed();
      const hold = await place({ kind: "items", itemIds: [item, item] });
      expect(await subject.store.holding(item)).toEqual([hold.id]);
      expect(await subject.store.kept(item)).toBeNull();
      expect((await objects.head(hold.authority.object)).isHeld).toBe(true);
      objects.forgetsHolds = true;
      expect(await round()).toMatchObject({ joined: 1, lookedAt: 1, failed: 1 });
      const first = await subject.store.kept(item);
      expect(first).toMatchObject({ isHeld: false, failure: "objects/hold-not-kept" });
      const notKept = async (before: UtcInstant) =>
        (await subject.store.counts(today, before)).notKept;
      expect([await notKept(now), await notKept(plusMs(now, 1))]).toEqual([0, 1]);
      objects.forgetsHolds = false;
      expect(await round()).toMatchObject({ joined: 0, lookedAt: 1, failed: 0 });
      expect(await subject.store.kept(item)).toEqual({
        ...{ isHeld: true, objects: 1, readBackAt: now, failure: null },
      });
      expect(await isHeld(item)).toBe(true);
      await refused(objects.remove((await objects.find(originalKey(item)))!), "objects/held");
      expect(await counts()).toEqual({ active: 1, overdue: 0, notKept: 0 });
      expect(await kinds(item)).toEqual(["held"]);
      expect(await round()).toMatchObject({ joined: 0, lookedAt: 0 });
    });

    it("holds what comes into a held session later, and keeps what leaves it", async () => {
      const session = await subject.addSession();
      const [first, later, apart] = [await sealed(), await sealed(), await sealed()];
      await subject.placeInSession(session, first);
      const hold = await place({ kind: "session", sessionId: session });
      await round();
      await subject.placeInSession(session, later);
      expect(await subject.store.holding(later)).toEqual([hold.id]);
      await round();
      await subject.removeFromSession(session, first);
      await round();
      expect(await subject.store.holding(first)).toEqual([hold.id]);
      expect([await isHeld(first), await isHeld(later)]).toEqual([true, true]);
      expect(await subject.store.holding(apart)).toEqual([]);
      const nobody = { kind: "session", sessionId: newId<SessionId>() } as const;
      await refused(place(nobody), "holds/no-such-subject");
    });

    it("holds what comes into a held case later, and keeps what leaves the case", async () => {
      const file = await createCase(deps(), placer, { number: "2026-17", title: "Noise" });
      const [first, later] = [await sealed(), await sealed()];
      await linkItem(deps(), placer, file.id, first);
      const hold = await place({ kind: "case", caseId: file.id });
      await round();
      await linkItem(deps(), placer, file.id, later);
      expect(await subject.store.holding(later)).toEqual([hold.id]);
      await round();
      await unlinkItem(deps(), placer, file.id, first, "wrong case");
      await round();
      expect(await subject.store.holding(first)).toEqual([hold.id]);
      expect([await isHeld(first), await isHeld(later)]).toEqual([true, true]);
      const [listed] = await subject.store.page({ caseId: file.id }, today, null, 10);
      expect(listed).toMatchObject({ id: hold.id, items: 2, kept: 2 });
      expect(await subject.store.page({ itemId: first }, today, null, 10)).toHaveLength(1);
    });

    it("takes whoever is named before the many that a query matches, and those a part at a time", async () => {
      const many = [];
      for (let at = 0; at < 5; at += 1) many.push(await sealed({ activity: "HN-02" }));
      const one = await sealed();
      await place({ kind: "query", query: { activity: "HN-02" } });
      await place({ kind: "items", itemIds: [one] });
      const joined = () => join(2);
      expect(await joined()).toBe(2);
      expect(await kinds(one)).toEqual(["held"]);
      expect([await joined(), await joined(), await joined()]).toEqual([2, 2, 0]);
      for (const id of many) expect(await kinds(id)).toEqual(["held"]);
    });

    it("lets no query wait for another that matches more than there is room for", async () => {
      for (let at = 0; at < 5; at += 1) await sealed({ activity: "HN-02" });
      const one = await sealed({ activity: "HN-03" });
      await place({ kind: "query", query: { activity: "HN-02" } });
      await place({ kind: "query", query: { activity: "HN-03" } });
      expect(await join(4)).toBe(3);
      expect(await kinds(one)).toEqual(["held"]);
      expect([await join(4), await join(4)]).toEqual([3, 0]);
    });

    it("holds what lies in quarantine, and shows nothing as held that lies nowhere", async () => {
      const bare = receivedItem({ deviceId: subject.device, viewingStage: "none" });
      await subject.addItem({ ...bare, noViewingReason: "media/unreadable" });
      await place({ kind: "items", itemIds: [bare.id] });
      await round();
      expect(await subject.store.kept(bare.id)).toMatchObject({ isHeld: false, objects: 0 });
      const apart = receivedItem({
        ...{ deviceId: subject.device, stage: "quarantined", viewingStage: "none" },
      });
      await objects.put(originalKey(apart.id), Buffer.from(apart.id));
      await subject.addItem({ ...apart, quarantineReason: "ingest/stored-bytes-differ" });
      await place({ kind: "items", itemIds: [apart.id] });
      await round();
      expect(await subject.store.kept(apart.id)).toMatchObject({ isHeld: true, objects: 1 });
      expect(await isHeld(apart.id)).toBe(true);
    });

    it("holds what a query matches, now and later, and nothing beside it", async () => {
      const query = {
        ...{ deviceId: subject.device, activity: "HN-01" },
        recordedFrom: "2026-11-24T00:00:00.000Z" as UtcInstant,
        recordedUntil: "2026-11-25T00:00:00.000Z" as UtcInstant,
      };
      const hit = await sealed({ activity: "HN-01" });
      const misses = [
        await sealed(),
        await sealed({ activity: "HN-01", recordedAt: null }),
        await sealed({ activity: "HN-01", recordedAt: query.recordedUntil }),
      ];
      const hold = await place({ kind: "query", query });
      await round();
      const late = await sealed({ activity: "HN-01" });
      expect(await subject.store.holding(late)).toEqual([hold.id]);
      await round();
      expect([await isHeld(hit), await isHeld(late)]).toEqual([true, true]);
      for (const miss of misses) expect(await isHeld(miss)).toBe(false);
    });

    it("is released by another person only, once, and frees what no other hold lies on", async () => {
      const [one, both] = [await sealed(), await sealed()];
      const wide = await place({ kind: "items", itemIds: [one, both] });
      await place({ kind: "items", itemIds: [both] }, { kind: "complaint" });
      await round();
      await refused(releaseHold(deps(), placer, wide.id, "over"), "access/same-person");
      const tries = [1, 2, 3].map(() => releaseHold(deps(), other, wide.id, "settled"));
      const outcomes = await Promise.allSettled(tries);
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      await refused(releaseHold(deps(), other, wide.id, "again"), "holds/released");
      await refused(
        reviewHold(deps(), other, wide.id, { reviewOn: DAY, reason: "late" }),
        "holds/released",
      );
      await round();
      expect([await isHeld(one), await isHeld(both)]).toEqual([false, true]);
      expect(await kinds(one)).toEqual(["held", "hold-released"]);
      expect(await kinds(both)).toEqual(["held", "held", "hold-released"]);
      expect(firstBreak(await subject.items.custody(both))).toBeNull();
      expect(await subject.store.holding(one)).toEqual([]);
      // What was let go is held anew by a new hold.
      await place({ kind: "items", itemIds: [one] });
      await round();
      expect(await isHeld(one)).toBe(true);
      const told = await subject.actions.from(0, 100);
      expect(told.filter(({ kind }) => kind.startsWith("hold-")).map(({ kind }) => kind)).toEqual([
        ...["hold-placed", "hold-placed", "hold-released", "hold-placed"],
      ]);
    });

    it("sets again what somebody took away from the store, within a day, and raises the alarm", async () => {
      const item = await sealed();
      await place({ kind: "items", itemIds: [item] });
      await round();
      objects.rehold(originalKey(item), false);
      expect(await round()).toMatchObject({ lookedAt: 0 });
      now = plusMs(now, 24 * 3_600_000);
      expect(await round()).toMatchObject({ lookedAt: 1, failed: 0 });
      expect(await isHeld(item)).toBe(true);
      expect(alarms).toHaveLength(1);
    });

    it("is overdue the day after its review, until somebody looked", async () => {
      const item = await sealed();
      const hold = await place({ kind: "items", itemIds: [item] });
      const overdue = () => subject.store.page({ state: "overdue" }, today, null, 10);
      today = DAY;
      expect(await overdue()).toHaveLength(0);
      today = "2026-12-25" as CalendarDate;
      expect((await overdue()).map(({ id }) => id)).toEqual([hold.id]);
      expect((await counts()).overdue).toBe(1);
      const later = { reviewOn: "2027-01-24" as CalendarDate, reason: "the suit goes on" };
      await reviewHold(deps(), placer, hold.id, later);
      expect(await overdue()).toHaveLength(0);
      expect(await subject.store.get(hold.id)).toMatchObject({ reviewOn: later.reviewOn });
    });

    holdListsContract({
      ...{ deps, round, sealed, place },
      ...{ subject: () => subject, now: () => now, today: () => today, other: () => other },
    });
  });
}
