/** Certificates in a degenerate CMS ("certs-only", RFC 5652 5.1, RFC 5751 3.7), as EST carries them: written and read. */
import { X509Certificate } from "node:crypto";
import {
  Malformed,
  Type,
  encode,
  integer,
  oid,
  oidOf,
  parse,
  partsOf,
  partsOfTagged,
  sequence,
  setOf,
  tagged,
} from "./asn1.ts";
import { OID } from "./oids.ts";

const MAX_BYTES = 64 << 10;

/** DER of the container around certificates (DER). */
export function certsOnly(certificates: readonly Uint8Array[]): Buffer {
  const list = setOf(...certificates.map((certificate) => parse(certificate)));
  const signedData = sequence(
    integer(Buffer.from([1])),
    setOf(),
    sequence(oid(OID.data)),
    tagged(0, true, [...partsOf(list, Type.SET)]),
    setOf(),
  );
  return encode(sequence(oid(OID.signedData), tagged(0, true, [signedData])));
}

/** @throws Malformed for anything else than such a container with readable certificates. */
export function readCertsOnly(der: Uint8Array): X509Certificate[] {
  if (der.byteLength > MAX_BYTES) throw new Malformed("too long");
  const [type, explicit] = partsOf(parse(der), Type.SEQUENCE);
  if (oidOf(type) !== OID.signedData) throw new Malformed("no SignedData");
  const [signedData] = partsOfTagged(explicit, 0);
  const found = partsOfTagged(partsOf(signedData, Type.SEQUENCE)[3], 0);
  return found.map((certificate) => {
    try {
      return new X509Certificate(encode(certificate));
    } catch (cause) {
      throw new Malformed("no certificate", { cause });
    }
  });
}
