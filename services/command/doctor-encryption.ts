/** The check of `doctor` on encryption: whether every key-encryption key in use opens what it wraps. */
import type { KekUse } from "../encryption/item-key-store.ts";
import type { LostKek } from "../encryption/known-keks.ts";
import { type Finding, type FindingName, failed, fine, reason } from "./doctor.ts";

export interface EncryptionFound {
  readonly uses: readonly Pick<KekUse, "kek" | "items">[];
  readonly lost: readonly LostKek[];
}

export async function encryption(look: () => Promise<EncryptionFound>): Promise<Finding> {
  try {
    const { uses, lost } = await look();
    const sum = (of: readonly Pick<KekUse, "items">[]): number =>
      of.reduce((total, { items }) => total + items, 0);
    const [first] = lost;
    if (first !== undefined) {
      const names = lost.map(({ kek }) => kek).join(", ");
      return failed(findingOf(first), { names, count: sum(lost) });
    }
    return uses.length === 0
      ? fine("encryptionEmpty")
      : fine("encryptionFine", {
          count: sum(uses),
          names: uses.map(({ kek }) => kek).join(", "),
        });
  } catch (error) {
    return failed("postgresDown", { message: reason(error) });
  }
}

/** By what a token says of it; what is another key than it was, and files, say nothing. */
const OF_TOKENS = {
  "keys/token-gone": "encryptionTokenGone",
  "keys/token-fault": "encryptionTokenGone",
  "keys/pin-refused": "encryptionPin",
  "keys/pin-locked": "encryptionPin",
  "keys/pin-unreadable": "encryptionPin",
  "keys/not-in-token": "encryptionNotInToken",
  "keys/exportable": "encryptionExportable",
} as const;

function findingOf({ code, why, items }: LostKek): FindingName {
  if (code === "encryption/wrapped-key-differs") return "encryptionOther";
  const known = Object.entries(OF_TOKENS).find(([each]) => each === why);
  if (known !== undefined) return known[1];
  return items === 0 ? "encryptionNoKey" : "encryptionLost";
}
