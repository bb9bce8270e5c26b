/** The check of `doctor` on encryption: whether every key-encryption key in use opens what it wraps. */
import type { KekUse } from "../encryption/item-key-store.ts";
import type { LostKek } from "../encryption/rewrap-keys.ts";
import { type Finding, failed, fine, reason } from "./doctor.ts";

export interface EncryptionFound {
  readonly uses: readonly Pick<KekUse, "kek" | "items">[];
  readonly lost: readonly LostKek[];
}

export async function encryption(look: () => Promise<EncryptionFound>): Promise<Finding> {
  try {
    const { uses, lost } = await look();
    const sum = (of: readonly Pick<KekUse, "items">[]): number =>
      of.reduce((total, { items }) => total + items, 0);
    if (lost.length > 0) {
      const names = lost.map(({ kek }) => kek).join(", ");
      return failed("encryptionLost", { names, count: sum(lost) });
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
