/** The check of `doctor` on exports: acknowledgements that are overdue. */
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export async function exports(overdue: () => Promise<number>): Promise<Finding> {
  try {
    const count = await overdue();
    return count > 0 ? warning("exportsOverdue", { count }) : fine("exportsFine");
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
