/** The check of `doctor` on what devices need to prove themselves by certificates. */
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface MachinePortFound {
  readonly authorityValidTo: Date;
  readonly serverValidTo: Date;
  /** Certificates of devices that end within some days and were not renewed. */
  readonly endingSoon: number;
}

/** `up` renews the server's certificate well before. */
const SOON_DAYS = 30;

/** What devices need to prove themselves by certificates. */
export async function devices(
  look: () => Promise<MachinePortFound | null>,
  now: Date,
): Promise<Finding> {
  try {
    const found = await look();
    if (found === null) return warning("devicesNone");
    const { authorityValidTo, serverValidTo, endingSoon } = found;
    const end = Math.min(authorityValidTo.getTime(), serverValidTo.getTime());
    const days = Math.floor((end - now.getTime()) / 86_400_000);
    if (days < SOON_DAYS) return warning("devicesPortEnds", { days });
    return endingSoon > 0
      ? warning("devicesEnding", { count: endingSoon })
      : fine("devicesFine", { until: new Date(end).toISOString().slice(0, 10) });
  } catch (error) {
    return failed("devicesUnknown", { message: reason(error) });
  }
}
