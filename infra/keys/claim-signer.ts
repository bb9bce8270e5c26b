/** ClaimSigner with the key that signs manifests, which may live in another process: COSE_Sign1 (RFC 9052) by ES256. */
import type { ClaimSigner } from "../../services/c2pa/claim-signer.ts";
import { coseSign1 } from "../../services/c2pa/cose.ts";
import { Malformed, Type, contentOf, parse, partsOf } from "./asn1.ts";
import { type MayUse, certificateInUse } from "./cms-signer.ts";
import { P256, suiteOf } from "./cms-suite.ts";
import { type SigningKey, dersOf } from "./signing-key.ts";

/** Bytes of a number modulo the order of P-256. */
const SCALAR_BYTES = 32;

export function claimSigner(
  key: Pick<SigningKey, "certificate" | "signClaim">,
  mayUse?: MayUse,
): ClaimSigner {
  const withCertificate = certificateInUse(key, mayUse);
  return {
    sign: (claim) =>
      withCertificate(async (mine) => {
        if (suiteOf(mine.certificate.raw) !== P256) return null;
        const signature = await key.signClaim(claim, mine.certificate);
        return coseSign1(scalarsOf(signature), dersOf(mine));
      }),
  };
}

/** r and s in full length, one behind the other (RFC 9053 2.1), of their DER. */
function scalarsOf(der: Uint8Array): Buffer {
  const scalars = partsOf(parse(der), Type.SEQUENCE).map((scalar) => {
    const bytes = contentOf(scalar, Type.INTEGER);
    const digits = bytes.subarray(bytes.findIndex((byte) => byte !== 0));
    return Buffer.concat([Buffer.alloc(Math.max(0, SCALAR_BYTES - digits.byteLength)), digits]);
  });
  const raw = Buffer.concat(scalars);
  if (raw.byteLength !== 2 * SCALAR_BYTES) throw new Malformed("no signature by ECDSA P-256");
  return raw;
}
