/** The checks of `doctor` that tell under which rules the house works, and by which working days. */
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface PolicyFound {
  /** "code v1"; null: no pack is in force. */
  readonly inForce: string | null;
  /** Proposals that wait for another person. */
  readonly waiting: number;
  /** Items that are kept by a floor alone, after their longest term. */
  readonly onlyStored: number;
  /** Years whose table of working days the program would have otherwise, by a notice no older. */
  readonly contestedYears: readonly number[];
  /** Applied packs and tables that custody has not signed yet. */
  readonly unsigned: number;
}

/** A house without a pack works as it always did: that is told, and is no fault. */
export async function policy(look: () => Promise<PolicyFound>): Promise<Finding> {
  try {
    const { inForce, waiting, onlyStored, unsigned } = await look();
    if (inForce === null) return fine("policyNone", { waiting });
    return fine("policyFine", { name: inForce, waiting, onlyStored, unsigned });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}

export async function workingDays(look: () => Promise<PolicyFound>): Promise<Finding> {
  try {
    const { contestedYears: years } = await look();
    if (years.length > 0) return warning("calendarContested", { years: years.join(", ") });
    return fine("calendarFine");
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
