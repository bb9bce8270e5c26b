/** What the chain of actions tells of a review. */
import type { NewAction } from "../actions/action.ts";
import type { Maker } from "../casefile/case-document.ts";
import type { CaseId } from "../kernel/ids.ts";

export const reviewAction = (
  kind: "legal-review-submitted" | "legal-review-signed" | "legal-opinion-given",
  {
    caseId,
    at,
    by,
  }: { readonly caseId: CaseId; readonly at: NewAction["at"]; readonly by: Maker["id"] },
  after: NonNullable<NewAction["after"]>,
): NewAction => ({
  ...{
    kind,
    at,
    actor: `user:${by}`,
    subject: `case:${caseId}`,
    before: null,
    after,
    reason: null,
  },
});
