/** The check of `doctor` on the agency's own checks: a draw that does not come, overdue opinions, score sheets and looks at what is kept. */
import { utcInstant } from "../kernel/clock.ts";
import { type WorkDue, isDrawLate } from "../spotcheck/work-due.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface WorkDueProbes {
  workDue(): Promise<WorkDue>;
}

/** `look` counts; it does not say of what: whoever runs `doctor` may not know of it. */
export async function workDue(look: () => Promise<WorkDue>, now: Date): Promise<Finding> {
  try {
    const found = await look();
    const { opinions, sheets, keepings, undrawnSince } = found;
    const { overdue, soon } = found.terms ?? { overdue: 0, soon: 0 };
    if (isDrawLate(found, utcInstant(now)))
      return failed("drawLate", { since: undrawnSince ?? "" });
    if (overdue > 0) return warning("termsOverdue", { overdue, soon, opinions, sheets, keepings });
    if (opinions > 0 || sheets > 0 || keepings > 0) {
      return warning("workOverdue", { opinions, sheets, keepings });
    }
    return soon > 0 ? fine("termsFine", { soon }) : fine("workFine");
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
