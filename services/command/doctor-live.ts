/** The check of `doctor` on live recordings: silent channels, chains of which the ledger is not told, sessions that do not come to their end. */
import type { LiveStanding } from "../live/standing.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface LiveProbes {
  liveStanding(): Promise<LiveStanding>;
}

/** The gravest first, each with the numbers of all. */
export async function live(probes: LiveProbes): Promise<Finding> {
  try {
    const found = await probes.liveStanding();
    const facts = { ...found };
    if (found.silent > 0) return failed("liveSilent", facts);
    if (found.lateHeads > 0) return failed("liveHeadsLate", facts);
    return found.closing > 0 ? warning("liveClosing", facts) : fine("liveFine");
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
