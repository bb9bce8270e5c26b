/** The check of `doctor` on the continuous audit: what it found, and whether it keeps its period. */
import type { FixitySummary } from "../fixity/fixity-store.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface FixityFound extends FixitySummary {
  readonly periodMs: number;
}

const DAY_MS = 86_400_000;

export async function fixity(look: () => Promise<FixityFound>, now: Date): Promise<Finding> {
  try {
    const { failing, unreadable, oldestReadAt, periodMs } = await look();
    if (failing > 0) return failed("fixityFailing", { count: failing });
    if (unreadable > 0) return warning("fixityUnreadable", { count: unreadable });
    if (oldestReadAt === null) return fine("fixityEmpty");
    const ageMs = now.getTime() - Date.parse(oldestReadAt);
    const facts = { days: Math.floor(ageMs / DAY_MS), period: Math.round(periodMs / DAY_MS) };
    return ageMs > periodMs ? warning("fixityLate", facts) : fine("fixityFine", facts);
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
