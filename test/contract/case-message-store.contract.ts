/** What every CaseMessageStore must do: seen through the use cases that take tables and messages over. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { parseCalendarDate } from "../../services/calendar/calendar-date.ts";
import type { CaseMessageStore } from "../../services/cases/case-message-store.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { changeCase } from "../../services/cases/change-case.ts";
import { importCaseTable } from "../../services/cases/import-table.ts";
import { type Sender, takeMessages } from "../../services/cases/take-messages.ts";
import type { CaseMessage } from "../../services/cases/told-case.ts";
import { type CaseId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { TODAY, tickingClock } from "../fixtures/evidence.ts";

export interface CaseMessageStoreUnderTest {
  readonly store: CaseMessageStore;
  readonly cases: CaseStore;
  readonly kinds: () => Promise<readonly string[]>;
  /** From whoever is not cleared for what concerns minors. */
  hide(id: CaseId): Promise<void>;
  close(): Promise<void>;
}

const BY = newId<UserId>();
const SIGHT: Sight = {
  ...{ userId: BY, role: "records", today: TODAY },
  clearance: { state: null, duties: ["work"] },
};
const day = (text: string) => parseCalendarDate(text)!;

export function caseMessageStoreContract(
  name: string,
  make: () => Promise<CaseMessageStoreUnderTest>,
): void {
  describe(`CaseMessageStore: ${name}`, () => {
    let subject: CaseMessageStoreUnderTest;
    let deps: Parameters<typeof takeMessages>[0];
    beforeEach(async () => {
      subject = await make();
      deps = { caseMessages: subject.store, clock: tickingClock(), today: () => TODAY };
    });
    afterEach(() => subject.close());
    const sender = (said: Partial<Sender> = {}): Sender => ({
      ...{ by: BY, sight: SIGHT, source: "cms", reason: null, dryRun: false },
      ...{ changedByHand: "keep", ...said },
    });
    const tell = async (
      number: string,
      facts: CaseMessage["facts"],
      said: Partial<Sender> = {},
      parties: CaseMessage["parties"] = [],
    ) => (await takeMessages(deps, sender(said), [{ number, facts, parties }])).cases[0]!;
    const table = (csv: string, said: Partial<Sender> = {}, kind: "cases" | "parties" = "cases") =>
      importCaseTable(deps, sender(said), { kind, csv });
    const find = async (number: string) => (await subject.cases.findNumber(number))!;

    it("opens a case once, whoever tells of it at once, and moves on with its source", async () => {
      const all = await Promise.all(
        Array.from({ length: 5 }, () => tell("N1", { title: "噪声", filedOn: day("2026-01-05") })),
      );
      const outcomes = all.map(({ outcome }) => outcome).sort();
      expect(outcomes).toEqual(["added", ...Array.from({ length: 4 }, () => "unchanged")]);
      expect(new Set(all.map(({ caseId }) => caseId)).size).toBe(1);
      expect(await tell("N1", { filedOn: day("2026-01-06") })).toMatchObject({
        ...{ outcome: "changed", corrected: ["filedOn"], kept: [] },
      });
      expect(await find("N1")).toMatchObject({ filedOn: "2026-01-06", revision: 1 });
      expect(await subject.kinds()).toEqual(["case-created", "case-changed"]);
    });

    it("keeps what a person changed since and says so, and takes it over by choice and with a reason", async () => {
      const facts = { title: "t", closedOn: day("2026-02-01"), outcome: "evidence-used" } as const;
      const { caseId } = await tell("N1", facts);
      await changeCase({ ...deps, cases: subject.cases }, BY, caseId!, {
        ...{ revision: 0, facts: { closedOn: day("2026-02-03") }, reason: "appeal" },
      });
      expect(await tell("N1", facts)).toMatchObject({ outcome: "unchanged", kept: ["closedOn"] });
      // Both stay, for a case is closed with what became of its evidence.
      const reopened = { title: "u", closedOn: null, outcome: null };
      const still = await tell("N1", reopened);
      expect(still.kept.toSorted()).toEqual(["closedOn", "outcome"]);
      expect(await find("N1")).toMatchObject({ closedOn: "2026-02-03", title: "u", revision: 2 });
      expect((await tell("N1", reopened, { changedByHand: "take" })).refusal).toMatchObject({
        code: "cases/no-reason",
      });
      const said = { changedByHand: "take", reason: "the system is right" } as const;
      expect((await tell("N1", reopened, said)).corrected).toEqual(["closedOn", "outcome"]);
      expect(await find("N1")).toMatchObject({ closedOn: null, outcome: null, revision: 3 });
      // Another system told none of it.
      expect((await tell("N1", { title: "v" }, { source: "other" })).kept).toEqual(["title"]);
    });

    it("adds and corrects parties, loses none, and takes no name away", async () => {
      const li = { code: "P1", kind: "person", name: "李四" } as const;
      await tell("N1", { title: "t" }, {}, [li]);
      const { caseId } = await tell("N1", {}, {}, [
        { ...li, name: null },
        { ...li, code: "P2" },
      ]);
      const wang = { ...li, name: "王五" };
      expect(await find("N1")).toMatchObject({ parties: [li, { ...li, code: "P2" }] });
      await tell("N1", {}, {}, [wang]);
      await changeCase({ ...deps, cases: subject.cases }, BY, caseId!, {
        ...{ revision: 2, facts: { parties: [wang, { ...wang, code: "P2" }] }, reason: "misheard" },
      });
      const csv = "case_number,code,kind,name\nN1,P1,person,李四\nN1,P2,person,李四\n";
      const report = await table(csv, {}, "parties");
      expect(report).toMatchObject({
        ...{ changed: 1, written: true, faults: [] },
        ...{ kept: [{ line: 2, number: "N1", facts: ["party:P2"] }] },
        ...{ corrected: [{ line: 2, number: "N1", facts: ["party:P1"] }] },
      });
      expect((await find("N1")).parties.map(({ name: called }) => called)).toEqual([
        "李四",
        "王五",
      ]);
    });

    it("takes a whole table or nothing of it, and looks without writing", async () => {
      const rows =
        "number,title,filed_on\nA1,one,2026-01-05\nA2,,2026-01-05\nA3,three,2027-01-05\n";
      expect(await table(rows)).toMatchObject({
        ...{ added: 1, written: false },
        faults: [
          { line: 3, fault: "cases/no-title" },
          { line: 4, fault: "cases/date-in-future" },
        ],
      });
      const good = "\uFEFFnumber,title,flags\nA1,one,complex；complaint\nA2,two,\n";
      expect(await table(good, { dryRun: true })).toMatchObject({ added: 2, written: false });
      expect(await subject.cases.findNumber("A1")).toBeNull();
      expect(await subject.store.sources()).toEqual([]);
      expect(await table(good)).toMatchObject({ added: 2, written: true });
      expect(await table(good)).toMatchObject({ added: 0, unchanged: 2, written: true });
      expect(await find("A1")).toMatchObject({ flags: ["complex", "complaint"], revision: 0 });
    });

    it("hears a source also where nothing changes, and tells nothing of a hidden case", async () => {
      const { caseId } = await tell("N1", { title: "t" });
      const [first] = await subject.store.sources();
      await tell("N1", { title: "t" });
      const [again] = await subject.store.sources();
      expect(again!.heardAt > first!.heardAt).toBe(true);
      await tell("N9", { title: "t" }, { source: "later" });
      const heard = await subject.store.sources();
      expect(heard.map(({ source }) => source)).toEqual(["later", "cms"]);
      await subject.hide(caseId!);
      expect(await tell("N1", { title: "mine" })).toMatchObject({
        ...{ caseId: null, kept: [], refusal: { code: "cases/number-taken" } },
      });
      expect((await find("N1")).title).toBe("t");
    });
  });
}
