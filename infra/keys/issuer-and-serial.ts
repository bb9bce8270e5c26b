/** IssuerAndSerialNumber (RFC 5652 10.2.4): how a signature names its certificate. */
import { type Asn1, Type, parse, partsOf, sequence } from "./asn1.ts";
import type { Raw } from "./signing-key.ts";

/** Parts 1 and 3 of what a certificate signs, behind its version (RFC 5280 4.1). */
export function issuerAndSerial({ raw }: Raw): Asn1 {
  const [tbs] = partsOf(parse(raw), Type.SEQUENCE);
  const [, serial, , issuer] = partsOf(tbs, Type.SEQUENCE);
  if (serial === undefined || issuer === undefined) {
    throw new Error("broken invariant: a certificate has an issuer and a serial number");
  }
  return sequence(issuer, serial);
}
