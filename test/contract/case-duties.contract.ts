/** What every CaseDuties must do, seen through the stores in which the duties are done. */
import { beforeEach, describe, expect, it } from "vitest";
import type { CaseStore } from "../../services/cases/case-store.ts";
import type { CaseFacts } from "../../services/cases/case-facts.ts";
import { createCase } from "../../services/cases/create-case.ts";
import { documentOf } from "../../services/casefile/case-document.ts";
import { type CaseDocumentId, type CaseId, type UserId, newId } from "../../services/kernel/ids.ts";
import type { LegalReviewStore } from "../../services/legalreview/legal-review-store.ts";
import type { Ground } from "../../services/legalreview/need.ts";
import { reviewAction } from "../../services/legalreview/review-action.ts";
import type { PublicityAct } from "../../services/reports/publicity.ts";
import type { PublicityStore } from "../../services/reports/publicity-store.ts";
import type { CaseDuties } from "../../services/review/case-duties.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import { NOON, TODAY } from "../fixtures/evidence.ts";
import { day } from "../fixtures/retention.ts";

export interface CaseDutiesUnderTest {
  readonly duties: CaseDuties;
  readonly cases: CaseStore;
  readonly legalReviews: Pick<LegalReviewStore, "keep">;
  readonly publicity: PublicityStore;
  /** An account that exists. */
  readonly by: UserId;
  /** Sees nothing of this case. */
  readonly without: (id: CaseId) => Promise<Sight>;
}

const ground = (changes: Partial<Ground>): Ground => ({
  ...{ code: "G", title: { "zh-CN": "g", en: "g" }, actionKinds: [], whenAny: [], cite: [] },
  ...changes,
});
const MAJOR = ground({ whenAny: ["major-decision", "complex"] });
const COERCION = ground({ actionKinds: ["coercion"] });

export function caseDutiesContract(name: string, make: () => Promise<CaseDutiesUnderTest>): void {
  describe(`CaseDuties: ${name}`, () => {
    let subject: CaseDutiesUnderTest;
    let nth = 0;
    beforeEach(async () => {
      subject = await make();
      nth = 0;
    });
    const open = async (facts: Partial<CaseFacts>): Promise<CaseId> => {
      const told = { number: `D-${(nth += 1)}`, title: "t", ...facts };
      const deps = { cases: subject.cases, clock: () => NOON, today: () => TODAY };
      return (await createCase(deps, subject.by, told)).id;
    };
    const tell = async (id: CaseId, act: PublicityAct, mistake: number | null = null) => {
      const { length: index } = await subject.publicity.entries(id);
      const actor = `user:${subject.by}` as const;
      await subject.publicity.add(
        id,
        {
          ...{ index, act, on: day("2026-11-10"), place: null, reason: "r", mistake },
          ...{ enteredAt: NOON, enteredBy: actor },
        },
        {
          ...{ kind: "publicity-told", at: NOON, actor, subject: `case:${id}` },
          ...{ before: null, after: {}, reason: null },
        },
      );
    };
    const unreviewed = async (...grounds: readonly Ground[]) =>
      (await subject.duties.unreviewed(grounds, null, 9, null)).map(({ id }) => id);
    const unpublished = async () => (await subject.duties.unpublished(9, null)).map(({ id }) => id);
    const major = { majorDecision: true, majorReasons: ["catalogue"] };

    it("lists cases that a ground asks for and that nobody submitted, newest first, by pages", async () => {
      await open({});
      const decided = await open({ ...major, decidedOn: day("2026-11-02") });
      const complex = await open({ flags: ["complex"], actionKind: "penalty" });
      const coercion = await open({ actionKind: "coercion" });
      expect(await unreviewed(MAJOR)).toEqual([complex, decided]);
      expect(await unreviewed(COERCION)).toEqual([coercion]);
      expect(await unreviewed(MAJOR, COERCION)).toEqual([coercion, complex, decided]);
      expect(await unreviewed()).toEqual([]);
      expect(await unreviewed(ground({ actionKinds: ["licence"], whenAny: ["complex"] }))).toEqual(
        [],
      );
      const [first] = await subject.duties.unreviewed([MAJOR], null, 1, null);
      const rest = await subject.duties.unreviewed([MAJOR], first!.position, 9, null);
      expect(rest).toMatchObject([{ id: decided, number: "D-2", decidedOn: "2026-11-02" }]);
      const document = documentOf({
        ...{ id: newId<CaseDocumentId>(), caseId: complex, number: 1, text: "s\n", itemIds: [] },
        ...{ madeAt: NOON, madeBy: subject.by },
      });
      await subject.legalReviews.keep(
        { ...document, kind: "submission", dueOn: null, verdict: null },
        reviewAction("legal-review-submitted", { caseId: complex, at: NOON, by: subject.by }, {}),
      );
      expect(await unreviewed(MAJOR)).toEqual([decided]);
    });

    it("lists decisions of which nobody told that they are public, and those to be taken down", async () => {
      await open({});
      const late = await open({ decidedOn: day("2026-11-05") });
      const early = await open({ decidedOn: day("2026-11-02") });
      expect(await unpublished()).toEqual([early, late]);
      await tell(early, "published");
      expect(await unpublished()).toEqual([late]);
      await tell(early, "mistaken", 0);
      expect(await unpublished()).toEqual([early, late]);
      await tell(early, "published");
      await tell(late, "exempt");
      expect(await unpublished()).toEqual([]);
      await tell(early, "annulled");
      await tell(late, "annulled");
      const [found, ...rest] = await subject.duties.unpublished(9, null);
      expect([found?.id, rest]).toEqual([early, []]);
      expect(found?.entries.map(({ act }) => act)).toEqual([
        ...["published", "mistaken", "published", "annulled"],
      ]);
      await tell(early, "withdrawn");
      expect(await unpublished()).toEqual([]);
    });

    it("tells nothing of a case that somebody may not know of", async () => {
      const hidden = await open({ ...major, decidedOn: day("2026-11-02") });
      const sight = await subject.without(hidden);
      expect(await subject.duties.unreviewed([MAJOR], null, 9, sight)).toEqual([]);
      expect(await subject.duties.unpublished(9, sight)).toEqual([]);
      expect(await unreviewed(MAJOR)).toEqual([hidden]);
    });
  });
}
