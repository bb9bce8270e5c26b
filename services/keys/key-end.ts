/** When the certificates of the keys in use end, and whether somebody must act before. */
import type { UtcInstant } from "../kernel/clock.ts";
import type { KeyRole } from "../ledger/key-words.ts";
import type { RegisteredKey } from "./key.ts";

const DAY_MS = 86_400_000;
/** The signer renews itself in its last 30 days (infra/keys/signing-key.ts): a day later it could not, as where issuing.pem is away. */
const SIGNING_DAYS = 29;
/** No restart renews an authority: a ceremony and a new house take their time. */
const AUTHORITY_DAYS = 90;
const SIGNING: readonly KeyRole[] = ["manifest-signer", "second-signer"];

/** Of the keys in use whose certificate ends soon, or has ended, the roles. */
export const rolesEnding = (keys: readonly RegisteredKey[], now: UtcInstant): readonly KeyRole[] =>
  keys
    .filter(({ usedUntil, revocation }) => usedUntil === null && revocation === null)
    .filter(({ role, certificate }) => {
      if (certificate === null) return false;
      const days = SIGNING.includes(role) ? SIGNING_DAYS : AUTHORITY_DAYS;
      return Date.parse(certificate.notAfter) - Date.parse(now) < days * DAY_MS;
    })
    .map(({ role }) => role);
