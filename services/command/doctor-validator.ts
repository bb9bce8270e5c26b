/** The check of `doctor` on the program that judges signatures inside recordings, where the operator named one. */
import { type Finding, failed, fine, reason } from "./doctor.ts";

/** `look` answers the kind that it judges, null where none is named; rejects where it cannot be started. */
export async function validator(look: () => Promise<string | null>): Promise<Finding> {
  try {
    const kind = await look();
    return kind === null ? fine("validatorNone") : fine("validatorFine", { kind });
  } catch (error) {
    return failed("validatorNot", { message: reason(error) });
  }
}
