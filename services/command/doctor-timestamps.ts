/** The check of `doctor` that looks at the authorities for time stamps. */
import {
  behindSeconds,
  clockDifference,
  isBehind,
  isListMissing,
} from "../anchors/authority-state.ts";
import type { AuthorityState } from "../anchors/token-store.ts";
import { utcInstant } from "../kernel/clock.ts";
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
