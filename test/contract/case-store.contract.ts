/** What every CaseStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { CaseFile, CaseStore } from "../../services/cases/case-store.ts";
import type { CaseChanges } from "../../services/cases/case-facts.ts";
import { changeCase } from "../../services/cases/change-case.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { linkItem, unlinkItem } from "../../services/cases/link-item.ts";
import { firstBreak } from "../../services/evidence/custody-event.ts";
import type { EvidenceStore } from "../../services/evidence/evidence-store.ts";
import { type CaseId, type ItemId, type UserId, newId } from "../../services/kernel/ids.ts";
import { TODAY, tickingClock } from "../fixtures/evidence.ts";

export interface CaseStoreUnderTest {
  readonly store: CaseStore;
  readonly items: EvidenceStore;
  addItem(): Promise<ItemId>;
  close(): Promise<void>;
}

const BY = newId<UserId>();

export function caseStoreContract(name: string, make: () => Promise<CaseStoreUnderTest>): void {
  describe(`CaseStore: ${name}`, () => {
    const clock = tickingClock();
    let subject: CaseStoreUnderTest;
    let file: CaseFile;
    let item: ItemId;
    beforeEach(async () => {
      subject = await make();
      file = await createCase(deps(), BY, { number: "琼综执〔2026〕17号", title: "Noise" });
      item = await subject.addItem();
    });
    afterEach(() => subject.close());
    const deps = () => ({ cases: subject.store, clock, today: () => TODAY });
    const kinds = async () => (await subject.items.custody(item)).map(({ kind }) => kind);

    it("keeps one case a number", async () => {
      await expect(
        createCase(deps(), BY, { number: file.number, title: "Other" }),
      ).rejects.toMatchObject({ code: "cases/number-taken" });
      expect(await subject.store.find(file.id)).toEqual(file);
      expect(await subject.store.find(newId<CaseId>())).toBeNull();
    });

    it("keeps every fact, and of two who change one revision the first", async () => {
      const party = { code: "P1", kind: "person", name: "王小明" } as const;
      const facts: CaseChanges = {
        ...{ actionKind: "penalty", agencyUnit: "一大队", filedOn: TODAY, decidedOn: TODAY },
        ...{ effectiveOn: TODAY, closedOn: TODAY, outcome: "evidence-used", litigation: "final" },
        ...{ litigationFinalOn: TODAY, majorDecision: true, majorReasons: ["听证"] },
        ...{ powerItem: { code: "HN-0101", version: "2024" }, archiveTerm: "P30Y" },
        legalBasis: [{ instrument: "行政强制法", article: null, version: TODAY }],
        events: [
          {
            ...{ kind: "suit-received", on: TODAY, document: "应-1" },
            ...{ doneOn: TODAY, doneDocument: null },
          },
        ],
        extensions: [{ of: "case-filed", on: TODAY, document: "延-1", reason: "complex" }],
        ...{ flags: ["complex", "complaint"], parties: [party, { ...party, code: "P2" }] },
      } as const;
      const tries = await Promise.allSettled(
        Array.from({ length: 4 }, () =>
          changeCase(deps(), BY, file.id, { revision: 0, facts, reason: null }),
        ),
      );
      const lost = tries.flatMap((one) =>
        one.status === "rejected" ? [one.reason as object] : [],
      );
      expect(lost).toHaveLength(3);
      for (const reason of lost) expect(reason).toMatchObject({ code: "cases/case-changed" });
      const kept = { ...file, ...facts, revision: 1 };
      expect(await subject.store.find(file.id)).toEqual(kept);
      expect(await subject.store.findNumber(file.number)).toEqual(kept);
      expect(await subject.store.findNumber("none")).toBeNull();
    });

    it("takes a correction with its reason alone, and no number that another case has", async () => {
      const other = await createCase(deps(), BY, { number: "2", title: "Other" });
      const change = (facts: CaseChanges, reason: string | null, revision = 0) =>
        changeCase(deps(), BY, other.id, { revision, facts, reason });
      await expect(change({ title: "Noise" }, null)).rejects.toMatchObject({
        code: "cases/no-reason",
      });
      await expect(change({ number: file.number }, "slip")).rejects.toMatchObject({
        code: "cases/number-taken",
      });
      expect(await subject.store.find(other.id)).toEqual(other);
      const party = { code: "P1", kind: "person", name: "王小明" } as const;
      await change({ parties: [party] }, null);
      await change({ parties: [{ ...party, name: "汪小明" }] }, "misheard", 1);
      await change({ parties: [] }, "wrong case", 2);
      expect(await change({ title: "Other" }, null, 3)).toMatchObject({ revision: 3, parties: [] });
    });

    it("links once, whoever asks at once, with one custody event that names the case", async () => {
      await Promise.all(Array.from({ length: 6 }, () => linkItem(deps(), BY, file.id, item)));
      const events = await subject.items.custody(item);
      expect(events.map(({ kind, actor }) => [kind, actor])).toEqual([["linked", `user:${BY}`]]);
      expect(events[0]?.data).toEqual({ caseId: file.id, caseNumber: file.number });
    });

    it("ends a link with its reason, and takes it up again as a new one", async () => {
      await linkItem(deps(), BY, file.id, item);
      await unlinkItem(deps(), BY, file.id, item, "wrong case");
      await expect(unlinkItem(deps(), BY, file.id, item, "again")).rejects.toMatchObject({
        code: "cases/not-linked",
      });
      await linkItem(deps(), BY, file.id, item);
      expect(await kinds()).toEqual(["linked", "unlinked", "linked"]);
      const events = await subject.items.custody(item);
      expect(events[1]?.data).toMatchObject({ reason: "wrong case" });
      expect(firstBreak(events)).toBeNull();
    });

    it("keeps the chain sound when links and accesses come at once", async () => {
      const others = await Promise.all(
        Array.from({ length: 4 }, (_, at) =>
          createCase(deps(), BY, { number: `n${at}`, title: "t" }),
        ),
      );
      const event = {
        at: clock(),
        actor: `user:${BY}` as const,
        happening: { kind: "accessed" as const, data: {} },
      };
      await Promise.all(
        others.flatMap(({ id }) => [
          linkItem(deps(), BY, id, item),
          subject.items.record(item, event),
        ]),
      );
      const events = await subject.items.custody(item);
      expect(events).toHaveLength(8);
      expect(firstBreak(events)).toBeNull();
    });

    it("refuses what is not there, and writes nothing then", async () => {
      await expect(linkItem(deps(), BY, file.id, newId<ItemId>())).rejects.toMatchObject({
        code: "evidence/no-such-item",
      });
      await expect(linkItem(deps(), BY, newId<CaseId>(), item)).rejects.toMatchObject({
        code: "cases/no-such-case",
      });
      await expect(unlinkItem(deps(), BY, file.id, item, "why")).rejects.toMatchObject({
        code: "cases/not-linked",
      });
      expect(await kinds()).toEqual([]);
    });
  });
}
