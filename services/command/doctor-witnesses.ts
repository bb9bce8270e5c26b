/** The check of `doctor` that looks at the ledger's witnesses. */
import { witnessesState } from "../anchors/witness-state.ts";
import type { WitnessStanding } from "../anchors/witness-store.ts";
import { utcInstant } from "../kernel/clock.ts";
import { failed, fine, type Finding, reason, warning } from "./doctor.ts";

export async function witnesses(
  look: () => Promise<readonly WitnessStanding[]>,
  now: Date,
): Promise<Finding> {
  try {
    const { all, contradicting, failing } = witnessesState(await look(), utcInstant(now));
    if (contradicting.length > 0) {
      return failed("witnessesContradict", { names: contradicting.join(", ") });
    }
    if (failing.length > 0) return warning("witnessesFailing", { names: failing.join(", ") });
    return all.length === 0
      ? fine("witnessesNone")
      : fine("witnessesFine", { names: all.join(", ") });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
