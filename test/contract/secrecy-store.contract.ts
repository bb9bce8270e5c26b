/** What every SecrecyStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "../../services/access/permission.ts";
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { IsoTerm } from "../../services/calendar/term.ts";
import { linkItem } from "../../services/cases/link-item.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { endLabel, extendLabel, setLabel } from "../../services/secrecy/set-label.ts";
import { reviewLabel } from "../../services/secrecy/review.ts";
import { setClearance, setPeople } from "../../services/secrecy/set-people.ts";
import { type Families, type Family, reviewPeriods } from "../../services/secrecy/family.ts";
import type { SecrecyStore } from "../../services/secrecy/secrecy-store.ts";
import { tickingClock } from "../fixtures/evidence.ts";
import { STRANGERS } from "../fakes/people-store.ts";
import { houseOf } from "../fixtures/secrecy.ts";

export interface SecrecyStoreUnderTest {
  readonly store: SecrecyStore;
  readonly items: EvidenceStore;
  readonly cases: CaseStore;
  addItem(): Promise<ItemId>;
  addUser(role: Role): Promise<UserId>;
  /** From that day on the item is only stored. */
  restrict(item: ItemId, from: CalendarDate): Promise<void>;
  /** Subjects of the actions, oldest first. */
  actions(): Promise<readonly (string | null)[]>;
  close(): Promise<void>;
}

const day = (text: string) => text as CalendarDate;
const TODAY = day("2026-06-01");
const ANY_FAMILY: Family = { longest: null, review: null, setBy: [], beforeRelease: null };
const WISH = { issuedOn: null, until: null, condition: null, scope: null, basis: "文件 1 号" };

/** Gives `what` back once so many have come: what they do next they do at once. */
function meeting(of: number): <T>(what: T) => Promise<T> {
  const { promise, resolve } = Promise.withResolvers<null>();
  let come = 0;
  return async (what) => {
    come += 1;
    if (come === of) resolve(null);
    await promise;
    return what;
  };
}

export function secrecyStoreContract(
  name: string,
  make: () => Promise<SecrecyStoreUnderTest>,
): void {
  describe(`SecrecyStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: SecrecyStoreUnderTest;
    let [item, other, caseId] = ["" as ItemId, "" as ItemId, "" as CaseId];
    let [admin, officer] = ["" as UserId, "" as UserId];
    beforeEach(async () => {
      subject = await make();
      item = await subject.addItem();
      other = await subject.addItem();
      admin = await subject.addUser("admin");
      officer = await subject.addUser("officer");
      const { id } = await createCase({ cases: subject.cases, clock, today: () => TODAY }, admin, {
        number: "琼综执〔2026〕9号",
        title: "t",
      });
      caseId = id;
      await linkItem({ cases: subject.cases, clock }, admin, caseId, item);
    });
    afterEach(() => subject.close());

    it("tells since when an item is only stored, and of a case nothing", async () => {
      await subject.restrict(item, day("2026-05-01"));
      const of = async (thing: Parameters<SecrecyStore["facts"]>[0]) =>
        (await subject.store.facts(thing)).restrictedFrom;
      expect(await of({ type: "item", id: item })).toBe("2026-05-01");
      expect(await of({ type: "item", id: other })).toBeNull();
      expect(await of({ type: "case", id: caseId })).toBeNull();
    });

    const deps = () => ({
      ...{ secrecy: subject.store, clock, people: STRANGERS },
      classification: houseOf("province"),
    });
    const by = () => ({ id: admin, isAdmin: true });
    const sight = async (id: UserId) => {
      const person = await subject.store.person(id);
      if (person === null) throw new Error("no such account");
      return subject.store.sight(person, TODAY);
    };
    const hiddenFrom = async (id: UserId) =>
      [
        ...(await subject.store.hidden(await sight(id), [item, other, caseId, newId<ItemId>()])),
      ].filter((found) => [item, other, caseId].includes(found as ItemId));

    it("keeps a label with its custody event and action, and every change in its place", async () => {
      const thing = { type: "item", id: item } as const;
      const set = await setLabel(
        deps(),
        thing,
        { ...WISH, kind: "secret", scope: [officer] },
        by(),
      );
      await expect(
        extendLabel(deps(), thing, set.id, day("2036-06-01"), by()),
      ).rejects.toMatchObject({ code: "secrecy/bad-term" });
      await endLabel(deps(), thing, set.id, "declassified", { id: officer, isAdmin: false });
      const [kept] = await subject.store.labels(thing);
      expect(kept).toMatchObject({
        ...{ ...set, version: 1 },
        ended: { by: `user:${officer}`, reason: "declassified" },
      });
      const events = await subject.items.custody(item);
      expect(events.map(({ kind }) => kind)).toEqual(["linked", "label-changed", "label-changed"]);
      expect(firstBreak(events)).toBeNull();
      const about = (await subject.actions()).filter((found) => found === `item:${item}`);
      expect(about).toHaveLength(2);
    });

    it("lets one of two changes through, and tells of that one alone", async () => {
      const thing = { type: "item", id: item } as const;
      const set = await setLabel(deps(), thing, { ...WISH, kind: "trade" }, by());
      const outcomes = await Promise.allSettled(
        ["a reason", "another"].map((reason) => endLabel(deps(), thing, set.id, reason, by())),
      );
      expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
      expect(await subject.items.custody(item)).toHaveLength(3);
    });

    it("keeps the review of a level, once of two, and lists what is due to whoever may know of it", async () => {
      const thing = { type: "item", id: item } as const;
      const issuedOn = day("2025-06-01");
      const set = await setLabel(deps(), thing, { ...WISH, kind: "secret", issuedOn }, by());
      await setLabel(deps(), { type: "case", id: caseId }, { ...WISH, kind: "work" }, by());
      await setClearance(
        deps(),
        officer,
        { state: "secret", duties: ["work"], until: null },
        admin,
      );
      const due = async (until: string, who: UserId | null, families: Families = {}) =>
        subject.store.reviewsDue(
          { by: day(until), today: TODAY },
          reviewPeriods(families),
          who === null ? null : await sight(who),
          9,
        );
      const listed = { thing, labelId: set.id, kind: "secret", due: "2026-06-01" };
      for (const who of [officer, null]) {
        expect(await due("2026-06-01", who)).toMatchObject([listed]);
      }
      expect([await due("2026-05-31", officer), await due("2026-06-01", admin)]).toEqual([[], []]);
      // A pack may ask sooner for a level, and for a kind that the law says nothing of; later than the law it may not.
      const family = (review: string) => ({ ...ANY_FAMILY, review: review as IsoTerm });
      const asked = async (until: string, families: Families) =>
        (await due(until, officer, families)).map((one) => [one.kind, one.due]);
      expect(await asked("2026-12-01", { work: family("P6M"), secret: family("P2Y") })).toEqual([
        ["secret", "2026-06-01"],
        ["work", "2026-12-01"],
      ]);
      expect(await asked("2025-12-01", { secret: family("P6M") })).toEqual([
        ["secret", "2025-12-01"],
      ]);
      const reading = meeting(2);
      const secrecy: Pick<SecrecyStore, "labels" | "put"> = {
        labels: async (of) => reading(await subject.store.labels(of)),
        put: (...asked) => subject.store.put(...asked),
      };
      const tries = await Promise.allSettled(
        ["still secret", "the same"].map((reason) => {
          const both = { ...deps(), secrecy: secrecy as SecrecyStore };
          return reviewLabel(both, thing, set.id, { reason, nextOn: null }, by());
        }),
      );
      expect(tries.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"]);
      const reviewed = { on: TODAY, by: `user:${by().id}`, nextOn: "2027-06-01" };
      expect((await subject.store.labels(thing))[0]).toEqual({ ...set, reviewed, version: 1 });
      expect(await due("2027-05-31", null)).toEqual([]);
      expect(await due("2027-06-01", null)).toMatchObject([{ due: "2027-06-01" }]);
    });

    it("knows no thing, no account and no case that is not there, and keeps nothing of it", async () => {
      for (const type of ["item", "case"] as const) {
        const thing = { type, id: newId<ItemId>() as never };
        await expect(
          setLabel(deps(), thing, { ...WISH, kind: "work" }, by()),
        ).rejects.toMatchObject({
          kind: "missing",
        });
        await expect(subject.store.facts(thing)).rejects.toMatchObject({ kind: "missing" });
      }
      const nobody = newId<UserId>();
      const clear = setClearance(deps(), nobody, { state: null, duties: [], until: null }, admin);
      await expect(clear).rejects.toMatchObject({ code: "access/no-such-user" });
      const people = [{ userId: nobody, until: null }];
      await expect(setPeople(deps(), caseId, people, admin)).rejects.toMatchObject({
        code: "access/no-such-user",
      });
      expect(await subject.store.people(caseId)).toEqual([]);
      expect(await subject.store.person(nobody)).toBeNull();
    });

    it("hides an item by its own labels and those of its cases, and gives it back as they end", async () => {
      expect(await hiddenFrom(officer)).toEqual([]);
      const set = await setLabel(
        deps(),
        { type: "case", id: caseId },
        { ...WISH, kind: "minor" },
        by(),
      );
      expect((await hiddenFrom(officer)).toSorted()).toEqual([item, caseId].toSorted());
      await setClearance(deps(), officer, { state: null, duties: ["minor"], until: null }, admin);
      expect(await hiddenFrom(officer)).toEqual([]);
      const ended = { state: null, duties: ["minor" as const], until: TODAY };
      expect(await subject.store.clearances(9)).toMatchObject([
        { person: { id: officer }, clearance: { duties: ["minor"], until: null } },
      ]);
      await setClearance(deps(), officer, ended, admin, "the work is done");
      const listed = { clearance: ended, setBy: `user:${admin}` };
      expect(await subject.store.clearances(9)).toMatchObject([listed]);
      expect(await subject.store.clearances(0)).toEqual([]);
      expect(await hiddenFrom(officer)).toContain(item);
      await endLabel(deps(), { type: "case", id: caseId }, set.id, "of age", by());
      expect(await hiddenFrom(officer)).toEqual([]);
    });

    it("keeps a case with people to them, until that day, and to whoever is over all cases", async () => {
      await setPeople(deps(), caseId, [{ userId: admin, until: null }], admin);
      expect((await hiddenFrom(officer)).toSorted()).toEqual([item, caseId].toSorted());
      await setPeople(deps(), caseId, [{ userId: officer, until: null }], admin);
      expect(await hiddenFrom(officer)).toEqual([]);
      expect(await hiddenFrom(admin)).toEqual([]);
      await setPeople(deps(), caseId, [{ userId: admin, until: TODAY }], admin);
      expect(await hiddenFrom(officer)).toEqual([]);
      expect((await subject.store.facts({ type: "item", id: item })).people).toHaveLength(1);
    });

    it("hides what was set apart from all but administrators", async () => {
      const thing = { type: "item", id: other } as const;
      await setLabel(deps(), thing, { ...WISH, kind: "set-apart" }, by());
      expect(await hiddenFrom(officer)).toEqual([other]);
      expect(await hiddenFrom(admin)).toEqual([]);
    });
  });
}
