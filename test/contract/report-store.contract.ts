/** What every ReportStore must do. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { ActionStore } from "../../services/actions/action-store.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import { type ReportId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { Protection } from "../../services/reports/protection.ts";
import type { IssuedReport } from "../../services/reports/report.ts";
import type { ReportStore } from "../../services/reports/report-store.ts";
import { type Mark, OPEN } from "../../services/secrecy/mark.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { refused } from "../fixtures/store-outcomes.ts";

export interface ReportStoreUnderTest {
  readonly store: ReportStore;
  readonly actions: ActionStore;
  addPerson(): Promise<UserId>;
  close(): Promise<void>;
}

const ANYONE: Protection = { mark: OPEN, isPersonal: false };

export function reportStoreContract(name: string, make: () => Promise<ReportStoreUnderTest>): void {
  describe(`ReportStore: ${name}`, () => {
    let subject: ReportStoreUnderTest;
    let [maker, other] = ["", ""] as UserId[] as [UserId, UserId];
    beforeEach(async () => {
      subject = await make();
      [maker, other] = [await subject.addPerson(), await subject.addPerson()];
    });
    afterEach(() => subject.close());

    const sight = (userId: UserId, clearance: Mark = OPEN): Sight => ({
      ...{ userId, role: "records", clearance, today: TODAY },
    });
    const report = (changes: Partial<IssuedReport> = {}): IssuedReport => {
      const id = newId<ReportId>();
      return {
        ...{ id, definition: "QUARTER", period: "2026-Q3", version: 1, replaces: null },
        ...{ dueOn: TODAY, madeAt: NOON, madeBy: maker, protection: ANYONE },
        ...{ sha256: sha256(id), ...changes },
      };
    };
    const issue = (one: IssuedReport) =>
      subject.store.issue(one, `{"report":"${one.id}"}\n`, {
        ...{ kind: "report-issued", at: NOON, actor: `user:${one.madeBy}`, before: null },
        ...{ subject: `report:${one.id}`, after: { sha256: one.sha256 }, reason: null },
      });
    const ids = async (as: Sight, before: number | null = null) =>
      (await subject.store.page(before, 10, as)).map(({ id }) => id);

    it("keeps the exact text and the action together; of two first ones of a period one is issued", async () => {
      const first = report();
      await issue(first);
      const found = await subject.store.find(first.id, sight(other));
      expect(found?.text).toBe(`{"report":"${first.id}"}\n`);
      expect(found?.report).toEqual({
        ...first,
        replacedBy: null,
        position: found?.report.position,
      });
      await refused(issue(report()), "reports/issued-already");
      await issue(report({ period: "2026-Q2" }));
      const told = await subject.actions.from(0, 10);
      expect(told.map(({ kind, subject: about }) => [kind, about])).toEqual([
        ["report-issued", `report:${first.id}`],
        ["report-issued", expect.stringMatching(/^report:/)],
      ]);
    });

    it("lets a report be replaced once, and knows which one stands", async () => {
      const first = report();
      await issue(first);
      const second = report({ version: 2, replaces: first.id });
      const outcomes = await Promise.allSettled([
        issue(second),
        issue(report({ version: 2, replaces: first.id })),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
      const [won] = await subject.store.page(null, 1, sight(maker));
      expect((await subject.store.find(first.id, sight(maker)))?.report.replacedBy).toBe(won?.id);
      const standing = await subject.store.standing("QUARTER", "2026-Q3", sight(maker));
      expect(standing).toMatchObject({ id: won?.id, version: 2 });
      expect(await subject.store.standing("ANNUAL", "2026", sight(maker))).toBeNull();
      expect(await ids(sight(maker), won?.position)).toEqual([first.id]);
    });

    it("hides a report from whoever may know less than it counts, and lets them issue their own", async () => {
      const minors: Mark = { state: null, duties: ["minor"] };
      const secret: Mark = { state: "secret", duties: [] };
      const [ofMinors, ofSecrets, personal] = [
        report({ protection: { mark: minors, isPersonal: false } }),
        report({ protection: { mark: secret, isPersonal: false } }),
        report({ protection: { mark: OPEN, isPersonal: true } }),
      ];
      for (const one of [ofMinors, ofSecrets, personal]) await issue(one);
      expect(await ids(sight(other))).toEqual([]);
      expect(await subject.store.standing("QUARTER", "2026-Q3", sight(other))).toBeNull();
      expect(await ids(sight(other, minors))).toEqual([ofMinors.id]);
      expect(await ids(sight(other, { state: "top-secret", duties: ["minor", "work"] }))).toEqual([
        ...[ofSecrets.id, ofMinors.id],
      ]);
      expect(await ids(sight(maker))).toEqual([personal.id]);
      expect(await subject.store.find(ofMinors.id, sight(other, secret))).toBeNull();
      await issue(report({ madeBy: other, protection: { mark: OPEN, isPersonal: true } }));
      await refused(
        issue(report({ protection: { mark: OPEN, isPersonal: true } })),
        "reports/issued-already",
      );
      await issue(report());
    });
  });
}
