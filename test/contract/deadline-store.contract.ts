/** What every DeadlineStore must do. */
import { describe, expect, it } from "vitest";
import type { CaseEvent } from "../../services/cases/case-event.ts";
import type { CaseChanges } from "../../services/cases/case-facts.ts";
import type { CaseStore } from "../../services/cases/case-store.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { type CaseId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { DeadlineStore } from "../../services/reports/deadline-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";

export interface DeadlineStoreUnderTest {
  readonly store: DeadlineStore;
  readonly cases: CaseStore;
  /** By a label that records staff may not see through; answers the sight of one of them. */
  readonly hide: (caseId: CaseId) => Promise<Sight>;
}

export function deadlineStoreContract(
  name: string,
  make: () => Promise<DeadlineStoreUnderTest>,
): void {
  describe(`DeadlineStore: ${name}`, () => {
    it("gives cases that are filed and neither decided nor closed, and events that nothing was done of", async () => {
      const { store, cases } = await make();
      const deps = { cases, clock: () => NOON, today: () => TODAY };
      const open = (number: string, facts: CaseChanges) =>
        createCase(deps, newId<UserId>(), { ...facts, number, title: "t" });
      const seizure: CaseEvent = {
        kind: "seizure-started",
        ...{ on: TODAY, document: "扣-1", doneOn: null, doneDocument: null },
      };
      const filed = await open("1", { filedOn: TODAY });
      await open("2", {});
      await open("3", { filedOn: TODAY, decidedOn: TODAY });
      await open("4", { filedOn: TODAY, closedOn: TODAY, outcome: "not-evidence" });
      const seized = await open("5", { actionKind: "penalty", events: [seizure] });
      await open("6", { events: [{ ...seizure, doneOn: TODAY, doneDocument: "解-1" }] });
      const found = await store.open(10, null);
      expect(found.map(({ number }) => number)).toEqual(["1", "5"]);
      expect(found[0]).toMatchObject({ id: filed.id, filedOn: TODAY, decidedOn: null });
      expect(found[1]).toMatchObject({ id: seized.id, actionKind: "penalty", events: [seizure] });
      expect(await store.open(1, null)).toHaveLength(1);
    });

    it("tells nobody of a case that is hidden from them, and lets it take no place of another", async () => {
      const { store, cases, hide } = await make();
      const deps = { cases, clock: () => NOON, today: () => TODAY };
      const open = (number: string) =>
        createCase(deps, newId<UserId>(), { number, title: "t", filedOn: TODAY });
      const [hidden, seen] = [await open("1"), await open("2")];
      const sight = await hide(hidden.id);
      const numbers = async (limit: number, by: Sight | null) =>
        (await store.open(limit, by)).map(({ number }) => number);
      expect(await numbers(9, sight)).toEqual([seen.number]);
      expect(await numbers(1, sight)).toEqual([seen.number]);
      expect(await numbers(9, null)).toEqual(["1", "2"]);
    });
  });
}
