/** CaseDuties in memory, over what other stores in memory keep. */
import type { CaseDuties, DutyCase, PublicityCase } from "../../services/review/case-duties.ts";
import type { CaseFile } from "../../services/cases/case-store.ts";
import type { LegalReviewStore } from "../../services/legalreview/legal-review-store.ts";
import { type Ground, groundsOf } from "../../services/legalreview/need.ts";
import type { LegalReview } from "../../services/policy/legal-review.ts";
import { standingEntries } from "../../services/reports/publicity.ts";
import type { PublicityStore } from "../../services/reports/publicity-store.ts";
import type { Sight } from "../../services/secrecy/sight.ts";
import type { MemoryCaseStore } from "./case-store.ts";
import { SEES_ALL, type Sees } from "./secrecy-store.ts";

interface Places {
  readonly cases: Pick<MemoryCaseStore, "files">;
  readonly legalReviews: Pick<LegalReviewStore, "facts">;
  readonly publicity: Pick<PublicityStore, "entries">;
}

export class MemoryCaseDuties implements CaseDuties {
  sees: Sees = SEES_ALL;
  readonly #places: Places;

  constructor(places: Places) {
    this.#places = places;
  }

  async unreviewed(
    grounds: readonly Ground[],
    before: number | null,
    limit: number,
    sight: Sight | null,
  ): Promise<readonly DutyCase[]> {
    const all = this.#all(sight);
    const reviewed = await this.#places.legalReviews.facts(all.map(({ id }) => id));
    const rule = { grounds } as LegalReview;
    return all
      .toReversed()
      .filter((one) => !reviewed.has(one.id) && groundsOf(one, rule).length > 0)
      .filter(({ position }) => before === null || position < before)
      .slice(0, limit);
  }

  async unpublished(limit: number, sight: Sight | null): Promise<readonly PublicityCase[]> {
    const decided = this.#all(sight).filter(({ decidedOn }) => decidedOn !== null);
    const open: PublicityCase[] = [];
    for (const one of decided) {
      const entries = await this.#places.publicity.entries(one.id);
      const acts = new Set(standingEntries(entries).map(({ act }) => act));
      const isOut = acts.has("published");
      const isTold = isOut || acts.has("exempt");
      const isToGo = isOut && acts.has("annulled") && !acts.has("withdrawn");
      if (!isTold || isToGo) open.push({ ...one, entries });
    }
    return open
      .toSorted((one, other) => (one.decidedOn ?? "").localeCompare(other.decidedOn ?? ""))
      .slice(0, limit);
  }

  #all(sight: Sight | null): readonly DutyCase[] {
    return this.#places.cases.files
      .map((file, at) => dutyOf(file, at + 1))
      .filter(({ id }) => this.sees(sight, [id]));
  }
}

const dutyOf = (
  { id, number, actionKind, decidedOn, majorDecision, flags }: CaseFile,
  position: number,
): DutyCase => ({ id, position, number, actionKind, decidedOn, majorDecision, flags });
