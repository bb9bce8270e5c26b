/** What access opens, as a person says it in a form, and as a request names it. */
import { idsIn } from "../frame/form-facts.ts";

export interface ScopeValues {
  readonly scope: "case" | "items";
  readonly caseId?: string | null;
  readonly items?: string;
}

/** As a request names it. */
export const scopeOf = ({ scope, caseId, items }: ScopeValues) =>
  scope === "case"
    ? ({ type: "case", caseId: caseId ?? "" } as const)
    : ({ type: "items", itemIds: idsIn(items) } as const);
