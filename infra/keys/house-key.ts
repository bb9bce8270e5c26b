/** Public halves of the house's keys, as the register takes them. */
import { X509Certificate, createPublicKey } from "node:crypto";
import { utcInstant } from "../../services/kernel/clock.ts";
import { sha256 } from "../../services/kernel/digest.ts";
import type { HouseKey } from "../../services/keys/key.ts";
import type { KeyRole } from "../../services/ledger/key-words.ts";
import { spkiOf, suiteOf } from "./cms-suite.ts";
import { dersIn } from "./pem.ts";
import type { Raw } from "./signing-key.ts";

/** The key of a certificate. OpenSSL, which reads its days, reads no key for that: it may be of SM2. */
export function certifiedKey(role: KeyRole, { raw }: Raw): HouseKey {
  const { validFromDate, validToDate } = new X509Certificate(raw);
  const [notBefore, notAfter] = [utcInstant(validFromDate), utcInstant(validToDate)];
  return {
    ...{ role, suite: suiteOf(raw).name, spkiSha256: sha256(spkiOf(raw)) },
    certificate: { sha256: sha256(raw), der: raw, notBefore, notAfter },
  };
}

/** The ledger's key, which has no certificate. */
export const bareLedgerKey = (pem: string): HouseKey => ({
  ...{ role: "ledger", suite: "ed25519", certificate: null },
  spkiSha256: sha256(createPublicKey(pem).export({ format: "der", type: "spki" })),
});

/** The keys of certificates in PEM, the first of them for `roles[0]`, and so on. */
export const certifiedKeys = (roles: readonly KeyRole[], pems: readonly string[]): HouseKey[] =>
  dersIn(pems.join(""), "CERTIFICATE").flatMap((raw, at) => {
    const role = roles[at];
    return role === undefined ? [] : [certifiedKey(role, { raw })];
  });
