/** The check of `doctor` on holds: what the store does not show to be held, and reviews that are overdue. */
import type { HoldCounts } from "../holds/hold-store.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface HoldProbes {
  holds(): Promise<HoldCounts>;
}

export async function holds(look: () => Promise<HoldCounts>): Promise<Finding> {
  try {
    const { active, overdue, notKept } = await look();
    if (notKept > 0) return failed("holdsNotKept", { count: notKept, overdue });
    if (overdue > 0) return warning("holdsOverdue", { count: overdue });
    return fine("holdsFine", { active });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
