/** Which originals custody reads back, and a word at its start where the policy cannot spare any. */
import {
  type House,
  type ReadShare,
  readShareOf,
  readsAllThough,
} from "../../services/ingest/read-back-policy.ts";

interface Warns {
  warn(fields: object, message: string): void;
}

export function readShareHere(policy: string, house: House, logger: Warns): ReadShare {
  const share = readShareOf(policy);
  const why = readsAllThough(share, house);
  if (why !== null) {
    logger.warn({ why }, "HOLDFAST_READ_BACK has no effect here: every original is read back");
  }
  return share;
}
