/** Rows of rounds of legal review. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { DocumentKind } from "../../services/legalreview/legal-review-store.ts";
import type { Verdict } from "../../services/legalreview/opinion.ts";
import type { DocumentRow } from "./casefile-tables.ts";

export interface LegalReviewTables {
  legal_reviews: DocumentRow & {
    kind: DocumentKind;
    due_on: CalendarDate | null;
    verdict: Verdict | null;
  };
}
