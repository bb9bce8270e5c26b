/** The check of `doctor` on disposal: whether what was approved goes on. */
import { RECORD_DIFFERS, type Stall } from "../disposal/stall.ts";
import { type Finding, failed, fine, reason } from "./doctor.ts";

/** `look`: those that somebody must look at, the gravest first. */
export async function disposal(look: () => Promise<readonly Stall[]>): Promise<Finding> {
  try {
    const found = await look();
    const [first] = found;
    if (first === undefined) return fine("disposalFine");
    const { code, against, since, disposalId } = first;
    const facts = { count: found.length, batch: disposalId, code, since };
    if (code === RECORD_DIFFERS) return failed("disposalDiffers", facts);
    return failed("disposalStuck", { ...facts, against: against.join(" ") || code });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}
