/** Rows of rounds of legal review. */
import type { CalendarDate } from "../../services/calendar/calendar-date.ts";
import type { DocumentKind } from "../../services/legalreview/legal-review-store.ts";
import type { Verdict } from "../../services/legalreview/opinion.ts";
import type { Sha256 } from "../../services/kernel/digest.ts";
import type { CaseId, UserId } from "../../services/kernel/ids.ts";
import type { MaybeTime, Time } from "./device-tables.ts";
import type { DocumentRow } from "./casefile-tables.ts";

export interface LegalReviewTables {
  unit_signatures: {
    case_id: CaseId;
    round: number;
    signature: Buffer;
    sha256: Sha256;
    signer: string;
    certificate_sha256: Sha256;
    root: string;
    signed_at: MaybeTime;
    entered_at: Time;
    entered_by: UserId;
  };
  legal_reviews: DocumentRow & {
    kind: DocumentKind;
    due_on: CalendarDate | null;
    verdict: Verdict | null;
  };
}
