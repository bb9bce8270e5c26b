/** Whether one SM2 certificate is signed by another. */
import { Type, contentOf, encode, parse, partsOf } from "./asn1.ts";
import { spkiOf } from "./cms-suite.ts";
import { sm2Point, sm2Verify } from "./sm2.ts";

/** `raw` names `issuer` and bears its signature. @throws Malformed. */
export function isSm2IssuedBy(raw: Buffer, issuer: Buffer): boolean {
  const [tbs, , signature] = partsOf(parse(raw), Type.SEQUENCE);
  const [above] = partsOf(parse(issuer), Type.SEQUENCE);
  const named = partsOf(tbs, Type.SEQUENCE)[3];
  const subject = partsOf(above, Type.SEQUENCE)[5];
  if (tbs === undefined || named === undefined || subject === undefined) return false;
  const bytes = contentOf(signature, Type.BITSTRING);
  return (
    encode(named).equals(encode(subject)) &&
    bytes[0] === 0 &&
    sm2Verify(encode(tbs), bytes.subarray(1), sm2Point(spkiOf(issuer)))
  );
}
