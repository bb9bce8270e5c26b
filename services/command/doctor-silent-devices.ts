/** The check of `doctor` on devices that were not heard for long. */
import type { UtcInstant } from "../kernel/clock.ts";
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface SilentDevicesFound {
  /** Null: nobody asked to be told. */
  readonly afterDays: number | null;
  readonly count: number;
  /** The longest silent first; null: never heard. */
  readonly longest: readonly { readonly name: string; readonly heardAt: UtcInstant | null }[];
}

export async function silentDevices(look: () => Promise<SilentDevicesFound>): Promise<Finding> {
  try {
    const { afterDays: days, count, longest } = await look();
    if (days === null) return fine("silentDevicesNone");
    if (count === 0) return fine("silentDevicesFine", { days });
    const names = longest.map(({ name, heardAt }) => `${name} ${heardAt ?? "–"}`);
    return warning("silentDevicesSome", { days, count, names: names.join(", ") });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
