/** The check of `doctor` on the systems that tell of cases: that they fell silent. */
import type { HeardSource } from "../cases/case-message-store.ts";
import { isSilent, lastHeard } from "../cases/silence.ts";
import { utcInstant } from "../kernel/clock.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface CaseSystemFound {
  readonly sources: readonly HeardSource[];
  /** Null: nobody asked to be told of silence. */
  readonly afterDays: number | null;
}

export async function caseSystem(
  look: () => Promise<CaseSystemFound>,
  now: Date,
): Promise<Finding> {
  try {
    const { sources, afterDays } = await look();
    const heard = lastHeard(sources);
    if (isSilent(sources, afterDays, utcInstant(now))) {
      return warning("caseSystemSilent", { heard: heard ?? "–", days: afterDays ?? 0 });
    }
    return heard === null ? fine("caseSystemNone") : fine("caseSystemFine", { heard });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
