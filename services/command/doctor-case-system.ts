/** The check of `doctor` on the systems that tell of cases: that they fell silent. */
import type { HeardSource } from "../cases/case-message-store.ts";
import { type CaseSilence, isSilent, lastHeard, silentSources } from "../cases/silence.ts";
import { utcInstant } from "../kernel/clock.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface CaseSystemFound {
  readonly sources: readonly HeardSource[];
  readonly silence: CaseSilence;
}

export async function caseSystem(
  look: () => Promise<CaseSystemFound>,
  now: Date,
): Promise<Finding> {
  try {
    const { sources, silence } = await look();
    const heard = lastHeard(sources);
    if (isSilent(sources, silence, utcInstant(now))) {
      const silent = silentSources(sources, silence, utcInstant(now));
      const named = silent.map(({ source, heardAt }) => `${source} ${heardAt}`);
      return warning("caseSystemSilent", {
        ...{ heard: named.join(", ") || "–", days: silence.afterDays ?? 0 },
      });
    }
    return heard === null ? fine("caseSystemNone") : fine("caseSystemFine", { heard });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
