/** The checks of `doctor` that look at the authorities for time stamps, and at renewals that wait for them. */
import {
  behindSeconds,
  clockDifference,
  isBehind,
  isListMissing,
  isRenewalLate,
  renewalWaitSeconds,
} from "../anchors/authority-state.ts";
import type { AuthorityState } from "../anchors/token-store.ts";
import { type UtcInstant, utcInstant } from "../kernel/clock.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export async function timestamps(
  look: () => Promise<readonly AuthorityState[]>,
  date: Date,
): Promise<Finding> {
  const now = utcInstant(date);
  try {
    const all = await look();
    const behind = all.find((each) => isBehind(each, now));
    if (behind !== undefined) {
      const { name, failure } = behind;
      const minutes = Math.floor(behindSeconds(behind, now) / 60);
      return warning("timestampsBehind", { name, minutes, code: failure ?? "-" });
    }
    const listless = all.find((each) => isListMissing(each, now));
    if (listless !== undefined) {
      const { name, listFailure, list } = listless;
      return warning("timestampsList", {
        ...{ name, code: listFailure ?? "-", day: list?.thisUpdate.slice(0, 10) ?? "-" },
      });
    }
    const off = all.find((each) => clockDifference(each) !== null);
    if (off !== undefined) {
      return warning("timestampsClock", { name: off.name, seconds: clockDifference(off) ?? 0 });
    }
    return all.length === 0
      ? fine("timestampsNone")
      : fine("timestampsFine", { names: all.map(({ name }) => name).join(", ") });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}

export async function renewals(
  waitingSince: () => Promise<UtcInstant | null>,
  date: Date,
): Promise<Finding> {
  const now = utcInstant(date);
  try {
    const since = await waitingSince();
    if (!isRenewalLate(since, now)) return fine("renewalsFine");
    const minutes = Math.floor(renewalWaitSeconds(since, now) / 60);
    return warning("renewalsWait", { minutes });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
