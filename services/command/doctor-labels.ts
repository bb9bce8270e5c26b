/** The check of `doctor` on labels: labels whose review is overdue. */
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

/** `look` counts them; it does not say what they stand on: whoever runs `doctor` may not know of it. */
export async function labels(look: () => Promise<number>): Promise<Finding> {
  try {
    const count = await look();
    return count > 0 ? warning("reviewsOverdue", { count }) : fine("reviewsFine", {});
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
