/** The checks of `doctor` on the house's own keys: how long their certificates last, and how they came to be. */
import { type Finding, failed, fine, reason, warning } from "./doctor.ts";

export interface HouseKeysFound {
  readonly signerValidTo: Date;
  /** Of root, issuing authority and authority for devices, those that are there. */
  readonly authorities: readonly { readonly name: string; readonly validTo: Date }[];
  /** Two people made them, and the root's key is not in the house. */
  readonly isOfCeremony: boolean;
  readonly hasRootKey: boolean;
}

type Look = () => Promise<HouseKeysFound>;

/** The signer makes itself a new certificate well before; one that is nearly over was not renewed. */
const SOON_DAYS = 90;
/** Days in which somebody must act. */
const LATE_DAYS = 30;
const LAST_DAYS = 7;
const DAY_MS = 86_400_000;

export async function certificates(look: Look, now: Date): Promise<Finding> {
  try {
    const { signerValidTo, authorities } = await look();
    const days = (end: Date): number => Math.floor((end.getTime() - now.getTime()) / DAY_MS);
    const until = (end: Date): string => end.toISOString().slice(0, 10);
    const own = days(signerValidTo);
    if (own < 0) return failed("certificateOver", { until: until(signerValidTo) });
    const [first] = authorities.toSorted((a, b) => a.validTo.getTime() - b.validTo.getTime());
    if (first !== undefined && days(first.validTo) < SOON_DAYS) {
      const facts = { name: first.name, days: days(first.validTo), until: until(first.validTo) };
      const state = facts.days < LAST_DAYS ? failed : warning;
      return state("authoritySoon", facts);
    }
    if (own < LAST_DAYS) return failed("certificateLast", { days: own });
    if (own < LATE_DAYS) return warning("certificateLate", { days: own });
    return own < SOON_DAYS
      ? warning("certificateSoon", { days: own })
      : fine("certificateFine", { until: until(signerValidTo) });
  } catch (error) {
    return failed("certificateMissing", { message: reason(error) });
  }
}

/** `isDemo`: a first try may have the keys that it made itself. */
export async function madeBy(look: Look, isDemo: boolean): Promise<Finding> {
  try {
    const { isOfCeremony, hasRootKey } = await look();
    if (isOfCeremony) return fine("ceremonyFine");
    if (isDemo) return fine("ceremonyNone");
    return warning(hasRootKey ? "ceremonyRootHere" : "ceremonyNot");
  } catch (error) {
    return failed("certificateMissing", { message: reason(error) });
  }
}
