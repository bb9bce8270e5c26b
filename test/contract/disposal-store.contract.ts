/** What every DisposalStore must do, seen through the use cases. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "../../services/access/permission.ts";
import { awaitedRoles, stateOf, summaryOf } from "../../services/disposal/batch.ts";
import {
  appraiseBatch,
  approveBatch,
  prolongGrace,
  stopBatch,
} from "../../services/disposal/decide-batch.ts";
import type { DisposalStore } from "../../services/disposal/disposal-store.ts";
import { type EndingRule, endingRule } from "../../services/disposal/ending-rule.ts";
import { proposeDisposal } from "../../services/disposal/propose.ts";
import { type UtcInstant, plusMs } from "../../services/kernel/clock.ts";
import { type DisposalId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { ANY_ACTION } from "../fixtures/actions.ts";
import { TERMS, ZONE, disposalDeps } from "../fixtures/disposal.ts";
import { day } from "../fixtures/retention.ts";
import { handOverTests } from "./disposal-hand-over.contract.ts";
import { type DisposalStoreUnderTest, endTests } from "./disposal-end.contract.ts";
import { refused } from "../fixtures/store-outcomes.ts";

export const HOUR_MS = 3_600_000;
const HOUSE = endingRule(TERMS, null);

export function disposalStoreContract(
  name: string,
  make: (clock: () => UtcInstant) => Promise<DisposalStoreUnderTest>,
): void {
  describe(`DisposalStore: ${name}`, () => {
    let subject: DisposalStoreUnderTest;
    let people: readonly UserId[];
    let now: UtcInstant;
    beforeEach(async () => {
      // The database has a clock of its own, and it must agree.
      now = new Date().toISOString() as UtcInstant;
      subject = await make(() => now);
      people = [];
      while (people.length < 4) people = [...people, await subject.addPerson()];
    });
    afterEach(() => subject.close());

    const person = (index: number): UserId => people[index]!;
    const deps = () => ({
      ...{ ...disposalDeps(() => now), disposals: subject.store },
    });
    /** Past the database's clock: whatever is asked then is asked of the store alone. */
    const later = (ms: number) => {
      now = plusMs(now, ms);
      return { ...deps(), disposals: at(subject.store, () => now) };
    };
    const propose = async (...itemIds: ItemId[]) =>
      proposeDisposal(deps(), person(0), { itemIds, reason: "past their term" });
    const due = async () =>
      (await subject.store.due(day("2026-11-24"), 0, 10)).map(({ itemId }) => itemId);

    endTests(() => ({ subject, now, propose }));
    handOverTests(() => ({ subject, now, propose }));

    it("tells what is past its term, with all that is known of it", async () => {
      const [past, other] = [
        await subject.addItem("2026-11-01"),
        await subject.addItem("2026-11-23"),
      ];
      await subject.addItem("2026-11-24");
      expect(await due()).toEqual([past, other]);
      const [first] = await subject.store.due(day("2026-11-24"), 0, 1);
      expect(first).toMatchObject({
        ...{ itemId: past, stage: "sealed", holds: 0, heldAt: null, findings: [] },
        ...{ isUndecided: false, isPackaging: false, isProposed: false, caseCommitments: [] },
        decided: { floor: "2026-11-01", open: false, classes: ["R-ROUTINE"] },
      });
      expect(await subject.store.due(day("2026-11-24"), first!.position, 9)).toHaveLength(1);
      for (const turn of ["held", "undecided", "packaging", "finding"] as const) {
        await subject.turn(past, turn);
      }
      const [turned, unturned, ...rest] = await subject.store.facts([past, other, newId<ItemId>()]);
      expect(turned).toMatchObject({
        ...{ isUndecided: true, isPackaging: true, holds: 1 },
        findings: ["fixity/object-missing"],
      });
      expect([unturned?.holds, unturned?.isPackaging, rest]).toEqual([0, false, []]);
    });

    it("freezes what is proposed, and has an item in one batch at a time", async () => {
      const [one, two] = [await subject.addItem("2026-11-01"), await subject.addItem("2026-11-01")];
      const batch = await propose(one, two, one);
      expect(batch.items.map(({ itemId }) => itemId)).toEqual([one, two]);
      expect(await subject.store.get(batch.id)).toEqual(batch);
      expect(batch).toMatchObject({
        appraisal: null,
        approvals: [],
        graceUntil: null,
        stopped: null,
      });
      expect(batch.list).toContain(batch.items[1]!.sha256);
      expect(stateOf(batch, now)).toBe("notice");
      await refused(propose(two), "disposal/not-eligible");
      const [facts] = await subject.store.facts([two]);
      expect(facts?.isProposed).toBe(true);
      const { items, id: _id, ...again } = batch;
      const late = subject.store.propose(
        { ...again, id: newId<DisposalId>(), items: items.slice(1) },
        ANY_ACTION,
      );
      await refused(late, "disposal/proposed-already");
      expect(await subject.store.page({}, null, 10)).toHaveLength(1);
      expect(await subject.store.page({ itemId: two, over: false }, null, 10)).toEqual([
        summaryOf(batch),
      ]);
      expect(await subject.store.page({ over: true }, null, 10)).toEqual([]);
      expect(await subject.store.page({}, batch.position, 10)).toEqual([]);
      await refused(subject.store.get(newId<DisposalId>()), "disposal/no-such-batch");
    });

    it("is appraised item by item after its notice, and approved by two others within a day", async () => {
      const [gone, kept] = [
        await subject.addItem("2026-11-01"),
        await subject.addItem("2026-11-01"),
      ];
      const { id, noticeUntil } = await propose(gone, kept);
      const items = [
        { itemId: kept, decision: "keep", why: "a colleague teaches with it" },
        { itemId: gone, decision: "destroy", why: "of no further use" },
      ] as const;
      await refused(appraiseBatch(deps(), person(1), { id, items }), "disposal/notice-runs");
      const after = later(Date.parse(noticeUntil) - Date.parse(now));
      await refused(
        appraiseBatch(after, person(1), { id, items: items.slice(1) }),
        "disposal/not-each-item",
      );
      const transfer = [items[0], { ...items[1], decision: "transfer" }] as const;
      await refused(appraiseBatch(after, person(1), { id, items: transfer }), "disposal/other-way");
      const { appraisal, items: judged } = await appraiseBatch(after, person(1), { id, items });
      expect(judged.map(({ outcome, why }) => [outcome, why])).toEqual([
        [null, "of no further use"],
        ["kept", "a colleague teaches with it"],
      ]);
      const approve = (index: number, sha256 = appraisal!.sha256) =>
        approveBatch(later(0), person(index), { id, sha256 });
      for (const index of [0, 1]) await refused(approve(index), "access/same-person");
      await refused(approve(2, judged[0]!.sha256), "disposal/other-text");
      expect((await approve(2)).graceUntil).toBeNull();
      await refused(approve(2), "access/same-person");
      later(24 * HOUR_MS);
      const renewed = await approve(3);
      expect([renewed.graceUntil, renewed.approvals.length]).toEqual([null, 2]);
      const { graceUntil, ...approved } = await approve(2);
      expect(graceUntil).toBe(plusMs(now, 72 * HOUR_MS));
      expect(approved.approvals.map(({ by }) => by)).toEqual([2, 3, 2].map(person));
      await refused(approve(3), "disposal/other-state");
      const [listed] = await subject.store.page({}, null, 10);
      expect(listed).toEqual(summaryOf(await subject.store.get(id)));
      expect([listed?.counts.waiting, listed?.counts.kept]).toEqual([1, 1]);
      const told = (await subject.actions.from(0, 100)).map(({ kind }) => kind);
      expect(told.slice(-5)).toEqual([
        "disposal-proposed",
        "disposal-appraised",
        ...Array<string>(3).fill("disposal-approved"),
      ]);
    });

    it("is approved by a person of each role that its rule names, and its grace is made longer within that, never shorter", async () => {
      const item = await subject.addItem("2026-11-01");
      const rule = {
        ...HOUSE,
        pack: "p 1",
        approvals: ["records", "legal"],
        graceHours: 96,
      } as const;
      const deps = (endingRule = async (): Promise<EndingRule> => rule) => ({
        ...{ ...disposalDeps(() => now), disposals: at(subject.store, () => now), endingRule },
      });
      const proposal = { itemIds: [item], reason: "past its term" };
      const { id, noticeUntil, list } = await proposeDisposal(deps(), person(0), proposal);
      expect(JSON.parse(list)).toMatchObject({ rule });
      now = plusMs(noticeUntil, 0);
      const items = [{ itemId: item, decision: "destroy", why: "of no use" }] as const;
      const { appraisal, ...read } = await appraiseBatch(deps(), person(1), { id, items });
      expect([read.rule, awaitedRoles({ ...summaryOf({ ...read, appraisal }) }, now)]).toEqual([
        ...[rule, ["records", "legal"]],
      ]);
      // A pack of a later day asks for less; the batch does not.
      const weaker = async () => HOUSE;
      const approve = (index: number, role: Role) =>
        approveBatch(deps(weaker), person(index), { id, sha256: appraisal!.sha256, role });
      await refused(approve(2, "admin"), "disposal/other-role");
      expect((await approve(2, "legal")).approvals).toMatchObject([{ role: "legal" }]);
      await refused(approve(3, "legal"), "disposal/other-role");
      const full = await approve(3, "records");
      expect([full.graceUntil, awaitedRoles(summaryOf(full), now)]).toEqual([
        ...[plusMs(now, 96 * HOUR_MS), []],
      ]);
      expect(await subject.store.page({}, null, 10)).toEqual([summaryOf(full)]);
      const prolong = (days: number) => {
        const until = ZONE.dayOf(plusMs(now, days * 24 * HOUR_MS));
        return prolongGrace(deps(), person(1), { id, until, reason: "a letter is awaited" });
      };
      await refused(prolong(2), "disposal/other-grace");
      await refused(prolong(366), "disposal/other-grace");
      const { graceUntil } = await prolong(30);
      expect(graceUntil).toBe(ZONE.endOf(ZONE.dayOf(plusMs(now, 30 * 24 * HOUR_MS))));
      await refused(prolong(29), "disposal/other-grace");
      now = graceUntil!;
      await refused(prolong(60), "disposal/other-state");
    });

    it("is stopped by anybody at any time, and what was in it may be proposed again", async () => {
      const item = await subject.addItem("2026-11-01");
      const { id } = await propose(item);
      const stopped = await stopBatch(deps(), person(3), { id, reason: "the prosecutor asked" });
      expect([stateOf(stopped, now), stopped.finishedAt]).toEqual(["stopped", now]);
      expect(await subject.store.page({ over: true }, null, 10)).toEqual([summaryOf(stopped)]);
      expect(stopped.items[0]).toMatchObject({ outcome: "dropped", against: ["stopped"] });
      await refused(stopBatch(deps(), person(2), { id, reason: "x" }), "disposal/other-state");
      expect((await propose(item)).items).toHaveLength(1);
    });

    it("is over at once where all of it is kept", async () => {
      const item = await subject.addItem("2026-11-01");
      const { id, noticeUntil } = await propose(item);
      const after = later(Date.parse(noticeUntil) - Date.parse(now));
      const items = [{ itemId: item, decision: "keep", why: "still of use" }] as const;
      const batch = await appraiseBatch(after, person(0), { id, items });
      expect([stateOf(batch, now), batch.finishedAt]).toEqual(["finished", now]);
    });
  });
}

/** The same store on a machine whose clock is `clock`. */
const at = (store: DisposalStore, clock: () => UtcInstant): DisposalStore =>
  new Proxy(store, {
    get: (target, name) => {
      if (name === "databaseTime") return () => Promise.resolve(clock());
      const member: unknown = Reflect.get(target, name);
      return typeof member === "function" ? (member as () => void).bind(target) : member;
    },
  });
